using static ConnectionDiagnostics.Tests.Causes.Proxies.ProxyScene;

namespace ConnectionDiagnostics.Tests.Causes.Proxies;

/// <summary>A proxy that says no for itself, told from a web server's page and from the target's own no.</summary>
public class ProxyDeniedTests
{
    private static readonly (string, string) Squid = ("Server", "squid/5.7");

    private static Likelihood? Told(Scene scene) => scene.Diagnose().LikelihoodOf(CauseCode.ProxyDenied);

    [Fact]
    public void A_403_of_Squid_names_the_error_and_what_to_allow()
    {
        Cause cause = Declines(403, Squid, ("X-Squid-Error", "ERR_ACCESS_DENIED 0")).Diagnose().Causes.Should().ContainSingle().Subject;

        (cause.Code, cause.Likelihood).Should().Be((CauseCode.ProxyDenied, Likelihood.Confirmed));
        cause.Summary.Should().Contain("http://192.0.2.8:3128 (https_proxy) (squid/5.7) refuses to connect to server.example:443: 403 Whatever");
        cause.Reasons[0].Should().EndWith("X-Squid-Error: ERR_ACCESS_DENIED 0.");
        cause.Remedies.Select(remedy => (remedy.Actor, remedy.Command)).Should().Equal(
            (RemedyActor.Server, null), (RemedyActor.Client, "curl -v -x http://192.0.2.8:3128 https://server.example/"));
        cause.Remedies[0].Text.Should().Contain("Allow server.example and port 443");
    }

    [Fact]
    public void Without_Squids_word_the_answer_is_the_reason() =>
        Declines(403, Squid).Diagnose().The(CauseCode.ProxyDenied).Reasons[0].Should().Be("192.0.2.8:3128 answers the request for server.example:443: 403 Whatever.");

    [Theory]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(406)]
    [InlineData(429)]
    [InlineData(499)]
    public void A_no_to_CONNECT_is_a_proxys_unless_it_shows_a_site(int status)
    {
        Told(Declines(status)).Should().Be(Likelihood.Confirmed);
        Told(Declines(status).AlsoSays(Site)).Should().Be(Likelihood.Likely);
        Told(Declines(status, Squid).AlsoSays(Site)).Should().Be(Likelihood.Confirmed);
    }

    [Fact]
    public void A_page_beside_it_makes_a_denial_less_common()
    {
        int alone = Forwards(403).Weigh(new ConnectionDiagnostics.Causes.Proxies.ProxyDenied()).Decibans;

        Forwards(403).AlsoSays(Site).Weigh(new ConnectionDiagnostics.Causes.Proxies.ProxyDenied()).Decibans.Should().BeLessThan(alone);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(501)]
    public void What_web_servers_say_to_CONNECT_is_a_denial_only_of_a_known_proxy(int status)
    {
        Told(Declines(status)).Should().BeNull();
        Told(Declines(status, Squid)).Should().Be(Likelihood.Likely, "Squid says so of a request that it does not understand as well");
        Told(Forwards(status)).Should().Be(Likelihood.Likely, "directly the target says 200");
        Told(Forwards(status, Squid)).Should().Be(Likelihood.Likely);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(399)]
    public void A_redirection_may_lead_to_a_page_of_denial_or_be_a_web_servers(int status)
    {
        Diagnosis diagnosis = Declines(status).Diagnose();

        diagnosis.Ranking().Should().BeEquivalentTo("proxy-denied likely", "not-a-proxy likely");
        Told(Declines(status, Squid)).Should().Be(Likelihood.Confirmed);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(407)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(508)]
    public void A_login_that_is_missed_and_a_target_that_fails_are_no_denial(int status)
    {
        Told(Declines(status)).Should().BeNull();
        Told(Declines(status, Squid)).Should().BeNull();
    }

    [Fact]
    public void A_request_that_runs_in_a_circle_is_not_denied_by_a_rule() => Told(Declines(403, Squid, ("Via", "1.1 one, 1.1 two, 1.1 one"))).Should().BeNull();

    [Fact]
    public void A_403_to_a_forwarded_request_is_the_proxys_for_sure_only_when_it_says_so()
    {
        Told(Forwards(403)).Should().Be(Likelihood.Likely);
        Told(Forwards(403, Squid)).Should().Be(Likelihood.Confirmed);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, Likelihood.Confirmed)]
    [InlineData(3, null)]
    [InlineData(6, null)]
    [InlineData(7, Likelihood.Likely)]
    [InlineData(8, Likelihood.Likely)]
    [InlineData(9, null)]
    public void A_SOCKS_5_reply_of_a_rule_confirms_and_one_of_ability_does_not(int reply, Likelihood? likelihood)
    {
        Told(Socks5(ProxyResult.Declined, ProxyStep.Request, reply)).Should().Be(likelihood);
        Told(Socks5(ProxyResult.Declined, ProxyStep.Authentication, reply)).Should().BeNull("the reply to a password has other numbers");
    }

    [Fact]
    public void SOCKS_4_says_the_same_of_a_rule_and_of_a_target_that_fails()
    {
        Diagnosis diagnosis = Socks4(ProxyResult.Declined, 91).Diagnose();

        diagnosis.Ranking().Should().BeEquivalentTo("proxy-denied likely", "upstream-unavailable likely");
        diagnosis.The(CauseCode.ProxyDenied).Reasons[0].Should().Contain("SOCKS 4 has one reply");
        NextCheck check = diagnosis.NextChecks.Should().ContainSingle().Subject;
        check.Separates.Should().BeEquivalentTo([CauseCode.ProxyDenied, CauseCode.UpstreamUnavailable]);
        (check.Actor, check.Text).Should().Be((RemedyActor.Server, "The proxy's log says whether a rule forbade server.example:443 or the target did not answer it."));
        Told(Socks4(ProxyResult.Declined, 92)).Should().BeNull();
        Told(Socks4(ProxyResult.Unintelligible, 91)).Should().BeNull();
    }

    [Fact]
    public void A_SOCKS_proxy_that_takes_a_password_denies_nobody()
    {
        Scene scene = Socks5(ProxyResult.Declined, ProxyStep.Greeting, 0xFF);

        Told(scene).Should().Be(Likelihood.Possible);
        Told(scene.AlsoSays(SpeaksSocks5)).Should().Be(Likelihood.Possible);
        Told(scene.AlsoSays(SpeaksSocks5, ChoosesPassword)).Should().BeNull();
    }

    [Theory]
    [InlineData(ProxyResult.Closed)]
    [InlineData(ProxyResult.Reset)]
    public void Hanging_up_is_a_possible_denial_of_who_is_asked_in_its_language(ProxyResult result)
    {
        Cause cause = Asked(result).Diagnose().The(CauseCode.ProxyDenied);

        cause.Likelihood.Should().Be(Likelihood.Possible);
        cause.Summary.Should().Contain("hangs up when asked for server.example:443");
        cause.Reasons[0].Should().Be("192.0.2.8:3128 closed the connection instead of answering.");
        cause.Remedies.Should().HaveCount(2);
        Told(Asked(result).AlsoSays(SpeaksSocks5)).Should().BeNull();
    }

    [Theory]
    [InlineData(ProxyResult.Silent)]
    [InlineData(ProxyResult.Unintelligible)]
    [InlineData(ProxyResult.NotConnected)]
    [InlineData(ProxyResult.NotResolved)]
    [InlineData(ProxyResult.TlsFailed)]
    public void Who_says_nothing_denies_nothing(ProxyResult result) => Told(Asked(result)).Should().BeNull();
}
