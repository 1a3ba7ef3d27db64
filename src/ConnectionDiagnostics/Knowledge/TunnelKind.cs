namespace ConnectionDiagnostics.Knowledge;

/// <summary>What a tunnel interface is for.</summary>
internal enum TunnelKind
{
    /// <summary>Software that sends connections through proxies, and answers for every address meanwhile.</summary>
    Proxy,

    /// <summary>A network of one's own or one's company's, or a provider's exit.</summary>
    Vpn,

    /// <summary>Either, or dial-up: the name does not tell.</summary>
    Any,
}
