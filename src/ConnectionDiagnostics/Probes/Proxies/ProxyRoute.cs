namespace ConnectionDiagnostics.Probes.Proxies;

/// <summary>The proxy that a connection goes through, with what it may be asked with.</summary>
/// <param name="Proxy">Where it is, and with which credentials; never shown.</param>
/// <param name="Source">Where it is set: a variable's name, <c>system</c> or <c>request</c>.</param>
internal sealed record ProxyRoute(ConnectionProxy Proxy, string Source)
{
    public bool UsesTls => Proxy.Scheme == "https";

    public bool HasCredentials => Proxy.User is { Length: > 0 };

    public ProxyMethod MethodFor(ConnectionTarget target) => Proxy.Scheme switch
    {
        "socks4" or "socks4a" => ProxyMethod.Socks4,
        "socks5" or "socks5h" => ProxyMethod.Socks5,
        // A tunnel for everything but plain HTTP, WebSocket included, as .NET's client and curl do it.
        _ => target.Scheme == "http" ? ProxyMethod.HttpForward : ProxyMethod.HttpConnect,
    };

    public ProxySetting ToSetting() => new()
    {
        Source = Source,
        Scheme = Proxy.Scheme!,
        Host = Proxy.Host!,
        Port = Proxy.Port,
        AppliesToTarget = true,
    };

    /// <summary>The route that a URI of .NET's HTTP client means.</summary>
    public static ProxyRoute? Of(Uri uri, string source)
    {
        string text = uri.IsDefaultPort || uri.Port <= 0 ? $"{uri.Scheme}://{Join(uri.UserInfo)}{uri.Host}:{(uri.Port > 0 ? uri.Port : 80)}" : uri.OriginalString;
        return ConnectionProxy.TryParse(text, out ConnectionProxy? proxy) && proxy.Scheme is not null ? new ProxyRoute(proxy, source) : null;
    }

    private static string Join(string userInfo) => userInfo.Length == 0 ? "" : userInfo + "@";
}
