using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Tests.Causes.Proxies;

/// <summary>
/// A way through a proxy, made by hand: http://192.0.2.8:3128, set in https_proxy, asked for https://server.example/. Nothing is known of
/// the direct way, so that it neither speaks for a cause nor against it.
/// </summary>
internal static class ProxyScene
{
    public const string Target = "https://server.example/";

    public static ProxySetting Setting { get; } = new() { Source = "https_proxy", Scheme = "http", Host = "192.0.2.8", Port = 3128, AppliesToTarget = true };

    /// <summary>What a web server shows to a plain GET.</summary>
    public static ProtocolExchange Site { get; } = Scene.Http(200, "OK", ("Server", "Apache"));

    /// <summary>What a SOCKS proxy says to a greeting.</summary>
    public static ProtocolExchange SpeaksSocks5 { get; } = new() { Spoken = WireProtocol.Socks5, Result = ExchangeResult.Answered, Detected = WireProtocol.Socks5, Received = new byte[] { 5, 0 } };

    /// <summary>What a SOCKS proxy says that is offered user name and password, and wants them.</summary>
    public static ProtocolExchange ChoosesPassword { get; } = SpeaksSocks5 with { Received = new byte[] { 5, 2 } };

    public static Scene Asked(ProxyResult result, Func<ProxyEvidence, ProxyEvidence>? change = null, string target = Target) =>
        Scene.Of(target).Through(result, change);

    public static Scene Through(this Scene scene, ProxyResult result, Func<ProxyEvidence, ProxyEvidence>? change = null)
    {
        var proxy = new ProxyEvidence
        {
            Setting = Setting,
            Method = ProxyMethod.HttpConnect,
            Result = result,
            Step = ProxyStep.Request,
            Addresses = [IPAddress.Parse("192.0.2.8")],
            Attempts = [Attempt(SocketError.Success)],
            Duration = TimeSpan.FromSeconds(3.5),
        };
        return scene.With(evidence => evidence with { Proxy = Fact<ProxyEvidence>.Measured(change?.Invoke(proxy) ?? proxy) });
    }

    /// <summary>Changes what was seen of the proxy.</summary>
    public static Scene Proxy(this Scene scene, Func<ProxyEvidence, ProxyEvidence> change) => scene.With(evidence => evidence with
    {
        Proxy = Fact<ProxyEvidence>.Measured(change(evidence.Proxy.Value!)),
    });

    /// <summary>What it said on fresh connections.</summary>
    public static Scene AlsoSays(this Scene scene, params ProtocolExchange[] others) => scene.Proxy(proxy => proxy with { Others = others });

    /// <summary>The answer to <c>CONNECT</c>.</summary>
    public static Scene Declines(int status, params (string Name, string Value)[] headers) => Declines(status, "Whatever", headers);

    public static Scene Declines(int status, string reason, params (string Name, string Value)[] headers) =>
        Asked(ProxyResult.Declined, proxy => proxy with { Http = Scene.Http(status, reason, headers).Http });

    /// <summary>The answer to a plain request that was to be passed on; directly the target says 200.</summary>
    public static Scene Forwards(int status, params (string Name, string Value)[] headers) =>
        Scene.Of("http://203.0.113.9/").Connects().HearsStatus(200, "OK").Through(ProxyResult.Forwarded, proxy => proxy with
        {
            Method = ProxyMethod.HttpForward,
            Forwarded = Scene.Http(status, "Whatever", headers) with { Spoken = WireProtocol.Http },
        });

    public static Scene Socks5(ProxyResult result, ProxyStep step, int? reply = null) => Asked(result, proxy => proxy with
    {
        Setting = Setting with { Scheme = "socks5" },
        Method = ProxyMethod.Socks5,
        Step = step,
        ReplyCode = reply,
    });

    public static Scene Socks4(ProxyResult result, int? reply = null) => Asked(result, proxy => proxy with
    {
        Setting = Setting with { Scheme = "socks4" },
        Method = ProxyMethod.Socks4,
        ReplyCode = reply,
    });

    public static ConnectAttempt Attempt(SocketError error, int? syns = 1, string address = "192.0.2.8", int port = 3128) =>
        new() { Address = IPAddress.Parse(address), Port = port, Error = error, SynsSent = syns };

    /// <summary>What a rule puts on the scales.</summary>
    public static CauseScales Weigh(this Scene scene, ICauseRule rule)
    {
        var scales = new CauseScales(rule.Code, ConnectionOutcome.ProxyFailed);
        rule.Weigh(scene.Evidence, scales);
        return scales;
    }
}
