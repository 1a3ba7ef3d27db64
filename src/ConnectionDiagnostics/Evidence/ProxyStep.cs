namespace ConnectionDiagnostics;

/// <summary>The steps of the conversation with a proxy.</summary>
public enum ProxyStep
{
    /// <summary>SOCKS 5: the offer of authentication methods (RFC 1928, section 3).</summary>
    Greeting,

    /// <summary>SOCKS 5: user name and password (RFC 1929).</summary>
    Authentication,

    /// <summary>The request to connect to the target.</summary>
    Request,
}
