namespace ConnectionDiagnostics;

/// <summary>How a proxy is asked to reach the target.</summary>
public enum ProxyMethod
{
    /// <summary><c>CONNECT host:port</c>: an HTTP proxy is asked for a tunnel (RFC 9110, section 9.3.6).</summary>
    HttpConnect,

    /// <summary><c>GET http://host/path</c>: an HTTP proxy is asked to forward a request (RFC 9112, section 3.2.2), as clients do for plain http.</summary>
    HttpForward,

    /// <summary>SOCKS 4, or 4a where the target is a name.</summary>
    Socks4,

    /// <summary>SOCKS 5 (RFC 1928), names resolved by the proxy.</summary>
    Socks5,
}
