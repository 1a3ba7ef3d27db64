namespace ConnectionDiagnostics;

/// <summary>How far the way through a proxy led.</summary>
public enum ProxyResult
{
    /// <summary>The proxy's name has no address.</summary>
    NotResolved,

    /// <summary>No connection to the proxy.</summary>
    NotConnected,

    /// <summary>The TLS handshake with an <c>https://</c> proxy failed.</summary>
    TlsFailed,

    /// <summary>The proxy accepted, and answered nothing until the time was up.</summary>
    Silent,

    /// <summary>The proxy closed the connection instead of answering.</summary>
    Closed,

    /// <summary>The proxy reset the connection instead of answering.</summary>
    Reset,

    /// <summary>It answered, but not as a proxy of this kind does.</summary>
    Unintelligible,

    /// <summary>The proxy answered no.</summary>
    Declined,

    /// <summary>A tunnel to the target is there; the later stages ran through it.</summary>
    Tunnelled,

    /// <summary>An answer to a forwarded request came: the target's, or the proxy's own in its place.</summary>
    Forwarded,
}
