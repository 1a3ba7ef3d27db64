namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>Asks something on a connection of its own.</summary>
internal delegate Task<ProtocolExchange> Question(CancellationToken cancellationToken);
