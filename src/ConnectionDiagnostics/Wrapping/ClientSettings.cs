using System.Net;
using System.Net.Security;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Wrapping;

/// <summary>What the client that failed was told itself: the diagnosis goes the same way.</summary>
internal readonly record struct ClientSettings
{
    /// <summary><see langword="null"/> for what the environment and the system say.</summary>
    public ConnectionProxy? Proxy { get; init; }

    public IPAddress? LocalAddress { get; init; }

    public AddressFamily? AddressFamily { get; init; }

    public string? TlsServerName { get; init; }

    public IReadOnlyList<SslApplicationProtocol>? ApplicationProtocols { get; init; }

    /// <summary>Of a socket before it connects: afterwards it has a local address in any case. <see langword="null"/> sockets have none.</summary>
    public static ClientSettings Of(Socket? socket) => socket is null ? default : new()
    {
        // A socket of both modes has the family of IPv6, and dials both.
        AddressFamily = socket.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? System.Net.Sockets.AddressFamily.InterNetwork : null,
        LocalAddress = socket.IsBound && socket.LocalEndPoint is IPEndPoint { Address: var local } && !local.Equals(IPAddress.Any) && !local.Equals(IPAddress.IPv6Any)
            ? local
            : null,
    };

    public static ClientSettings Of(SslClientAuthenticationOptions options) => new()
    {
        TlsServerName = options.TargetHost is { Length: > 0 } name ? name : null,
        ApplicationProtocols = options.ApplicationProtocols is { } protocols ? [.. protocols] : [],
    };

    public DiagnosisRequest Apply(DiagnosisRequest request) => request with
    {
        Proxy = Proxy ?? request.Proxy,
        LocalAddress = LocalAddress ?? request.LocalAddress,
        AddressFamily = AddressFamily ?? request.AddressFamily,
        TlsServerName = TlsServerName ?? request.TlsServerName,
        ApplicationProtocols = ApplicationProtocols ?? request.ApplicationProtocols,
    };
}
