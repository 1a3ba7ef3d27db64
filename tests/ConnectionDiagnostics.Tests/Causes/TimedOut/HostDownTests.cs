using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.TimedOut;

public class HostDownTests
{
    private static readonly Dictionary<string, Func<Scene>> Unconfirmed = new()
    {
        ["the entry is the gateway's"] = () => Of("8.8.8.8:80").Unreachable("8.8.8.8").Gateway("198.51.100.1").NextHop(LinkNeighbourState.Failed, address: "198.51.100.1"),
        ["there is no entry"] = () => OnLink.NextHop(LinkNeighbourState.Absent),
        ["the entry is old"] = () => OnLink.NextHop(LinkNeighbourState.Stale),
        ["the entry was not read"] = () => OnLink,
        ["neighbours are asked by ICMPv6, which firewalls drop"] = () => Of("[2a00::9]:80").TimedOut("2a00::9").NextHop(LinkNeighbourState.Failed),
        ["another address was dialled too"] = () => Of("server.example:80").ResolvesTo("198.51.100.9", "8.8.8.8").TimedOut("198.51.100.9").TimedOut("8.8.8.8")
            .NextHop(LinkNeighbourState.Failed),
        ["another port answers"] = () => OnLink.NextHop(LinkNeighbourState.Failed).HasPorts(HostPorts.Closed(22)),
        ["it answers ping"] = () => OnLink.NextHop(LinkNeighbourState.Failed).Pings(),
        ["it refused"] = () => Of("198.51.100.9:80").Refused("198.51.100.9").NextHop(LinkNeighbourState.Failed),
        ["somebody accepted"] = () => Of("tcp://198.51.100.9:80").Connects().NextHop(LinkNeighbourState.Failed),
    };

    public static TheoryData<string> Facts => new(Unconfirmed.Keys);

    private static Scene OnLink => Of("198.51.100.9:80").TimedOut("198.51.100.9");

    private static Scene Far => Of("11.22.33.44:80").TimedOut("11.22.33.44");

    [Theory]
    [InlineData(LinkNeighbourState.Failed)]
    [InlineData(LinkNeighbourState.Incomplete)]
    public void An_IPv4_address_of_the_own_link_for_which_nobody_answers_is_confirmed(LinkNeighbourState state)
    {
        OnLink.NextHop(state).Diagnose().Ranking().Should().Equal("host-down confirmed");
        Of("198.51.100.9:80").Unreachable("198.51.100.9", Icmp(3, 1, "198.51.100.7")).NextHop(state).Diagnose().Ranking().Should().Equal("host-down confirmed");
    }

    [Theory]
    [MemberData(nameof(Facts))]
    public void One_fact_takes_the_confirmation_away(string fact) =>
        Unconfirmed[fact]().Diagnose().LikelihoodOf(CauseCode.HostDown).Should().NotBe(Likelihood.Confirmed, fact);

    [Fact]
    public void For_IPv6_it_is_likely() => Unconfirmed["neighbours are asked by ICMPv6, which firewalls drop"]().Diagnose()
        .LikelihoodOf(CauseCode.HostDown).Should().Be(Likelihood.Likely);

    [Fact]
    public void Whatever_shows_that_the_host_is_up_rules_it_out()
    {
        Far.HasPorts(HostPorts.Open(22)).Diagnose().RuledOutCodes().Should().Contain(CauseCode.HostDown);
        Far.HasPorts(HostPorts.Closed(22)).Diagnose().RuledOutCodes().Should().Contain(CauseCode.HostDown);
        Far.Pings().Diagnose().RuledOutCodes().Should().Contain(CauseCode.HostDown);
        OnLink.NextHop(LinkNeighbourState.Reachable, 1).Diagnose().RuledOutCodes().Should().Contain(CauseCode.HostDown);
    }

    [Fact]
    public void A_host_that_answers_nowhere_ties_with_a_firewall_that_drops_everything()
    {
        Diagnosis diagnosis = Far.HasPorts(HostPorts.Silent(22), HostPorts.Silent(443)).Pings(answered: false).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.HostDown).Should().Be(Likelihood.Possible);
        diagnosis.LikelihoodOf(CauseCode.ServerFirewall).Should().Be(Likelihood.Possible);
        diagnosis.NextChecks.Should().Contain(check => check.Separates.Contains(CauseCode.HostDown) && check.Separates.Contains(CauseCode.ServerFirewall));
    }

    [Fact]
    public void A_gateway_for_which_nobody_answers_is_not_the_host() =>
        Of("8.8.8.8:80").Gateway("198.51.100.1").Unreachable("8.8.8.8", Icmp(3, 1, "198.51.100.7")).Diagnose().RuledOutCodes().Should().Contain(CauseCode.HostDown);

    [Fact]
    public void On_this_machine_it_is_ruled_out() => Of("127.0.0.1:80").TimedOut("127.0.0.1").Diagnose().RuledOutCodes().Should().Contain(CauseCode.HostDown);

    [Fact]
    public void A_last_router_that_does_not_call_it_unreachable_says_nothing() =>
        Far.Hops(Hop.Expired(1, "198.51.100.1"), Hop.Silent(2)).Diagnose().The(CauseCode.HostDown).Reasons.Should().BeEmpty("many routers never do");
}
