namespace ConnectionDiagnostics.Knowledge;

/// <summary>Proxy software on the client's own machine.</summary>
/// <param name="Name">As it calls itself.</param>
/// <param name="Ports">Where it takes connections on loopback by default.</param>
internal sealed record ClientProxy(string Name, int[] Ports);
