using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.TimedOut;

public class PathMtuBlackholeTests
{
    private static Scene SilentTls => Of("https://server.example/").ResolvesTo("8.8.8.8").Connects().Tls(TlsResult.Silent).Hears(Silence(WireProtocol.Tls));

    [Fact]
    public void Segments_that_arrived_after_a_missing_one_make_it_likely()
    {
        Diagnosis diagnosis = SilentTls.Transfer(outOfOrder: 2).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.PathMtuBlackhole).Should().Be(Likelihood.Likely);
        diagnosis.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
    }

    [Fact]
    public void Segments_of_ours_that_are_sent_again_and_again_make_it_likely() =>
        SilentTls.Transfer(unacknowledged: 2, retransmits: 4).Diagnose().LikelihoodOf(CauseCode.PathMtuBlackhole).Should().Be(Likelihood.Likely);

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(null, 2, 0)]
    [InlineData(null, 0, 3)]
    [InlineData(null, null, null)]
    public void A_server_that_has_everything_and_is_silent_is_silent(int? outOfOrder, int? unacknowledged, int? retransmits) =>
        SilentTls.Transfer(outOfOrder, unacknowledged, retransmits).Diagnose().LikelihoodOf(CauseCode.PathMtuBlackhole).Should().BeNull();

    [Fact]
    public void Without_a_look_at_the_connection_it_is_not_named() => SilentTls.Diagnose().LikelihoodOf(CauseCode.PathMtuBlackhole).Should().BeNull();

    [Fact]
    public void Where_nobody_accepted_small_packets_did_not_pass_either() =>
        Of("https://8.8.8.8/").TimedOut("8.8.8.8").Transfer(outOfOrder: 2).Diagnose().LikelihoodOf(CauseCode.PathMtuBlackhole).Should().BeNull();

    [Fact]
    public void Where_it_works_it_is_no_cause() => Of("tcp://8.8.8.8:80").Connects().Transfer(outOfOrder: 2).Diagnose().Causes.Should().BeEmpty();
}
