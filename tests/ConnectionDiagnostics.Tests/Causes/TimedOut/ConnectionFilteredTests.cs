using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.TimedOut;

/// <summary>Something on the way that does not like what is said, told from a server that hangs or rejects, and from a link that is too narrow.</summary>
public class ConnectionFilteredTests
{
    private const string NginxPage = "HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n<center>The plain HTTP request was sent to HTTPS port</center>";

    private static Scene SilentTls => Of("https://server.example/").ResolvesTo("8.8.8.8").Connects().Tls(TlsResult.Silent).Hears(Silence(WireProtocol.Tls));

    private static Scene CutTls => Of("https://server.example/").ResolvesTo("8.8.8.8").Connects().Tls(TlsResult.Closed)
        .Hears(new ProtocolExchange { Spoken = WireProtocol.Tls, Result = ExchangeResult.Closed });

    [Fact]
    public void A_small_message_that_is_never_acknowledged_was_dropped_on_the_way()
    {
        Diagnosis diagnosis = SilentTls.Transfer(unacknowledged: 1, retransmits: 4, bytes: 317).Diagnose();

        diagnosis.Ranking().Should().StartWith(["connection-filtered likely"]);
        diagnosis.RuledOutCodes().Should().Contain(CauseCode.ServerSilent, "the system of a server that hangs acknowledges");
        diagnosis.LikelihoodOf(CauseCode.PathMtuBlackhole).Should().BeNull("no link is too narrow for it");
        diagnosis.Causes[0].Reasons.Should().Contain(reason => reason.Contains("317 bytes in TLS") && reason.Contains("4 times"));
    }

    [Theory]
    [InlineData(536, "connection-filtered")]
    [InlineData(537, "path-mtu-blackhole")]
    [InlineData(null, "path-mtu-blackhole")]
    public void What_any_link_carries_is_not_lost_for_its_size(int? bytes, string cause) =>
        SilentTls.Transfer(unacknowledged: 1, retransmits: 4, bytes: bytes).Diagnose().Ranking().Should().StartWith([$"{cause} likely"])
            .And.NotContain(other => other.EndsWith(" likely", StringComparison.Ordinal) && !other.StartsWith(cause, StringComparison.Ordinal));

    [Theory]
    [InlineData(0, 4, null)]
    [InlineData(1, 0, null)]
    [InlineData(1, 4, 2)]
    public void What_arrived_or_was_not_sent_again_was_not_dropped(int unacknowledged, int retransmits, int? outOfOrder) =>
        SilentTls.Transfer(outOfOrder, unacknowledged, retransmits, 317).Diagnose().LikelihoodOf(CauseCode.ConnectionFiltered).Should().BeNull();

    [Fact]
    public void Of_a_TLS_hello_that_is_cut_off_before_a_server_that_wants_TLS_nobody_can_tell_here_who_cut_it()
    {
        Diagnosis diagnosis = CutTls.AlsoHears(Answer(WireProtocol.Http, NginxPage)).Diagnose();

        diagnosis.Ranking().Should().StartWith(["connection-filtered likely", "tls-handshake-rejected likely"]);
        diagnosis.LikelihoodOf(CauseCode.ProtocolMismatch).Should().BeNull("the server says itself that it speaks TLS");
        diagnosis.NextChecks.Should().Contain(check =>
            check.Separates.Contains(CauseCode.ConnectionFiltered) && check.Separates.Contains(CauseCode.TlsHandshakeRejected)
            && check.Command == "openssl s_client -connect server.example:443 -servername example.org </dev/null");
    }

    [Fact]
    public void A_TLS_hello_that_is_cut_off_alone_may_mean_anything()
    {
        Diagnosis diagnosis = CutTls.Diagnose();

        diagnosis.LikelihoodOf(CauseCode.ConnectionFiltered).Should().BeNull();
        diagnosis.LikelihoodOf(CauseCode.TlsHandshakeRejected).Should().Be(Likelihood.Possible);
    }

    [Fact]
    public void Where_nobody_accepted_nothing_was_said() =>
        Of("https://8.8.8.8/").TimedOut("8.8.8.8").Transfer(unacknowledged: 1, retransmits: 4, bytes: 317).Diagnose()
            .LikelihoodOf(CauseCode.ConnectionFiltered).Should().BeNull();
}
