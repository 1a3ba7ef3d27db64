using System.Net;
using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Causes.Proxies.ProxyScene;

namespace ConnectionDiagnostics.Tests.Causes.Proxies;

/// <summary>A proxy without an address, without a connection, without a word; and who has to do something about it.</summary>
public class ProxyUnreachableTests
{
    private static readonly IPAddress Here = IPAddress.Loopback;

    private static Likelihood? Told(Scene scene) => scene.Diagnose().LikelihoodOf(CauseCode.ProxyUnreachable);

    private static Scene NotConnected(params ConnectAttempt[] attempts) => Asked(ProxyResult.NotConnected, proxy => proxy with { Attempts = attempts });

    private static int Weight(Scene scene) => scene.Weigh(new ConnectionDiagnostics.Causes.Proxies.ProxyUnreachable()).Decibans;

    [Theory]
    [InlineData(SocketError.HostNotFound, Likelihood.Confirmed)]
    [InlineData(SocketError.NoData, Likelihood.Confirmed)]
    [InlineData(SocketError.TryAgain, Likelihood.Likely)]
    [InlineData(SocketError.TimedOut, Likelihood.Likely)]
    [InlineData(SocketError.NoRecovery, Likelihood.Likely)]
    public void A_proxys_name_that_does_not_exist_is_confirmed_and_one_that_was_not_looked_up_is_not(SocketError error, Likelihood likelihood)
    {
        Cause cause = Asked(ProxyResult.NotResolved, proxy => proxy with
        {
            Setting = Setting with { Host = "proxy.example" },
            Addresses = [],
            Attempts = [],
            ResolveError = error,
        }).Diagnose().Causes.Should().ContainSingle().Subject;

        (cause.Code, cause.Likelihood).Should().Be((CauseCode.ProxyUnreachable, likelihood));
        cause.Summary.Should().Contain("the name proxy.example does not resolve");
        cause.Reasons[0].Should().StartWith("The resolver says of proxy.example:");
    }

    [Fact]
    public void A_proxy_that_refuses_cannot_be_used()
    {
        Cause cause = NotConnected(Attempt(SocketError.ConnectionRefused)).Diagnose().Causes.Should().ContainSingle().Subject;

        (cause.Code, cause.Likelihood).Should().Be((CauseCode.ProxyUnreachable, Likelihood.Confirmed));
        cause.Summary.Should().EndWith("cannot be used: 192.0.2.8:3128 refuses the connection.");
        cause.Reasons[0].Should().Be("192.0.2.8:3128 answers with a reset: nothing listens there, or a filter rejects (connection refused).");
        cause.Remedies.Select(remedy => (remedy.Actor, remedy.Command)).Should().Equal(
            (RemedyActor.Server, "ss -ltnp 'sport = :3128'"), (RemedyActor.Client, "env | grep -i proxy"));
        cause.Remedies[0].Text.Should().Be("See that the proxy runs and listens on 3128:");
        cause.Remedies[1].Text.Should().StartWith("Correct or remove the setting http://192.0.2.8:3128 (https_proxy)");
    }

    [Fact]
    public void A_socket_that_met_itself_has_found_no_proxy() =>
        Told(NotConnected(Attempt(SocketError.Success) with { SelfConnected = true })).Should().Be(Likelihood.Confirmed);

    [Fact]
    public void One_address_that_refuses_is_not_all_of_them()
    {
        Cause cause = NotConnected(Attempt(SocketError.ConnectionRefused), Attempt(SocketError.TimedOut, address: "192.0.2.9")).Diagnose().The(CauseCode.ProxyUnreachable);

        cause.Likelihood.Should().Be(Likelihood.Likely);
        cause.Summary.Should().EndWith("does not answer: no connection to 192.0.2.8:3128.");
    }

    [Fact]
    public void A_packet_filters_no_is_not_a_proxy_that_does_not_run()
    {
        ConnectAttempt attempt = Attempt(SocketError.ConnectionRefused) with { IcmpErrors = [Scene.Icmp(3, 3, "192.0.2.1")] };

        Cause cause = NotConnected(attempt).Diagnose().The(CauseCode.ProxyUnreachable);

        cause.Summary.Should().NotContain("does not run");
        cause.Reasons.Should().NotContain(reason => reason.StartsWith("Nothing listens"));
    }

    [Fact]
    public void Without_a_single_attempt_nothing_is_known_to_refuse() => Told(NotConnected()).Should().NotBe(Likelihood.Confirmed);

