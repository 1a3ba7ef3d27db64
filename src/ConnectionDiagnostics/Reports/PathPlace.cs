namespace ConnectionDiagnostics.Reports;

/// <summary>A kind of place on the way of a connection.</summary>
internal enum PathPlace
{
    /// <summary>Nowhere: it works, or nothing was seen.</summary>
    None,

    /// <summary>The machine that connects.</summary>
    Client,

    /// <summary>Name resolution.</summary>
    Names,

    /// <summary>The proxy.</summary>
    Proxy,

    /// <summary>The first station after the client, whatever it is.</summary>
    NextHop,

    /// <summary>A router.</summary>
    Router,

    /// <summary>The server.</summary>
    Server,
}
