using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Refused;

/// <summary>Whose reset it was, by this machine's own count of those that it sent.</summary>
public class WhoRefusedTests
{
    private static Scene Own => Of("198.51.100.7:8080").Refused("198.51.100.7").Listens().HasNeighbours();

    [Fact]
    public void A_port_that_this_machine_itself_refuses_has_no_server() =>
        Own.AlsoHas("docker0", "172.17.0.1").RefusedHere(true).Diagnose().Ranking().Should().Equal("server-not-listening confirmed");

    [Fact]
    public void A_port_that_somebody_else_refuses_may_be_a_containers()
    {
        Diagnosis diagnosis = Own.RefusedHere(false).Diagnose();

        diagnosis.Causes.Select(cause => cause.Code).Should().Contain([CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall]);
        diagnosis.Ranking().Should().OnlyContain(cause => cause.EndsWith("possible"));
    }

    [Fact]
    public void Connections_that_this_machine_refuses_in_place_of_another_are_redirected() =>
        Of("8.8.8.8:443").Refused("8.8.8.8").Hops(Hop.Refused(1)).RefusedHere(true).Diagnose().Ranking().Should().Equal("client-proxy-interferes confirmed");

    [Fact]
    public void A_router_that_refuses_for_all_is_a_firewall_or_a_proxy_that_is_down()
    {
        Diagnosis diagnosis = Of("8.8.8.8:443").Refused("8.8.8.8").Hops(Hop.Refused(1)).RefusedHere(false).Controls(Hop.Refused(1).To("8.8.8.9:443")).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.ServerFirewall).Should().Be(Likelihood.Likely);
        diagnosis.LikelihoodOf(CauseCode.ClientProxyInterferes).Should().Be(Likelihood.Likely);
        diagnosis.NextChecks.Should().Contain(check => check.Separates.Contains(CauseCode.ClientProxyInterferes) && check.Separates.Contains(CauseCode.ServerFirewall));
    }

    [Fact]
    public void A_listener_elsewhere_that_speaks_something_else_is_not_the_server()
    {
        Diagnosis diagnosis = Of("http://198.51.100.7:8080/").Refused("198.51.100.7").Listens(At("127.0.0.1:8080", "redis")).HasNeighbours(("127.0.0.1:8080", false)).Diagnose();

        diagnosis.Causes[0].Code.Should().Be(CauseCode.ServerNotListening);
        diagnosis.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
    }

    [Fact]
    public void A_listener_elsewhere_that_serves_the_client_is_the_server() =>
        Of("http://198.51.100.7:8080/").Refused("198.51.100.7").Listens(At("127.0.0.1:8080", "node")).HasNeighbours(("127.0.0.1:8080", true)).Diagnose()
            .Ranking().Should().Equal("bound-to-other-address confirmed");

    [Fact]
    public void A_listener_elsewhere_that_nobody_asked_is_not_confirmed() =>
        Of("http://198.51.100.7:8080/").Refused("198.51.100.7").Listens(At("127.0.0.1:8080", "node")).Diagnose()
            .LikelihoodOf(CauseCode.BoundToOtherAddress).Should().Be(Likelihood.Likely);

    [Fact]
    public void A_gateway_that_refuses_nearer_than_it_forwards_to_is_no_firewall() =>
        Of("8.8.8.8:443").Refused("8.8.8.8").Hops(Hop.Refused(2)).Controls(Hop.Expired(2, "8.8.8.8").To("8.8.8.8:22")).Diagnose()
            .LikelihoodOf(CauseCode.ServerFirewall).Should().Be(Likelihood.Possible);

    [Fact]
    public void What_this_machine_cannot_send_again_its_own_filter_discards() =>
        Of("8.8.8.8:443").TimedOut("8.8.8.8").Counts(3, 0).Diagnose().Causes[0].Code.Should().Be(CauseCode.ClientFirewall);

    [Fact]
    public void What_it_could_send_does_not_rule_out_a_filter_of_its_own_on_what_arrives()
    {
        Diagnosis diagnosis = Of("8.8.8.8:443").TimedOut("8.8.8.8").Counts(0, 0).Diagnose();

        diagnosis.RuledOutCodes().Should().NotContain(CauseCode.ClientFirewall);
        diagnosis.LikelihoodOf(CauseCode.ClientFirewall).Should().BeNull();
    }

    [Fact]
    public void What_arrives_and_is_not_delivered_is_discarded_here_whether_a_router_answered_or_not() =>
        Of("8.8.8.8:443").TimedOut("8.8.8.8").Counts(0, 3).Diagnose().LikelihoodOf(CauseCode.ClientFirewall).Should().Be(Likelihood.Likely);

    [Fact]
    public void Answers_that_it_may_discard_leave_its_own_filter_possible()
    {
        Diagnosis diagnosis = Of("8.8.8.8:443").TimedOut("8.8.8.8").Hops(Hop.Expired(1, "198.51.100.1")).Counts(0, 3).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.ClientFirewall).Should().Be(Likelihood.Likely);
        diagnosis.RuledOutCodes().Should().NotContain(CauseCode.ClientFirewall);
    }
}