    [Theory]
    [InlineData(SocketError.HostUnreachable)]
    [InlineData(SocketError.NetworkUnreachable)]
    [InlineData(SocketError.AccessDenied)]
    public void A_named_error_is_likely_the_proxys_and_one_without_a_name_this_machines(SocketError error)
    {
        Told(NotConnected(Attempt(error))).Should().Be(Likelihood.Likely);
        Told(NotConnected(Attempt(SocketError.SocketError))).Should().Be(Likelihood.Possible);
        Told(NotConnected(Attempt(error), Attempt(SocketError.SocketError))).Should().Be(Likelihood.Possible);
    }

    [Fact]
    public void A_lone_SYN_that_may_be_lost_weighs_less_than_two()
    {
        int lone = Weight(NotConnected(Attempt(SocketError.TimedOut, syns: 1)));

        Weight(NotConnected(Attempt(SocketError.TimedOut, syns: 2))).Should().BeGreaterThan(lone);
        Weight(NotConnected(Attempt(SocketError.TimedOut, syns: null))).Should().BeGreaterThan(lone, "where nobody counts them, the time was long enough for two");
        Weight(NotConnected(Attempt(SocketError.HostUnreachable, syns: 1))).Should().BeGreaterThan(lone, "one SYN that is answered is enough");
        Weight(NotConnected(Attempt(SocketError.TimedOut, syns: 2), Attempt(SocketError.TimedOut, syns: 1))).Should().Be(lone, "one of them is open still");
    }

    [Fact]
    public void The_SYNs_of_all_addresses_are_told()
    {
        Cause cause = NotConnected(Attempt(SocketError.TimedOut, syns: 2), Attempt(SocketError.TimedOut, syns: 3, address: "192.0.2.9")).Diagnose().The(CauseCode.ProxyUnreachable);

        cause.Reasons[0].Should().StartWith("The connect to 192.0.2.8:3128 ended with").And.EndWith("SYNs sent: 5.");
    }

    [Fact]
    public void A_handshake_with_the_proxy_that_fails_names_every_problem()
    {
        Reason(TlsResult.CertificateInvalid, tls => tls with { ChainProblems = ["UntrustedRoot", "NotTimeValid"], NameMatches = false })
            .Should().EndWith("ended with: UntrustedRoot, NotTimeValid, NameMismatch.");
        Reason(TlsResult.CertificateInvalid, tls => tls with { ChainProblems = ["UntrustedRoot"], NameMatches = true }).Should().EndWith("ended with: UntrustedRoot.");
        Reason(TlsResult.CertificateInvalid, tls => tls with { ChainProblems = ["UntrustedRoot"], NameMatches = null }).Should().EndWith("ended with: UntrustedRoot.");
        Reason(TlsResult.Alert, tls => tls with { Error = "alert 40" }).Should().EndWith("ended with: alert 40.");
        Reason(TlsResult.Silent, tls => tls).Should().EndWith("ended with: Silent.");

        static string Reason(TlsResult result, Func<TlsEvidence, TlsEvidence> change)
        {
            Cause cause = TlsFails(change(new TlsEvidence { Result = result, ServerName = "192.0.2.8" })).Diagnose().Causes.Should().ContainSingle().Subject;
            (cause.Code, cause.Likelihood).Should().Be((CauseCode.ProxyUnreachable, Likelihood.Likely));
            cause.Summary.Should().StartWith("The TLS handshake with the proxy https://192.0.2.8:3128");
            return cause.Reasons[0];
        }
    }

    [Fact]
    public void A_proxy_that_speaks_no_TLS_is_there() => Told(TlsFails(new TlsEvidence { Result = TlsResult.NotTls, ServerName = "192.0.2.8" })).Should().BeNull();

    [Fact]
    public void Silence_is_the_proxys_own_only_when_it_is_silent_to_everything()
    {
        Cause cause = Asked(ProxyResult.Silent).AlsoSays(Scene.Silence(), Scene.Closing()).Diagnose().Causes.Should().ContainSingle().Subject;

        (cause.Code, cause.Likelihood).Should().Be((CauseCode.ProxyUnreachable, Likelihood.Likely));
        cause.Summary.Should().EndWith("accepts and never answers.");
        cause.Reasons[0].Should().StartWith("192.0.2.8:3128 sent no byte in 3.5");
        Told(Asked(ProxyResult.Silent).AlsoSays(Scene.Silence(), Site)).Should().BeNull();
        Told(Socks5(ProxyResult.Silent, ProxyStep.Request)).Should().BeNull("it answered the greeting");
        Told(Socks5(ProxyResult.Silent, ProxyStep.Authentication)).Should().BeNull();
        Told(Socks5(ProxyResult.Silent, ProxyStep.Greeting)).Should().Be(Likelihood.Likely);
        Told(Socks4(ProxyResult.Silent)).Should().Be(Likelihood.Likely, "version 4 has one step only");
    }

