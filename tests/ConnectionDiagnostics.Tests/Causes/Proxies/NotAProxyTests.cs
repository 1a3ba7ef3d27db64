using System.Text;
using static ConnectionDiagnostics.Tests.Causes.Proxies.ProxyScene;

namespace ConnectionDiagnostics.Tests.Causes.Proxies;

/// <summary>A web server that is set as the proxy, and a proxy that is asked in another one's language.</summary>
public class NotAProxyTests
{
    private static Likelihood? Told(Scene scene) => scene.Diagnose().LikelihoodOf(CauseCode.NotAProxy);

    [Fact]
    public void A_proxy_that_answers_the_TLS_hello_in_plain_text_is_written_with_http()
    {
        Cause cause = PlainForTls(TlsResult.NotTls).Diagnose().Causes.Should().ContainSingle().Subject;

        (cause.Code, cause.Likelihood).Should().Be((CauseCode.NotAProxy, Likelihood.Confirmed));
        cause.Summary.Should().Contain("speaks no TLS").And.Contain("https://192.0.2.8:3128 (https_proxy)").And.EndWith("write http://192.0.2.8:3128.");
        cause.Reasons[0].Should().Be("192.0.2.8:3128 answers the TLS hello in plain text.");
        cause.Remedies.Select(remedy => (remedy.Actor, remedy.Command)).Should().Equal((RemedyActor.Client, null), (RemedyActor.Client, "env | grep -i proxy"));
        cause.Remedies[0].Text.Should().Be("Write http://192.0.2.8:3128 in the setting (https_proxy).");
        cause.Remedies[1].Text.Should().Contain("Check host and port of the proxy https://192.0.2.8:3128");
    }

    [Fact]
    public void A_proxy_whose_handshake_fails_otherwise_does_speak_TLS() => Told(PlainForTls(TlsResult.CertificateInvalid)).Should().BeNull();

    [Theory]
    [InlineData(ProxyResult.Silent)]
    [InlineData(ProxyResult.Closed)]
    [InlineData(ProxyResult.Reset)]
    [InlineData(ProxyResult.Unintelligible)]
    public void A_SOCKS_proxy_asked_in_HTTP_is_written_with_socks5_whatever_it_does_with_CONNECT(ProxyResult result)
    {
        Cause cause = Asked(result).AlsoSays(Scene.Closing(), SpeaksSocks5).Diagnose().Causes.Should().ContainSingle().Subject;

        (cause.Code, cause.Likelihood).Should().Be((CauseCode.NotAProxy, Likelihood.Confirmed));
        cause.Summary.Should().Contain("asked as HTTP proxy").And.EndWith("write socks5://192.0.2.8:3128.");
        cause.Reasons[0].Should().Contain("answers a SOCKS5 greeting").And.Contain("not HTTP");
        cause.Remedies[0].Text.Should().StartWith("Write socks5://192.0.2.8:3128");
    }

    [Fact]
    public void A_proxy_that_serves_both_kinds_and_declines_in_HTTP_is_asked_in_its_language() =>
        Told(Declines(403, ("Server", "squid/5.7")).AlsoSays(SpeaksSocks5)).Should().BeNull();

    [Theory]
    [InlineData(ProxyResult.Silent, null)]
    [InlineData(ProxyResult.Closed, null)]
    [InlineData(ProxyResult.Reset, null)]
    [InlineData(ProxyResult.Unintelligible, Likelihood.Likely)]
    public void Only_strange_bytes_speak_for_another_program_not_their_absence(ProxyResult result, Likelihood? likelihood) => Told(Asked(result)).Should().Be(likelihood);

    [Fact]
    public void Strange_bytes_are_shown()
    {
        Cause cause = Asked(ProxyResult.Unintelligible, proxy => proxy with { Received = "SSH-2.0-x\r\n"u8.ToArray() }).Diagnose().The(CauseCode.NotAProxy);

        cause.Summary.Should().Contain("does not answer as an HTTP proxy does");
        cause.Reasons[0].Should().Contain("SSH-2.0-x");
        cause.Remedies.Should().ContainSingle().Which.Command.Should().Be("env | grep -i proxy");
    }

