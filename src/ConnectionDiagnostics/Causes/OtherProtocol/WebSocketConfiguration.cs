using System.Buffers;

namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>The configuration with which each server and proxy in wide use carries WebSocket, the one that was met first.</summary>
internal static class WebSocketConfiguration
{
    /// <summary>The name for people, how it begins its <c>Server</c> header, and the configuration; {path} and {port} are filled in.</summary>
    private static readonly (string Software, string Header, string Configuration)[] All =
    [
        // nginx, WebSocket proxying: both headers are hop-by-hop, and an idle tunnel ends after proxy_read_timeout, 60 s.
        (
            "nginx", "nginx",
            "location {path} { proxy_pass http://127.0.0.1:8282; proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; "
            + "proxy_set_header Connection \"upgrade\"; proxy_set_header Host $host; proxy_read_timeout 3600s; }"),
        // Apache 2.4.47 and later, mod_proxy_http; before that mod_proxy_wstunnel with ws:// as the scheme.
        ("Apache", "Apache", "ProxyPass \"{path}\" \"http://127.0.0.1:8282{path}\" upgrade=websocket"),
        // HAProxy forwards the upgrade by itself in mode http; what is left to set, in the backend, is how long an idle tunnel lives.
        ("HAProxy", "haproxy", "timeout tunnel 1h"),
        // Caddy, reverse_proxy: WebSocket is forwarded without more.
        ("Caddy", "Caddy", "reverse_proxy {path} 127.0.0.1:8282"),
        // IIS: the module is not installed by default, and rules of URL Rewrite with ARR forward the upgrade once it is.
        ("IIS", "Microsoft-IIS", "Install-WindowsFeature Web-WebSockets"),
        // ASP.NET Core: the middleware stands before the endpoint; YARP forwards the upgrade without more.
        ("Kestrel / YARP", "Kestrel", "app.UseWebSockets(); app.Map(\"{path}\", async context => { using var socket = await context.WebSockets.AcceptWebSocketAsync(); /* … */ });"),
        ("Workerman", "workerman", "new Worker('websocket://0.0.0.0:{port}')"),
        ("GatewayWorker", "gatewayworker", "new Gateway('websocket://0.0.0.0:{port}')"),
    ];

    private static readonly SearchValues<char> EndOfWord = SearchValues.Create("\"'{}; \\$#");

    /// <summary>Adds what to write into each server's configuration.</summary>
    /// <param name="scales">The cause's scales.</param>
    /// <param name="evidence">The evidence, for path and port.</param>
    /// <param name="product">What the server calls itself.</param>
    public static void Show(CauseScales scales, ConnectionEvidence evidence, string? product)
    {
        foreach ((string software, _, string configuration) in All.OrderByDescending(entry => product?.StartsWith(entry.Header, StringComparison.OrdinalIgnoreCase) == true))
        {
            scales.Remedy(
                RemedyActor.Server, Message.Of("websocket.remedy.configuration", ("software", software)),
                configuration.Replace("{path}", PathOf(evidence), StringComparison.Ordinal)
                    .Replace("{port}", evidence.Target.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
        }
    }

    /// <summary>A path as it stands in a configuration. One with characters that end a word there is not pasted.</summary>
    private static string PathOf(ConnectionEvidence evidence) =>
        evidence.Target.Path is { Length: > 0 and < 200 } path && !path.AsSpan().ContainsAny(EndOfWord) ? path : "/";
}
