namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Takes everything and never answers.</summary>
internal sealed class SilentPeer : IPeer
{
    public Task ServeAsync(Connection connection, CancellationToken cancellationToken) => connection.DrainAsync(cancellationToken);
}
