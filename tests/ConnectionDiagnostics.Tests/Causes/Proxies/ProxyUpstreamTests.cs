using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Causes.Proxies.ProxyScene;

namespace ConnectionDiagnostics.Tests.Causes.Proxies;

/// <summary>The proxy works, and the target does not answer it: its word is believed only when it is about the target.</summary>
public class ProxyUpstreamTests
{
    private static Likelihood? Told(Scene scene) => scene.Diagnose().LikelihoodOf(CauseCode.UpstreamUnavailable);

    [Fact]
    public void A_502_names_the_target_and_both_who_can_act()
    {
        Cause cause = Declines(502, "Bad Gateway").Diagnose().Causes.Should().ContainSingle().Subject;

        (cause.Code, cause.Likelihood).Should().Be((CauseCode.UpstreamUnavailable, Likelihood.Confirmed));
        cause.Summary.Should().EndWith("works, but does not reach server.example:443: 502 Bad Gateway.");
        cause.Reasons[0].Should().Be("192.0.2.8:3128 answers the request for server.example:443: 502 Bad Gateway.");
        cause.Remedies.Select(remedy => (remedy.Actor, remedy.Command)).Should().Equal((RemedyActor.Server, "ss -ltnp 'sport = :443'"), (RemedyActor.Network, null));
        cause.Remedies[0].Text.Should().Contain("server.example runs and listens on 443");
        cause.Remedies[1].Text.Should().Contain("does server.example resolve there");
    }

    [Theory]
    [InlineData(499, null)]
    [InlineData(500, Likelihood.Likely)]
    [InlineData(501, null)]
    [InlineData(502, Likelihood.Confirmed)]
    [InlineData(503, Likelihood.Likely)]
    [InlineData(504, Likelihood.Confirmed)]
    [InlineData(505, Likelihood.Likely)]
    [InlineData(507, Likelihood.Likely)]
    [InlineData(508, null)]
    public void Only_a_gateways_word_for_the_target_confirms(int status, Likelihood? likelihood)
    {
        Told(Declines(status)).Should().Be(likelihood);
        Told(Declines(status).AlsoSays(Site)).Should().Be(likelihood is null ? null : Likelihood.Likely, "a web server's page may say the same");
    }

    [Theory]
    [InlineData("ERR_CONNECT_FAIL 111", Likelihood.Confirmed)]
    [InlineData("ERR_DNS_FAIL 0", Likelihood.Confirmed)]
    [InlineData("ERR_CANNOT_FORWARD 0", Likelihood.Likely)]
    [InlineData("X_ERR_CONNECT_FAIL", Likelihood.Likely)]
    [InlineData("err_dns_fail", Likelihood.Likely)]
    public void A_503_is_about_the_target_when_Squid_says_that_it_did_not_answer(string error, Likelihood likelihood) =>
        Told(Declines(503, ("X-Squid-Error", error))).Should().Be(likelihood);

    [Theory]
    [InlineData(500, "Unable to connect", "tinyproxy/1.11.1", Likelihood.Confirmed)]
    [InlineData(500, "unable to CONNECT", "tinyproxy/1.11.1", Likelihood.Confirmed)]
    [InlineData(500, "Unable to connect", "Apache", Likelihood.Likely)]
    [InlineData(500, "Unable", "tinyproxy/1.11.1", Likelihood.Likely)]
    [InlineData(503, "Unable to connect", "tinyproxy/1.11.1", Likelihood.Likely)]
    public void Tinyproxy_says_500_where_others_say_502(int status, string reason, string server, Likelihood likelihood) =>
        Told(Declines(status, reason, ("Server", server))).Should().Be(likelihood);

    [Fact]
    public void A_502_to_a_forwarded_request_may_be_of_a_gateway_before_the_target_which_only_the_proxy_reaches()
    {
        Scene scene = Scene.Of("http://203.0.113.9/").TimedOut("203.0.113.9").Through(
            ProxyResult.Forwarded, proxy => proxy with { Method = ProxyMethod.HttpForward, Forwarded = Scene.Http(502, "Bad Gateway") with { Spoken = WireProtocol.Http } });

        Told(scene).Should().Be(Likelihood.Likely);
    }

