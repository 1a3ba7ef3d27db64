using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Causes.Proxies.ProxyScene;

namespace ConnectionDiagnostics.Tests.Causes.Proxies;

/// <summary>How it goes without the proxy, how curl would go, and the values that every sentence about a proxy has.</summary>
public class ProxyComparisonTests
{
    private static Cause Denied(Scene scene, Func<ProxyEvidence, ProxyEvidence>? change = null) =>
        scene.Through(ProxyResult.Declined, proxy => (change?.Invoke(proxy) ?? proxy) with { Http = Scene.Http(403, "Forbidden", ("Proxy-Agent", "Gate/1")).Http })
            .Diagnose().The(CauseCode.ProxyDenied);

    private static Scene Exempting(Scene scene, string? own, string? curl) => scene.With(evidence => evidence with
    {
        Environment = Fact<EnvironmentEvidence>.Measured(evidence.Environment.Value! with
        {
            NoProxy = new NoProxyEvidence { Variable = "no_proxy", HttpClientEntry = own, CurlEntry = curl },
        }),
    });

    [Theory]
    [InlineData("http://203.0.113.9/", "http://203.0.113.9/")]
    [InlineData("ws://203.0.113.9/chat", "http://203.0.113.9/chat")]
    [InlineData("tcp://203.0.113.9:25", "telnet://203.0.113.9:25")]
    [InlineData("redis://203.0.113.9", "telnet://203.0.113.9:6379")]
    public void A_direct_way_that_works_is_recommended_with_a_URL_that_curl_takes(string target, string url)
    {
        Scene scene = Scene.Of(target).Connects();
        scene = target switch
        {
            _ when target.StartsWith("http", StringComparison.Ordinal) => scene.HearsStatus(200, "OK"),
            _ when target.StartsWith("ws", StringComparison.Ordinal) =>
                scene.Hears(Scene.Answer(WireProtocol.WebSocket, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n") with { WebSocket = new WebSocketAnswer { UpgradeHeader = true, ConnectionHeader = true, AcceptHeader = true } }),
            _ when target.StartsWith("redis", StringComparison.Ordinal) => scene.HearsBytes("+PONG\r\n"),
            _ => scene,
        };

        Cause cause = Denied(scene);

        cause.Reasons.Should().Contain(reason => reason.EndsWith("answers: the direct way works."));
        Remedy remedy = cause.Remedies[^1];
        remedy.Text.Should().StartWith("Exempt the host from the proxy").And.Contain("NO_PROXY=$NO_PROXY,203.0.113.9");
        (remedy.Actor, remedy.Command).Should().Be((RemedyActor.Client, $"curl -v --noproxy \"*\" {url}"));
        cause.Remedies[^2].Command.Should().Be($"curl -v -x http://192.0.2.8:3128 {url}");
    }

    [Fact]
    public void A_secure_WebSocket_is_asked_for_in_https() =>
        Denied(Scene.Of("wss://server.example/chat")).Remedies[^1].Command.Should().Be("curl -v -x http://192.0.2.8:3128 https://server.example/chat");

    [Fact]
    public void A_direct_way_that_fails_is_told_and_not_recommended()
    {
        Cause cause = Denied(Scene.Of("http://203.0.113.9/").Dialled("203.0.113.9", SocketError.TimedOut));

        cause.Reasons.Should().ContainSingle(reason => reason.StartsWith("Without the proxy it fails from here as well:")).Which.Should().Contain("timed out");
        cause.Remedies.Should().NotContain(remedy => remedy.Command != null && remedy.Command.Contains("--noproxy"));
    }

    [Fact]
    public void A_direct_way_that_nobody_tried_is_not_spoken_of()
    {
        Cause cause = Denied(Scene.Of(Target));

        cause.Reasons.Should().ContainSingle();
        cause.Remedies.Should().HaveCount(2);
    }

    [Fact]
    public void An_exception_that_only_curl_reads_explains_why_it_works_with_curl()
    {
        Cause cause = Denied(Exempting(Scene.Of(Target), null, ".example"));

        cause.Reasons[^1].Should().Be("curl goes direct here: no_proxy has the entry .example, which .NET does not read that way.");
        cause.Remedies[^1].Text.Should().StartWith("Exempt the host from the proxy");
        cause.Remedies[^1].Command.Should().Be("curl -v --noproxy \"*\" https://server.example/");
    }

    [Theory]
    [InlineData("server.example", ".example")]
    [InlineData("server.example", null)]
    [InlineData(null, null)]
    public void An_exception_that_both_read_or_none_explains_nothing(string? own, string? curl) => Denied(Exempting(Scene.Of(Target), own, curl)).Reasons.Should().ContainSingle();

    [Fact]
    public void A_proxy_of_the_requests_own_has_no_variables_to_blame()
    {
        static ProxyEvidence OfRequest(ProxyEvidence proxy) => proxy with { Setting = Setting with { Source = "request" } };

        Denied(Exempting(Scene.Of(Target), null, ".example"), OfRequest).Reasons.Should().ContainSingle();
        Cause cause = Denied(Scene.Of("tcp://203.0.113.9:25").Connects(), OfRequest);
        cause.Remedies[^1].Text.Should().Be("Connect to 203.0.113.9 without a proxy; the direct way:");
        cause.Summary.Should().Contain("http://192.0.2.8:3128 (as requested)");
    }

    [Fact]
    public void A_proxy_of_the_system_is_called_so() =>
        Denied(Scene.Of(Target), proxy => proxy with { Setting = Setting with { Source = "system" } }).Summary.Should().Contain("(the system's setting)");

    [Fact]
    public void The_address_that_answered_is_named_before_one_that_did_not() =>
        Denied(Scene.Of(Target), proxy => proxy with { Attempts = [Attempt(SocketError.TimedOut, address: "192.0.2.7"), Attempt(SocketError.Success)] })
            .Reasons[0].Should().StartWith("192.0.2.8:3128 answers");

    [Fact]
    public void Without_an_attempt_the_setting_is_named() =>
        Denied(Scene.Of(Target), proxy => proxy with { Setting = Setting with { Host = "proxy.example" }, Attempts = [] }).Reasons[0].Should().StartWith("proxy.example:3128 answers");

    [Theory]
    [InlineData("Basic realm=\"x\", digest realm=\"y\"", "Basic, Digest")]
    [InlineData("BEARER", "Bearer")]
    [InlineData("Negotiate, Kerberos", "Negotiate, Kerberos")]
    [InlineData("OAuth", "")]
    public void Of_a_challenge_only_the_schemes_are_told(string challenge, string schemes) =>
        Declines(407, ("Proxy-Authenticate", challenge)).Diagnose().Causes[0].Reasons[0].Should().EndWith($"Methods: {schemes}.");

    [Theory]
    [InlineData("Server", "squid/5.7", " (squid/5.7)")]
    [InlineData("Via", "1.1 corner", " (1.1 corner)")]
    [InlineData("Server", "", "")]
    public void The_product_is_what_the_answer_calls_itself(string header, string value, string product) =>
        Declines(403, (header, value)).Diagnose().Causes[0].Summary.Should().Contain($"(https_proxy){product} refuses");
}
