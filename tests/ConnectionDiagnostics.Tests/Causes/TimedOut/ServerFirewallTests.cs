using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.TimedOut;

public class ServerFirewallTests
{
    private const string Router = "198.51.100.1";

    private static readonly Dictionary<string, Func<Scene>> Unconfirmed = new()
    {
        ["the own addresses are not known"] = () => Of("8.8.8.8:80").WithInterfaces().Unreachable("8.8.8.8", Icmp(3, 13, "8.8.8.1")),
        ["the sender is this machine"] = () => Of("8.8.8.8:80").Unreachable("8.8.8.8", Icmp(3, 13, "198.51.100.7")),
        ["another address is silent"] = () => Of("server.example:80").ResolvesTo("8.8.8.8", "8.8.4.4").Unreachable("8.8.8.8", Icmp(3, 13, "8.8.8.1")).TimedOut("8.8.4.4"),
        ["another address refuses"] = () => Of("server.example:80").ResolvesTo("8.8.8.8", "8.8.4.4").Unreachable("8.8.8.8", Icmp(3, 13, "8.8.8.1")).Refused("8.8.4.4"),
        ["another address works"] = () => Of("tcp://server.example:80").ResolvesTo("8.8.8.8", "8.8.4.4").Unreachable("8.8.8.8", Icmp(3, 13, "8.8.8.1")).Connects("8.8.4.4"),
        ["a router says that nobody is there"] = () => Of("8.8.8.8:80").Unreachable("8.8.8.8", Icmp(3, 1, "8.8.8.1")),
        ["a public router rejects a private address"] = () => Of("10.9.9.9:80").Unreachable("10.9.9.9", Icmp(3, 13, "8.8.8.1")),
        ["a router on a path of expired hops rejects"] = () => Of("10.9.9.9:80").Unreachable("10.9.9.9", Icmp(3, 13, "10.0.0.1")).Hops(Hop.Expired(2, "8.8.8.1")),
        ["nobody said anything"] = () => Of("8.8.8.8:80").TimedOut("8.8.8.8").HasPorts(HostPorts.Open(22), HostPorts.Open(443)).Pings(),
    };

    public static TheoryData<string> Facts => new(Unconfirmed.Keys);

    private static Scene Silent => Of("11.22.33.44:80").TimedOut("11.22.33.44");

    private static Scene Reset => Of("11.22.33.44:80").Refused("11.22.33.44");

    [Theory]
    [MemberData(nameof(Facts))]
    public void One_fact_takes_the_confirmation_away(string fact) =>
        Unconfirmed[fact]().Diagnose().LikelihoodOf(CauseCode.ServerFirewall).Should().NotBe(Likelihood.Confirmed, fact);

    [Fact]
    public void The_target_itself_that_rejects_confirms_it_whoever_we_are() =>
        Of("8.8.8.8:80").WithInterfaces().Unreachable("8.8.8.8", Icmp(3, 10, "8.8.8.8")).Diagnose().Ranking().Should().Equal("server-firewall confirmed");

    [Fact]
    public void Attempts_that_nobody_waited_for_do_not_take_the_confirmation_away() =>
        Of("8.8.8.8:80").Dialled("8.8.8.8", SocketError.InProgress).Unreachable("8.8.8.8", Icmp(3, 13, "8.8.8.1")).Diagnose()
            .Ranking().Should().Equal("server-firewall confirmed");

    [Fact]
    public void A_private_address_that_a_private_router_rejects_is_confirmed() =>
        Of("10.9.9.9:80").Unreachable("10.9.9.9", Icmp(3, 13, "10.0.0.1")).Diagnose().Ranking().Should().Equal("server-firewall confirmed");

    [Fact]
    public void Another_port_that_answers_makes_it_likely_and_rules_out_that_the_host_is_down()
    {
        Diagnosis diagnosis = Silent.HasPorts(HostPorts.Open(22), HostPorts.Silent(443)).Diagnose();

        diagnosis.Ranking().Should().StartWith(["server-firewall likely"]);
        diagnosis.RuledOutCodes().Should().Contain(CauseCode.HostDown);
        diagnosis.The(CauseCode.ServerFirewall).Reasons.Should().HaveCount(2);
    }

    [Fact]
    public void A_host_that_answers_ping_makes_it_likely() => Silent.Pings().Diagnose().LikelihoodOf(CauseCode.ServerFirewall).Should().Be(Likelihood.Likely);

    [Fact]
    public void A_host_that_answered_on_the_own_link_makes_it_likely() =>
        Of("198.51.100.9:80").TimedOut("198.51.100.9").NextHop(LinkNeighbourState.Reachable, confirmedSecondsAgo: 1).Diagnose()
            .LikelihoodOf(CauseCode.ServerFirewall).Should().Be(Likelihood.Likely);