    [Theory]
    [InlineData(1, Likelihood.Likely)]
    [InlineData(2, null)]
    [InlineData(3, Likelihood.Confirmed)]
    [InlineData(4, Likelihood.Confirmed)]
    [InlineData(5, Likelihood.Confirmed)]
    [InlineData(6, Likelihood.Confirmed)]
    [InlineData(7, null)]
    [InlineData(8, null)]
    [InlineData(9, Likelihood.Likely)]
    public void A_SOCKS_5_reply_about_the_target_confirms_and_an_unknown_one_does_not(int reply, Likelihood? likelihood)
    {
        Told(Socks5(ProxyResult.Declined, ProxyStep.Request, reply)).Should().Be(likelihood);
        Told(Socks5(ProxyResult.Declined, ProxyStep.Authentication, reply)).Should().BeNull();
        Told(Socks5(ProxyResult.Unintelligible, ProxyStep.Request, reply)).Should().BeNull();
    }

    [Fact]
    public void SOCKS_4_leaves_it_open_with_one_reply_of_four()
    {
        Told(Socks4(ProxyResult.Declined, 91)).Should().Be(Likelihood.Likely);
        Told(Socks4(ProxyResult.Declined, 90)).Should().BeNull();
        Told(Socks4(ProxyResult.Declined, 92)).Should().BeNull();
        Told(Socks4(ProxyResult.Declined, 3)).Should().BeNull("that is a reply of version 5");
        Told(Socks4(ProxyResult.Silent, 91)).Should().BeNull();
    }

    [Fact]
    public void A_proxy_that_answers_others_at_once_and_not_this_request_waits_for_the_target()
    {
        Cause cause = Asked(ProxyResult.Silent).AlsoSays(Site).Diagnose().Causes.Should().ContainSingle().Subject;

        (cause.Code, cause.Likelihood).Should().Be((CauseCode.UpstreamUnavailable, Likelihood.Likely));
        cause.Summary.Should().Contain("is alive and says nothing of server.example:443");
        cause.Reasons[0].Should().Contain("answers other questions at once");
        Told(Asked(ProxyResult.Silent)).Should().BeNull();
        Told(Asked(ProxyResult.Silent).AlsoSays(SpeaksSocks5)).Should().BeNull("it is a proxy of another kind");
        Told(Asked(ProxyResult.Closed).AlsoSays(Site)).Should().BeNull("it does not wait");
        Told(Socks5(ProxyResult.Silent, ProxyStep.Request)).Should().Be(Likelihood.Likely, "it answered the greeting");
        Told(Socks5(ProxyResult.Silent, ProxyStep.Greeting)).Should().BeNull();
    }

    [Fact]
    public void A_target_that_refuses_both_ways_has_its_own_cause()
    {
        Diagnosis diagnosis = Scene.Of("https://203.0.113.9/").Refused("203.0.113.9").Through(ProxyResult.Declined, proxy => proxy with { Http = Scene.Http(502, "Bad Gateway").Http }).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Refused);
        diagnosis.LikelihoodOf(CauseCode.UpstreamUnavailable).Should().BeNull();
    }

    [Fact]
    public void A_packet_filter_that_refuses_us_is_not_the_target_that_fails_the_proxy() =>
        Told(Scene.Of("https://203.0.113.9/").Refused("203.0.113.9", Scene.Icmp(3, 13, "203.0.113.1"))
            .Through(ProxyResult.Declined, proxy => proxy with { Http = Scene.Http(502, "Bad Gateway").Http })).Should().Be(Likelihood.Confirmed);

    [Fact]
    public void The_targets_silence_through_the_tunnel_is_none_of_the_proxys() =>
        Told(Scene.Of("https://203.0.113.9/").Dialled("203.0.113.9", SocketError.TimedOut).Through(ProxyResult.Tunnelled).Tls(TlsResult.Silent)).Should().BeNull();
}
