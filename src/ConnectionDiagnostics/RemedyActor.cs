namespace ConnectionDiagnostics;

/// <summary>Who can do something about a cause.</summary>
public enum RemedyActor
{
    /// <summary>Whoever runs the client: the machine that the diagnosis ran on.</summary>
    Client,

    /// <summary>Whoever runs the server.</summary>
    Server,

    /// <summary>Whoever runs the network between them: firewalls, routers, name servers, proxies.</summary>
    Network,
}
