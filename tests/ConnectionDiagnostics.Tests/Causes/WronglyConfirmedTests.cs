using System.Net;
using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes;

/// <summary>Evidence that looks decisive and is not. A wrong confirmation is the worst defect there is.</summary>
public class WronglyConfirmedTests
{
    private const string NginxPage = "HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n<center>The plain HTTP request was sent to HTTPS port</center>";

    [Fact]
    public void A_TLS_server_that_hangs_up_on_us_and_says_in_plain_that_it_wants_TLS_is_no_plaintext_port()
    {
        Diagnosis diagnosis = Of("https://server.example/").ResolvesTo("8.8.8.8").Connects().Tls(TlsResult.Closed).Hears(Closing(WireProtocol.Tls))
            .AlsoHears(Answer(WireProtocol.Http, NginxPage)).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.TlsOnPlaintextPort).Should().NotBe(Likelihood.Confirmed);
    }

    [Fact]
    public void A_proxy_that_passes_on_the_page_of_its_back_end_and_speaks_no_TLS_is_no_TLS_port()
    {
        // nginx with proxy_pass http:// to an HTTPS back end: the page is the back end's, the port in front is plain.
        Diagnosis diagnosis = Of("http://8.8.8.8/").Connects().HearsBytes(NginxPage).AlsoHears(Answer(WireProtocol.Tls, "HTTP/1.1 400 Bad Request\r\n\r\n")).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.PlaintextOnTlsPort).Should().NotBe(Likelihood.Confirmed);
    }

    [Theory]
    [InlineData(WireProtocol.Http)]
    public void A_slow_HTTP_server_that_answers_a_TLS_hello_with_400_at_once_speaks_HTTP(string detected)
    {
        // What nginx and Apache answer to a TLS hello on a plain port.
        ProtocolExchange toHello = Answer(WireProtocol.Tls, "HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n") with { Detected = detected, Http = null };

        Diagnosis diagnosis = Of("http://8.8.8.8/slow").Connects().Hears(Silence()).AlsoHears(toHello).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.ProtocolMismatch).Should().NotBe(Likelihood.Confirmed);
        diagnosis.Outcome.Should().Be(ConnectionOutcome.Timeout);
    }

    [Theory]
    [InlineData("smtp://8.8.8.8", "220 mail.example.com ready\r\n")]
    [InlineData("smtp://8.8.8.8", "421 4.7.0 Try again later\r\n")]
    [InlineData("ftp://8.8.8.8", "220 Welcome to the archive\r\n")]
    [InlineData("redis://8.8.8.8", "-BUSY Redis is busy running a script. You can only call SCRIPT KILL or SHUTDOWN NOSAVE.\r\n")]
    [InlineData("redis://8.8.8.8", "-MISCONF Redis is configured to save RDB snapshots, but it's currently unable to persist to disk.\r\n")]
    [InlineData("redis://8.8.8.8", "-MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.\r\n")]
    [InlineData("redis://8.8.8.8", "-ERR operation not permitted\r\n")]
    [InlineData("pop3://8.8.8.8", "-ERR too many connections\r\n")]
    public void The_clients_own_protocol_in_other_words_is_no_other_protocol(string target, string greeting) =>
        Of(target).Connects().HearsBytes(greeting).Diagnose().LikelihoodOf(CauseCode.ProtocolMismatch).Should().NotBe(Likelihood.Confirmed);

    [Fact]
    public void An_ICMP_error_for_one_address_says_nothing_about_another_that_refused()
    {
        Diagnosis diagnosis = Of("server.example:80").ResolvesTo("8.8.8.8", "8.8.4.4").Refused("8.8.8.8").Unreachable("8.8.4.4", Icmp(3, 13, "8.8.4.1")).Diagnose();

        diagnosis.RuledOutCodes().Should().NotContain(CauseCode.ServerNotListening, "8.8.8.8 refused by a reset");
        diagnosis.Causes.Where(cause => cause.Code == CauseCode.ServerFirewall && cause.Likelihood == Likelihood.Confirmed)
            .Should().BeEmpty("the other address may fail for another reason");
    }

    [Fact]
    public void A_missing_route_to_one_address_does_not_explain_why_the_other_fails()
    {
        Diagnosis diagnosis = Of("server.example:80").ResolvesTo("2a00::8", "198.51.100.99").HasNoRouteTo("2a00::8")
            .Dialled("2a00::8", SocketError.NetworkUnreachable).Unreachable("198.51.100.99", Icmp(3, 1, "198.51.100.7")).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.NoRoute).Should().NotBe(Likelihood.Confirmed);
        diagnosis.LikelihoodOf(CauseCode.HostDown).Should().NotBeNull();
    }

    [Fact]
    public void An_own_rule_against_one_address_is_no_failure_where_another_address_works()
    {
        Diagnosis diagnosis = Of("tcp://server.example:80").ResolvesTo("2a00::8", "8.8.8.8").Refused("2a00::8", Icmp(3, 3, "198.51.100.7")).Connects("8.8.8.8").Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Causes.Select(cause => cause.Code).Should().Equal(CauseCode.SomeAddressesFail);
    }

    [Fact]
    public void An_own_rule_against_one_address_does_not_hide_why_the_working_one_fails_later()
    {
        Diagnosis diagnosis = Of("https://server.example/").ResolvesTo("2a00::8", "8.8.8.8").Refused("2a00::8", Icmp(3, 3, "198.51.100.7")).Connects("8.8.8.8")
            .Tls(TlsResult.ClosedMidway).Diagnose();

        diagnosis.Causes[0].Code.Should().Be(CauseCode.TlsHandshakeRejected);
    }

    [Theory]
    [InlineData(NameServerResult.ServerFailure)]
    [InlineData(NameServerResult.NoAnswer)]
    public void A_name_that_only_the_second_server_denies_may_be_known_to_the_first(NameServerResult first)
    {
        // The VPN's name server fails, and the public one does not know internal names.
        Diagnosis diagnosis = Of("intern.example:80").HasNoName(SocketError.HostNotFound, ("10.0.0.1", first), ("8.8.8.8", NameServerResult.NoSuchName)).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.DnsNameNotFound).Should().NotBe(Likelihood.Confirmed);
    }

    [Fact]
    public void A_name_of_the_local_link_is_not_asked_of_name_servers()
    {
        // RFC 6762: .local is multicast DNS; a name server's NXDOMAIN says nothing.
        Diagnosis diagnosis = Of("printer.local:631").HasNoName(SocketError.HostNotFound, ("8.8.8.8", NameServerResult.NoSuchName)).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.DnsNameNotFound).Should().NotBe(Likelihood.Confirmed);
    }

    [Fact]
    public void Where_a_name_server_answered_the_missing_network_is_not_why_the_name_is_unknown()
    {
        Diagnosis diagnosis = Of("nosuch.example:80").Offline().HasNoName(SocketError.HostNotFound, ("127.0.0.1", NameServerResult.NoSuchName)).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.NoNetwork).Should().NotBe(Likelihood.Confirmed);
    }

    [Fact]
    public void The_own_machine_needs_no_network()
    {
        Diagnosis diagnosis = Of("127.0.0.1:80").Offline().Unreachable("127.0.0.1", Icmp(3, 10, "127.0.0.1")).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.NoNetwork).Should().NotBe(Likelihood.Confirmed);
    }

    [Fact]
    public void The_local_link_is_a_network()
    {
        LocalAddress link = new() { Interface = "eth0", Address = IPAddress.Parse("fe80::7%2"), PrefixLength = 64, IsUp = true };

        Diagnosis diagnosis = Of("[fe80::9%2]:80").WithInterfaces(link).ResolvesTo("fe80::9%2").Unreachable("fe80::9%2").Diagnose();

        diagnosis.LikelihoodOf(CauseCode.NoNetwork).Should().NotBe(Likelihood.Confirmed);
    }

    [Fact]
    public void A_machine_that_does_not_know_its_own_addresses_cannot_tell_whose_firewall_it_was()
    {
        Diagnosis diagnosis = Of("8.8.8.8:80").WithInterfaces().Refused("8.8.8.8", Icmp(3, 3, "198.51.100.7")).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.ServerFirewall).Should().NotBe(Likelihood.Confirmed);
    }

    [Theory]
    [InlineData("kafka://8.8.8.8", WireProtocol.LengthPrefixed)]
    [InlineData("smtp://8.8.8.8", WireProtocol.Text)]
    [InlineData("memcached://8.8.8.8", WireProtocol.Text)]
    public void The_form_of_an_answer_to_other_words_is_no_other_protocol_when_the_clients_own_words_broke_off(string target, string form)
    {
        Diagnosis diagnosis = Scene.Of(target).Connects()
            .Hears(new ProtocolExchange { Spoken = ConnectionTarget.Parse(target).SchemeInfo.Protocol, Result = ExchangeResult.Reset })
            .AlsoHears(new ProtocolExchange { Result = ExchangeResult.Answered, Detected = form, Confidence = DetectionConfidence.Certain })
            .Diagnose();

        diagnosis.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
    }

    [Fact]
    public void The_lacking_headers_of_a_101_that_broke_off_are_no_fault_of_its_own()
    {
        ProtocolExchange answer = Scene.Http(101, "Switching Protocols", ("Upgrade", "websocket"));

        Diagnosis diagnosis = Scene.Of("ws://8.8.8.8/").Connects()
            .Hears(answer with { End = AnswerEnd.Closed, WebSocket = new WebSocketAnswer { UpgradeHeader = true, ConnectionHeader = false, AcceptHeader = false } })
            .Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Reset);
        diagnosis.Causes.Should().NotBeEmpty().And.NotContain(cause => cause.Code == CauseCode.WebSocketHandshakeInvalid || cause.Likelihood == Likelihood.Confirmed);
    }
}
