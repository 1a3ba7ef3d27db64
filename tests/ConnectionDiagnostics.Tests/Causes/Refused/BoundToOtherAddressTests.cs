using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Refused;

public class BoundToOtherAddressTests
{
    private static Scene Confirmed => Of("198.51.100.7:8080").Refused("198.51.100.7").Listens(At("127.0.0.1:8080", "node"));

    [Fact]
    public void A_listener_on_another_own_address_confirms_it() => Confirmed.Diagnose().Ranking().Should().Equal("bound-to-other-address confirmed");

    [Fact]
    public void From_afar_nothing_speaks_for_or_against_it()
    {
        Diagnosis diagnosis = Of("8.8.8.8:8080").Refused("8.8.8.8").HasPorts(HostPorts.Open(22)).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.BoundToOtherAddress).Should().Be(Likelihood.Possible);
        diagnosis.NextChecks.Should().Contain(check =>
            check.Separates.Contains(CauseCode.BoundToOtherAddress) && check.Separates.Contains(CauseCode.ServerNotListening));
    }

    [Fact]
    public void Without_any_listener_it_is_ruled_out() =>
        Of("198.51.100.7:8080").Refused("198.51.100.7").Listens().Diagnose().RuledOutCodes().Should().Contain(CauseCode.BoundToOtherAddress);

    [Fact]
    public void A_table_that_was_not_read_confirms_nothing() =>
        Confirmed.With(evidence => evidence with { Listeners = default }).Diagnose()
            .LikelihoodOf(CauseCode.BoundToOtherAddress).Should().NotBe(Likelihood.Confirmed);

    [Fact]
    public void A_refusal_by_ICMP_came_from_a_filter() =>
        Of("198.51.100.7:8080").Refused("198.51.100.7", Icmp(3, 3, "198.51.100.7")).Listens(At("127.0.0.1:8080")).Diagnose()
            .LikelihoodOf(CauseCode.BoundToOtherAddress).Should().BeNull();

    [Fact]
    public void Silence_has_another_reason() =>
        Of("198.51.100.7:8080").TimedOut("198.51.100.7").Listens(At("127.0.0.1:8080")).Diagnose().LikelihoodOf(CauseCode.BoundToOtherAddress).Should().BeNull();

    [Fact]
    public void A_second_listener_on_the_dialled_address_takes_the_confirmation_away() =>
        Confirmed.Listens(At("127.0.0.1:8080"), At("198.51.100.7:8080")).Diagnose().LikelihoodOf(CauseCode.BoundToOtherAddress).Should().BeNull();

    [Fact]
    public void A_listener_that_may_take_both_families_takes_the_confirmation_away() =>
        Confirmed.Listens(At("127.0.0.1:8080"), At("[::]:8080", v6Only: null)).Diagnose().LikelihoodOf(CauseCode.BoundToOtherAddress).Should().BeNull();

    [Fact]
    public void An_address_of_another_machine_among_the_dialled_ones_takes_the_confirmation_away() =>
        Of("server.example:8080").ResolvesTo("198.51.100.7", "8.8.8.8").Refused("198.51.100.7").Refused("8.8.8.8").Listens(At("127.0.0.1:8080")).Diagnose()
            .LikelihoodOf(CauseCode.BoundToOtherAddress).Should().NotBe(Likelihood.Confirmed);

    [Fact]
    public void Where_the_packet_filter_forwards_to_containers_the_container_may_have_refused()
    {
        Diagnosis diagnosis = Confirmed.AlsoHas("docker0", "172.17.0.1").Diagnose();

        diagnosis.LikelihoodOf(CauseCode.BoundToOtherAddress).Should().Be(Likelihood.Likely);
        Confirmed.With(evidence => evidence with { Environment = default }).Diagnose().LikelihoodOf(CauseCode.BoundToOtherAddress).Should().NotBe(Likelihood.Confirmed);
    }

    [Fact]
    public void Where_the_hosts_file_leads_here_and_DNS_does_not_it_is_not_the_only_explanation()
    {
        Diagnosis diagnosis = Of("server.example:8080").ResolvesTo("198.51.100.7").Refused("198.51.100.7").Listens(At("127.0.0.1:8080"))
            .HostsEntry("198.51.100.7").NameServerSays("10.0.0.53", "8.8.8.8").Diagnose();

        diagnosis.LikelihoodOf(CauseCode.BoundToOtherAddress).Should().NotBe(Likelihood.Confirmed);
        diagnosis.LikelihoodOf(CauseCode.HostsFileOverride).Should().Be(Likelihood.Likely);
    }
}
