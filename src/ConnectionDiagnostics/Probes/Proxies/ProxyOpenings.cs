using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Probes.Proxies;

/// <summary>What a proxy's clients say first.</summary>
internal static class ProxyOpenings
{
    /// <summary>Version 5, one method: no authentication (RFC 1928, section 3).</summary>
    public static Opening Socks5 { get; } = new() { Protocol = WireProtocol.Socks5, Bytes = new byte[] { 5, 1, 0 } };

    /// <summary>Version 5, one method: user name and password.</summary>
    public static Opening Socks5WithPassword { get; } = new() { Protocol = WireProtocol.Socks5, Bytes = new byte[] { 5, 1, 2 } };

    /// <summary>A GET with the whole URI, as HTTP proxies are asked to forward (RFC 9112, section 3.2.2).</summary>
    public static Opening Forward(ConnectionTarget target, string? credentials) => new()
    {
        Protocol = WireProtocol.Http,
        Bytes = System.Text.Encoding.ASCII.GetBytes(
            $"GET http://{target.HostHeader}{target.PathAndQuery} HTTP/1.1\r\nHost: {target.HostHeader}\r\nUser-Agent: ConnectionDiagnostics\r\nAccept: */*\r\n"
            + $"{(credentials is null ? "" : $"Proxy-Authorization: {credentials}\r\n")}Connection: close\r\n\r\n"),
    };
}
