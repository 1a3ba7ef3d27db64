using System.Net;

namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>What servers answer to a WebSocket handshake that they do not accept.</summary>
internal static class WebSocketRefusals
{
    /// <summary>The answer; <see langword="null"/> for faults that come with a 101.</summary>
    public static HttpResponse? Of(WebSocketFault fault, HttpRequest request) => fault switch
    {
        WebSocketFault.IsNotSupported => With(HttpStatusCode.OK),
        WebSocketFault.IsNotFound => With(HttpStatusCode.NotFound),
        WebSocketFault.IsBadRequest => With(HttpStatusCode.BadRequest),
        WebSocketFault.NeedsAuthentication => With(HttpStatusCode.Unauthorized, ("WWW-Authenticate", "Bearer")),
        WebSocketFault.IsForbidden => With(HttpStatusCode.Forbidden),
        WebSocketFault.NeedsAnotherVersion => With(HttpStatusCode.UpgradeRequired, ("Sec-WebSocket-Version", "8")),
        WebSocketFault.Redirects => With(HttpStatusCode.MovedPermanently, ("Location", $"https://{request.Host}{request.Target}")),
        WebSocketFault.LosesUpgrade => With(HttpStatusCode.UpgradeRequired),
        WebSocketFault.HasNoUpstream => With(HttpStatusCode.BadGateway, ("Server", "nginx")),
        _ => null,
    };

    /// <summary>Whether plain requests are answered so too.</summary>
    public static bool AreForAll(WebSocketFault fault) =>
        fault is WebSocketFault.IsNotFound or WebSocketFault.LosesUpgrade or WebSocketFault.HasNoUpstream;

    private static HttpResponse With(HttpStatusCode status, params (string Name, string Value)[] headers) =>
        new() { Status = (int)status, Headers = headers };
}
