using static ConnectionDiagnostics.Tests.Causes.Proxies.ProxyScene;

namespace ConnectionDiagnostics.Tests.Causes.Proxies;

/// <summary>A proxy that wants a login is not one that denies, and a login that was never tried is not a wrong one.</summary>
public class ProxyAuthenticationRequiredTests
{
    private static Likelihood? Told(Scene scene) => scene.Diagnose().LikelihoodOf(CauseCode.ProxyAuthenticationRequired);

    [Fact]
    public void A_407_without_credentials_asks_for_some()
    {
        Cause cause = Declines(407, ("Proxy-Authenticate", "negotiate, NTLM, basic realm=\"x\"")).Diagnose().Causes.Should().ContainSingle().Subject;

        (cause.Code, cause.Likelihood).Should().Be((CauseCode.ProxyAuthenticationRequired, Likelihood.Confirmed));
        cause.Summary.Should().Contain("wants a login, and the setting has none: 407 Whatever");
        cause.Reasons[0].Should().EndWith("Methods: Basic, NTLM, Negotiate.");
        cause.Remedies.Select(remedy => (remedy.Actor, remedy.Command)).Should().Equal(
            (RemedyActor.Client, "curl -v -x http://192.0.2.8:3128 https://server.example/"), (RemedyActor.Network, null));
        cause.Remedies[0].Text.Should().StartWith("Give the credentials").And.Contain("@192.0.2.8:3128");
        cause.Remedies[1].Text.Should().Contain("exempt server.example");
    }

    [Fact]
    public void A_407_to_credentials_that_were_sent_rejects_them()
    {
        Cause cause = Declines(407).Proxy(proxy => proxy with { HasCredentials = true, SentCredentials = true }).Diagnose().The(CauseCode.ProxyAuthenticationRequired);

        cause.Likelihood.Should().Be(Likelihood.Confirmed);
        cause.Summary.Should().Contain("rejects the user name or password");
        cause.Remedies[0].Text.Should().StartWith("Check user name and password of https_proxy");
    }

    [Fact]
    public void Credentials_that_could_not_be_tried_are_not_blamed_for_sure()
    {
        Cause cause = Declines(407, ("Proxy-Authenticate", "Kerberos")).Proxy(proxy => proxy with { HasCredentials = true }).Diagnose().The(CauseCode.ProxyAuthenticationRequired);

        cause.Likelihood.Should().Be(Likelihood.Likely);
        cause.Summary.Should().Contain("wants a login by Kerberos");
        cause.Reasons[0].Should().Contain("was not tried");
        cause.Remedies[0].Text.Should().StartWith("Check user name and password");
    }

    [Fact]
    public void A_401_to_CONNECT_may_be_a_web_servers_own_login()
    {
        Told(Declines(401)).Should().Be(Likelihood.Likely);
        Told(Declines(401).Proxy(proxy => proxy with { SentCredentials = true })).Should().Be(Likelihood.Likely);
        Told(Declines(401, ("Server", "tinyproxy/1.11.1"))).Should().Be(Likelihood.Confirmed);
    }

    [Fact]
    public void A_401_to_a_forwarded_request_is_the_proxys_only_when_it_says_so()
    {
        Told(Forwards(401, ("Server", "tinyproxy/1.11.1"))).Should().Be(Likelihood.Confirmed);
        Told(Forwards(401)).Should().BeNull();
        Told(Forwards(401, ("Via", "1.1 tinyproxy (tinyproxy/1.11.1)"))).Should().BeNull("the proxy only passed it on");
        Told(Forwards(407)).Should().Be(Likelihood.Confirmed);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(402)]
    [InlineData(403)]
    [InlineData(406)]
    [InlineData(408)]
    public void No_other_status_is_about_a_login(int status) => Told(Declines(status, ("Server", "squid/5.7"))).Should().BeNull();