    [Theory]
    [InlineData(ProxyResult.Closed)]
    [InlineData(ProxyResult.Reset)]
    public void Who_hangs_up_on_everything_may_be_broken_or_turn_this_client_away(ProxyResult result)
    {
        Diagnosis diagnosis = Asked(result).AlsoSays(Scene.Closing()).Diagnose();

        diagnosis.Ranking().Should().BeEquivalentTo("proxy-unreachable possible", "proxy-denied possible");
        diagnosis.The(CauseCode.ProxyUnreachable).Summary.Should().EndWith("hangs up without an answer.");
        diagnosis.The(CauseCode.ProxyUnreachable).Reasons[0].Should().EndWith("whatever was said.");
        NextCheck check = diagnosis.NextChecks.Should().ContainSingle().Subject;
        check.Separates.Should().BeEquivalentTo([CauseCode.ProxyUnreachable, CauseCode.ProxyDenied]);
        (check.Actor, check.Command).Should().Be((RemedyActor.Server, "ss -ltnp 'sport = :3128'"));
        Told(Asked(result).AlsoSays(Site)).Should().BeNull();
        Told(Socks5(result, ProxyStep.Request)).Should().BeNull();
    }

    [Theory]
    [InlineData(ProxyResult.Unintelligible)]
    [InlineData(ProxyResult.Declined)]
    public void Whoever_answers_is_reached(ProxyResult result) => Told(Asked(result)).Should().BeNull();

    [Theory]
    [InlineData(7890, "Clash or mihomo")]
    [InlineData(3128, "Squid or Cntlm")]
    public void A_program_of_this_machine_is_named_by_its_port(int port, string software)
    {
        Remedy remedy = OnThisMachine(port).Diagnose().The(CauseCode.ProxyUnreachable).Remedies[0];

        remedy.Text.Should().Be($"Start the proxy program ({software} usually has port {port}), or remove the setting that it left behind; who listens there:");
        (remedy.Actor, remedy.Command).Should().Be((RemedyActor.Client, $"ss -ltnp 'sport = :{port}'"));
    }

    [Fact]
    public void A_program_of_this_machine_on_an_unknown_port_is_started_by_the_client()
    {
        Remedy remedy = OnThisMachine(3999).On(OperatingSystemKind.Windows).Diagnose().The(CauseCode.ProxyUnreachable).Remedies[0];

        remedy.Text.Should().Be("See that the proxy runs and listens on 3999:");
        (remedy.Actor, remedy.Command).Should().Be((RemedyActor.Client, "netstat -ano | findstr :3999"));
    }

    [Fact]
    public void A_known_port_of_another_machine_says_nothing_of_the_program()
    {
        Remedy remedy = NotConnected(Attempt(SocketError.ConnectionRefused, port: 7890)).Proxy(proxy => proxy with { Setting = Setting with { Port = 7890 } })
            .On(OperatingSystemKind.Windows).Diagnose().The(CauseCode.ProxyUnreachable).Remedies[0];

        remedy.Text.Should().StartWith("See that the proxy runs");
        (remedy.Actor, remedy.Command).Should().Be((RemedyActor.Server, "ss -ltnp 'sport = :7890'"));
    }

    private static Scene OnThisMachine(int port) => Asked(ProxyResult.NotConnected, proxy => proxy with
    {
        Setting = Setting with { Host = "localhost", Port = port },
        Addresses = [IPAddress.IPv6Loopback, Here],
        Attempts = [Attempt(SocketError.ConnectionRefused, address: "::1", port: port), Attempt(SocketError.ConnectionRefused, address: "127.0.0.1", port: port)],
    });

    private static Scene TlsFails(TlsEvidence tls) => Asked(ProxyResult.TlsFailed, proxy => proxy with { Setting = Setting with { Scheme = "https" }, Tls = tls });
}