    [Theory]
    [InlineData(LinkNeighbourState.Reachable, null)]
    [InlineData(LinkNeighbourState.Stale, 60d)]
    [InlineData(LinkNeighbourState.Failed, 1d)]
    public void One_that_may_have_answered_before_the_connect_does_not(LinkNeighbourState state, double? seconds) =>
        Of("198.51.100.9:80").TimedOut("198.51.100.9").NextHop(state, seconds).Diagnose().LikelihoodOf(CauseCode.ServerFirewall).Should().NotBe(Likelihood.Likely);

    [Fact]
    public void A_gateway_that_is_there_says_nothing_of_the_target() =>
        Silent.Gateway(Router).NextHop(LinkNeighbourState.Reachable, 1, Router).Diagnose().LikelihoodOf(CauseCode.ServerFirewall).Should().Be(Likelihood.Possible);

    [Fact]
    public void Another_port_that_a_router_rejects_is_no_sign_of_life() =>
        Silent.HasPorts(HostPorts.Rejected(22, "8.8.8.1")).Diagnose().RuledOutCodes().Should().NotContain(CauseCode.HostDown);

    [Fact]
    public void Connects_that_do_not_get_beyond_this_machine_make_its_own_filter_likelier()
    {
        Diagnosis diagnosis = Silent.Hops(Hop.Silent(1)).Controls(Hop.Expired(1, Router).To("11.22.33.45:80")).Diagnose();

        diagnosis.Causes.Select(cause => cause.Code).Should().StartWith([CauseCode.ClientFirewall, CauseCode.ServerFirewall]);
    }

    [Fact]
    public void A_path_that_ends_at_a_router_is_told() =>
        Silent.Pings().Hops(Hop.Expired(1, Router), Hop.Expired(2, "8.8.4.1"), Hop.Silent(3)).Diagnose()
            .The(CauseCode.ServerFirewall).Reasons.Should().Contain(reason => reason.Contains("8.8.4.1"));

    [Fact]
    public void A_reset_that_comes_from_nearer_than_the_host_makes_it_likely()
    {
        Diagnosis diagnosis = Reset.Hops(Hop.Expired(1, Router), Hop.Refused(2), Hop.Refused(3)).Controls(Hop.Expired(2, "8.8.8.1").To("11.22.33.44:22")).Diagnose();

        diagnosis.Ranking().Should().StartWith(["server-firewall likely"]);
    }

    [Fact]
    public void A_reset_from_the_distance_of_the_host_ties_with_a_closed_port() =>
        Reset.Hops(Hop.Expired(1, Router), Hop.Refused(2)).Controls(Hop.Accepted(2).To("11.22.33.44:22")).Diagnose()
            .LikelihoodOf(CauseCode.ServerFirewall).Should().Be(Likelihood.Possible);

    [Fact]
    public void A_router_that_refuses_for_itself_is_not_nearer_than_itself()
    {
        // The target is the first router, by another of its addresses; the address beside is further away.
        Diagnosis diagnosis = Reset.Hops(Hop.Refused(1), Hop.Refused(2)).Controls(Hop.Expired(1, Router).To("11.22.33.45:80")).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.ServerFirewall).Should().Be(Likelihood.Possible);
    }

    [Fact]
    public void What_was_looked_at_while_the_port_was_silent_says_nothing_of_who_refused_later()
    {
        // The comparisons of a silent path: for one hop, where nobody has refused yet.
        Diagnosis diagnosis = Reset.Hops(Hop.Expired(1, Router), Hop.Refused(2))
            .Controls(Hop.Expired(1, Router).To("11.22.33.44:443"), Hop.Expired(1, Router).To("11.22.33.45:80")).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.ServerFirewall).Should().Be(Likelihood.Possible);
    }

    [Fact]
    public void A_router_that_says_at_once_that_nobody_is_there_was_perhaps_told_to()
    {
        Diagnosis atOnce = Of("8.8.8.8:80").Dialled("8.8.8.8", SocketError.HostUnreachable, 5, icmp: [Icmp(3, 1, "8.8.8.1")]).Diagnose();
        Diagnosis later = Of("8.8.8.8:80").Dialled("8.8.8.8", SocketError.HostUnreachable, 3060, icmp: [Icmp(3, 1, "8.8.8.1")]).Diagnose();

        atOnce.Causes[0].Likelihood.Should().Be(Likelihood.Possible);
        atOnce.LikelihoodOf(CauseCode.HostDown).Should().Be(atOnce.LikelihoodOf(CauseCode.ServerFirewall), "nothing separates them");
        later.Ranking().Should().StartWith(["host-down likely"]);
    }
}