    [Theory]
    [InlineData(200)]
    [InlineData(302)]
    [InlineData(399)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public void A_status_of_web_servers_confirms_with_a_site_and_is_likely_alone(int status)
    {
        Cause shown = Declines(status).AlsoSays(Site).Diagnose().The(CauseCode.NotAProxy);
        shown.Likelihood.Should().Be(Likelihood.Confirmed);
        shown.Summary.Should().Contain("is a web server").And.Contain($"{status} Whatever");
        shown.Reasons[0].Should().Contain("shows a site of its own");

        Cause alone = Declines(status).Diagnose().The(CauseCode.NotAProxy);
        alone.Likelihood.Should().Be(Likelihood.Likely);
        alone.Summary.Should().Contain("is a web server");
        alone.Reasons[0].Should().Contain("as web servers do");
    }

    [Theory]
    [InlineData(401)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(406)]
    [InlineData(429)]
    public void Another_status_says_nothing_without_a_site_and_little_with_one(int status)
    {
        Told(Declines(status)).Should().BeNull();
        Told(Declines(status).AlsoSays(Site)).Should().Be(Likelihood.Likely);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public void A_gateway_that_cannot_reach_somebody_does_a_proxys_work(int status) => Told(Declines(status).AlsoSays(Site)).Should().BeNull();

    [Theory]
    [InlineData("Server", "squid/5.7")]
    [InlineData("Proxy-Agent", "Zscaler")]
    [InlineData("X-Squid-Error", "ERR_INVALID_REQ 0")]
    [InlineData("Proxy-Status", "gateway; error=http_protocol_error")]
    [InlineData("Proxy-Authenticate", "Basic")]
    [InlineData("Via", "1.1 corner (McAfee Web Gateway 7.8)")]
    public void What_calls_itself_a_proxy_is_one_even_if_it_has_a_page(string header, string value) =>
        Told(Declines(400, (header, value)).AlsoSays(Site)).Should().BeNull();

    [Theory]
    [InlineData(399, Likelihood.Confirmed)]
    [InlineData(400, Likelihood.Likely)]
    public void An_error_page_is_no_site(int statusOfPage, Likelihood likelihood) =>
        Told(Declines(405).AlsoSays(Scene.Http(statusOfPage, "Whatever"))).Should().Be(likelihood);

    [Fact]
    public void Who_sends_a_page_where_a_tunnel_should_begin_is_a_web_server()
    {
        Cause cause = Asked(ProxyResult.Unintelligible, proxy => proxy with { Http = Scene.Http(200, "OK").Http }).Diagnose().The(CauseCode.NotAProxy);

        cause.Likelihood.Should().Be(Likelihood.Confirmed);
        cause.Reasons[0].Should().EndWith("200 OK and a page.");
    }

    [Theory]
    [InlineData(ProxyResult.Silent)]
    [InlineData(ProxyResult.Closed)]
    [InlineData(ProxyResult.Reset)]
    [InlineData(ProxyResult.Unintelligible)]
    public void An_HTTP_proxy_asked_in_SOCKS_is_written_with_http(ProxyResult result)
    {
        foreach (Scene scene in new[] { Socks5(result, ProxyStep.Greeting), Socks4(result) })
        {
            Cause cause = scene.AlsoSays(Scene.Http(400, "Bad Request")).Diagnose().The(CauseCode.NotAProxy);

            cause.Likelihood.Should().Be(Likelihood.Confirmed);
            cause.Summary.Should().Contain("asked as SOCKS proxy").And.EndWith("write http://192.0.2.8:3128.");
            cause.Reasons[0].Should().Be("It answers in HTTP, and not as a SOCKS proxy.");
            cause.Remedies[0].Text.Should().StartWith("Write http://192.0.2.8:3128");
        }
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n", Likelihood.Confirmed)]
    [InlineData("HTTP/", Likelihood.Confirmed)]
    [InlineData("HTTP", Likelihood.Likely)]
    [InlineData("SSH-2.0-x HTTP/1.1\r\n", Likelihood.Likely)]
    public void An_answer_to_a_SOCKS_greeting_that_begins_as_HTTP_does_is_HTTP(string received, Likelihood likelihood) =>
        Told(Socks5(ProxyResult.Unintelligible, ProxyStep.Greeting).Proxy(proxy => proxy with { Received = Encoding.Latin1.GetBytes(received) })).Should().Be(likelihood);

    [Theory]
    [InlineData(ProxyStep.Authentication)]
    [InlineData(ProxyStep.Request)]
    public void Who_got_past_the_greeting_is_a_SOCKS_proxy(ProxyStep step)
    {
        Told(Socks5(ProxyResult.Closed, step).AlsoSays(Site)).Should().BeNull();
        Told(Socks5(ProxyResult.Unintelligible, step)).Should().BeNull();
    }

    [Fact]
    public void A_SOCKS_proxy_that_declines_speaks_SOCKS()
    {
        Told(Socks5(ProxyResult.Declined, ProxyStep.Greeting, 0xFF).AlsoSays(Site)).Should().BeNull();
        Told(Socks4(ProxyResult.Declined, 91).AlsoSays(Site)).Should().BeNull();
    }

    [Theory]
    [InlineData(ProxyResult.Silent)]
    [InlineData(ProxyResult.Closed)]
    [InlineData(ProxyResult.Reset)]
    [InlineData(ProxyResult.Unintelligible)]
    public void A_proxy_of_version_5_asked_in_version_4_is_written_with_socks5(ProxyResult result)
    {
        Cause cause = Socks4(result).AlsoSays(SpeaksSocks5).Diagnose().The(CauseCode.NotAProxy);

        cause.Likelihood.Should().Be(Likelihood.Confirmed);
        cause.Summary.Should().EndWith("write socks5://192.0.2.8:3128.");
        cause.Reasons[0].Should().Contain("answers a SOCKS5 greeting").And.Contain("not SOCKS");
        cause.Remedies[0].Text.Should().StartWith("Write socks5://192.0.2.8:3128");
    }

    [Fact]
    public void A_proxy_of_version_5_that_once_hangs_up_and_then_greets_is_asked_in_its_language() =>
        Told(Socks5(ProxyResult.Closed, ProxyStep.Greeting).AlsoSays(SpeaksSocks5)).Should().BeNull();

    [Theory]
    [InlineData(ProxyResult.Silent, null)]
    [InlineData(ProxyResult.Closed, null)]
    [InlineData(ProxyResult.Reset, null)]
    [InlineData(ProxyResult.Unintelligible, Likelihood.Likely)]
    public void Without_a_word_a_SOCKS_proxy_is_not_another_program(ProxyResult result, Likelihood? likelihood)
    {
        Told(Socks5(result, ProxyStep.Greeting)).Should().Be(likelihood);
        Told(Socks4(result)).Should().Be(likelihood);
    }

    [Fact]
    public void A_plain_request_that_comes_back_as_something_else_is_not_answered_by_a_proxy()
    {
        Scene scene = Asked(ProxyResult.Unintelligible, proxy => proxy with { Method = ProxyMethod.HttpForward }, "http://server.example/");

        scene.Diagnose().The(CauseCode.NotAProxy).Summary.Should().Contain("as an HTTP proxy does");
    }

    [Fact]
    public void A_tunnel_that_is_there_is_no_case_of_it() => Told(Asked(ProxyResult.Tunnelled).AlsoSays(SpeaksSocks5)).Should().BeNull();

    private static Scene PlainForTls(TlsResult result) => Asked(ProxyResult.TlsFailed, proxy => proxy with
    {
        Setting = Setting with { Scheme = "https" },
        Tls = new TlsEvidence { Result = result, ServerName = "192.0.2.8" },
    });
}