    [Fact]
    public void A_SOCKS_proxy_that_rejects_the_password_rejects_it()
    {
        Cause cause = Socks5(ProxyResult.Declined, ProxyStep.Authentication, 1).Diagnose().Causes.Should().ContainSingle().Subject;

        (cause.Code, cause.Likelihood).Should().Be((CauseCode.ProxyAuthenticationRequired, Likelihood.Confirmed));
        cause.Summary.Should().Contain("rejects the user name or password");
        cause.Reasons[0].Should().Contain("SOCKS5 authentication failed");
    }

    [Fact]
    public void A_SOCKS_proxy_that_hangs_up_on_the_password_may_have_broken_over_it() =>
        Socks5(ProxyResult.Declined, ProxyStep.Authentication).Diagnose().Ranking().Should().Equal("proxy-authentication-required likely");

    [Theory]
    [InlineData(ProxyResult.Silent)]
    [InlineData(ProxyResult.Closed)]
    [InlineData(ProxyResult.Reset)]
    public void A_SOCKS_proxy_that_goes_away_during_the_login_has_rejected_nothing(ProxyResult result)
    {
        Told(Socks5(result, ProxyStep.Authentication)).Should().BeNull();
        Told(Socks5(result, ProxyStep.Greeting)).Should().BeNull();
    }

    [Fact]
    public void A_SOCKS_proxy_that_chooses_the_password_where_it_is_offered_wants_it()
    {
        Diagnosis diagnosis = Socks5(ProxyResult.Declined, ProxyStep.Greeting, 0xFF).AlsoSays(ChoosesPassword).Diagnose();

        diagnosis.Ranking().Should().Equal("proxy-authentication-required confirmed");
        diagnosis.Causes[0].Summary.Should().Contain("wants a login, and the setting has none");
        diagnosis.Causes[0].Reasons[0].Should().Contain("chooses user name and password");
        diagnosis.NextChecks.Should().BeEmpty();
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 5 })]
    [InlineData(new byte[] { 5, 0 })]
    [InlineData(new byte[] { 5, 0xFF })]
    [InlineData(new byte[] { 4, 2 })]
    [InlineData(new byte[] { 5, 2, 0 })]
    public void Without_that_choice_it_may_as_well_dislike_this_client(byte[] answer)
    {
        Diagnosis diagnosis = Socks5(ProxyResult.Declined, ProxyStep.Greeting, 0xFF).AlsoSays(SpeaksSocks5 with { Received = answer }).Diagnose();

        diagnosis.Ranking().Should().Equal("proxy-authentication-required possible", "proxy-denied possible");
        diagnosis.The(CauseCode.ProxyAuthenticationRequired).Reasons[0].Should().Contain("takes none of the methods offered");
        NextCheck check = diagnosis.NextChecks.Should().ContainSingle().Subject;
        check.Separates.Should().BeEquivalentTo([CauseCode.ProxyAuthenticationRequired, CauseCode.ProxyDenied]);
        (check.Actor, check.Text).Should().Be((RemedyActor.Server, "The proxy's log says whether it missed a login or turned this client's address away."));
    }

    [Theory]
    [InlineData(90, null)]
    [InlineData(91, null)]
    [InlineData(92, Likelihood.Confirmed)]
    [InlineData(93, Likelihood.Confirmed)]
    [InlineData(94, null)]
    public void SOCKS_4_has_two_replies_about_the_user(int reply, Likelihood? likelihood) => Told(Socks4(ProxyResult.Declined, reply)).Should().Be(likelihood);

    [Fact]
    public void SOCKS_4_asks_identd_not_the_setting()
    {
        Socks4(ProxyResult.Declined, 92).Diagnose().The(CauseCode.ProxyAuthenticationRequired).Summary.Should().Contain("wants to know the user from identd");
        Told(Socks5(ProxyResult.Declined, ProxyStep.Request, 92)).Should().BeNull("92 is no reply of version 5");
        Told(Socks4(ProxyResult.Unintelligible, 92)).Should().BeNull();
    }
}
