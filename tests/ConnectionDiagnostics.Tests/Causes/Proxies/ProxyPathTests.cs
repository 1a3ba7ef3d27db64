using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Tests.Causes.Proxies;

/// <summary>Behind a proxy, what the direct way shows is compared with, and never blamed.</summary>
public class ProxyPathTests
{
    private static readonly ProxySetting Setting = new() { Source = "https_proxy", Scheme = "http", Host = "192.0.2.8", Port = 3128, AppliesToTarget = true };

    [Fact]
    public void A_name_that_only_the_proxy_resolves_is_no_failure()
    {
        Diagnosis diagnosis = Through(Scene.Of("https://intra.example/").HasNoName(SocketError.HostNotFound, ("192.0.2.53", NameServerResult.NoSuchName)), ProxyResult.Tunnelled)
            .Tls(TlsResult.Succeeded).HearsStatus(200, "OK").Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Causes.Should().BeEmpty();
        diagnosis.Stages.Should().NotContain(stage => stage.Status == StageStatus.Failed);
    }

    [Fact]
    public void A_server_that_is_silent_through_the_tunnel_is_not_blamed_on_a_firewall_of_the_direct_way()
    {
        Scene scene = Through(Scene.Of("http://203.0.113.9/").TimedOut("203.0.113.9"), ProxyResult.Tunnelled).Hears(Scene.Silence());

        Diagnosis diagnosis = scene.Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Timeout);
        diagnosis.Causes.Select(cause => cause.Code).Should().Contain(CauseCode.ServerSilent).And.NotContain([CauseCode.ServerFirewall, CauseCode.HostDown]);
    }

    [Fact]
    public void A_denial_stands_alone_whatever_the_direct_way_shows()
    {
        Diagnosis diagnosis = Through(
            Scene.Of("wss://server.example/").HasNoName(SocketError.HostNotFound, ("192.0.2.53", NameServerResult.NoSuchName)), ProxyResult.Declined,
            proxy => proxy with { Http = Scene.Http(403, "Forbidden", ("X-Squid-Error", "ERR_ACCESS_DENIED 0")).Http }).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.ProxyFailed);
        diagnosis.Causes.Should().ContainSingle().Which.Code.Should().Be(CauseCode.ProxyDenied);
        diagnosis.Causes[0].Likelihood.Should().Be(Likelihood.Confirmed);
    }

    [Fact]
    public void A_web_server_that_says_403_is_not_confirmed_as_a_proxy_that_denies()
    {
        Diagnosis diagnosis = Through(
            Scene.Of("https://203.0.113.9/").Connects(), ProxyResult.Declined,
            proxy => proxy with { Http = Scene.Http(403, "Forbidden").Http, Others = [Scene.Http(200, "OK", ("Server", "Apache"))] }).Diagnose();

        diagnosis.Causes.Select(cause => cause.Code).Should().BeEquivalentTo([CauseCode.ProxyDenied, CauseCode.NotAProxy]);
        diagnosis.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
    }

    [Theory]
    [InlineData(200, ConnectionOutcome.Connected)]
    [InlineData(403, ConnectionOutcome.Connected)]
    [InlineData(502, ConnectionOutcome.ProxyFailed)]
    public void An_unmarked_answer_to_a_forwarded_request_is_the_targets_unless_a_gateway_speaks(int status, ConnectionOutcome outcome)
    {
        Diagnosis diagnosis = Through(
            Scene.Of("http://203.0.113.9/").TimedOut("203.0.113.9"), ProxyResult.Forwarded,
            proxy => proxy with { Method = ProxyMethod.HttpForward, Forwarded = Scene.Http(status, "Whatever") with { Spoken = WireProtocol.Http } }).Diagnose();

        diagnosis.Outcome.Should().Be(outcome);
    }

    [Fact]
    public void An_answer_that_differs_from_the_direct_one_confirms_nothing()
    {
        Diagnosis diagnosis = Through(
            Scene.Of("http://203.0.113.9/").Connects().HearsStatus(200, "OK"), ProxyResult.Forwarded,
            proxy => proxy with { Method = ProxyMethod.HttpForward, Forwarded = Scene.Http(403, "Forbidden") with { Spoken = WireProtocol.Http } }).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.ProxyFailed);
        diagnosis.Causes[0].Code.Should().Be(CauseCode.ProxyDenied);
        diagnosis.Causes[0].Likelihood.Should().Be(Likelihood.Likely);
    }

    [Theory]
    [InlineData(1, Likelihood.Likely)]
    [InlineData(2, Likelihood.Likely)]
    public void A_proxy_that_does_not_answer_a_connect_is_likely_unreachable(int syns, Likelihood likelihood)
    {
        Diagnosis diagnosis = Through(Scene.Of("https://203.0.113.9/").Connects(), ProxyResult.NotConnected, proxy => proxy with
        {
            Attempts = [new ConnectAttempt { Address = IPAddress.Parse("192.0.2.8"), Port = 3128, Error = SocketError.TimedOut, SynsSent = syns }],
        }).Diagnose();

        diagnosis.Causes[0].Code.Should().Be(CauseCode.ProxyUnreachable);
        diagnosis.Causes[0].Likelihood.Should().Be(likelihood);
    }

    [Theory]
    [InlineData("HTTP_PROXY", true, false, null, null, "HTTP_PROXY in upper case")]
    [InlineData("system", true, false, null, null, "in the system")]
    [InlineData("http_proxy", true, false, null, "10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("http_proxy", false, true, "[::1]", null, "[::1]")]
    [InlineData("http_proxy", false, true, null, null, "read differently")]
    public void Where_curl_goes_another_way_a_remark_says_why(string source, bool own, bool curl, string? ownEntry, string? curlEntry, string reason)
    {
        Diagnosis diagnosis = Scene.Of("http://203.0.113.9/").Refused("203.0.113.9").With(evidence => evidence with
        {
            Environment = Fact<EnvironmentEvidence>.Measured(evidence.Environment.Value! with
            {
                Proxies = [Setting with { Source = source, AppliesToTarget = own, AppliesInCurl = curl }],
                NoProxy = ownEntry is null && curlEntry is null ? null : new NoProxyEvidence { Variable = "NO_PROXY", HttpClientEntry = ownEntry, CurlEntry = curlEntry },
            }),
        }).Diagnose();

        Cause remark = diagnosis.Causes.Should().ContainSingle(cause => cause.Code == CauseCode.ProxySettingsDiffer).Subject;
        remark.Reasons[0].Should().Contain(reason);
        diagnosis.Causes[0].Code.Should().NotBe(CauseCode.ProxySettingsDiffer);
    }

    [Theory]
    [InlineData("de")]
    [InlineData("zh-Hans")]
    public void It_is_told_in_every_language(string language)
    {
        Diagnosis diagnosis = Through(
            Scene.Of("https://203.0.113.9/").Connects(), ProxyResult.Declined,
            proxy => proxy with { Http = Scene.Http(407, "Proxy Authentication Required", ("Proxy-Authenticate", "Basic realm=\"x\"")).Http }).Diagnose(language);

        diagnosis.Causes[0].Summary.Should().Contain("http://192.0.2.8:3128").And.Contain("https_proxy").And.Contain("407").And.NotContain("{");
    }

    private static Scene Through(Scene scene, ProxyResult result, Func<ProxyEvidence, ProxyEvidence>? change = null)
    {
        var proxy = new ProxyEvidence
        {
            Setting = Setting,
            Method = ProxyMethod.HttpConnect,
            Result = result,
            Step = ProxyStep.Request,
            Addresses = [IPAddress.Parse("192.0.2.8")],
            Attempts = [new ConnectAttempt { Address = IPAddress.Parse("192.0.2.8"), Port = 3128, Error = SocketError.Success }],
        };
        return scene.With(evidence => evidence with { Proxy = Fact<ProxyEvidence>.Measured(change?.Invoke(proxy) ?? proxy) });
    }
}
