using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.TimedOut;

/// <summary>Nothing gets out of this machine: <c>no-network</c>, <c>no-route</c> and <c>ipv6-unavailable</c>.</summary>
public class NoWayOutTests
{
    private static readonly Dictionary<string, Func<Scene>> RouteUnconfirmed = new()
    {
        ["the interfaces are not known"] = () => NoRoute.WithInterfaces(),
        ["another address has a route"] = () => Of("server.example:80").ResolvesTo("8.8.8.8", "8.8.4.4").Routed(RouteKind.None, "8.8.8.8").Routed(RouteKind.Unicast, "8.8.4.4")
            .Dialled("8.8.8.8", SocketError.NetworkUnreachable).Unreachable("8.8.4.4"),
        ["somebody was reached all the same"] = () => Of("8.8.8.8:80").Routed(RouteKind.None).Unreachable("8.8.8.8", Icmp(3, 1, "8.8.8.1")),
        ["nobody answered"] = () => Of("8.8.8.8:80").Routed(RouteKind.None).TimedOut("8.8.8.8"),
        ["the address is a group's"] = () => Of("224.0.0.1:80").Routed(RouteKind.None).Dialled("224.0.0.1", SocketError.NetworkUnreachable),
        ["the system does not tell"] = () => NoRoute.Routed(RouteKind.Unknown),
        ["no interface is up"] = () => NoRoute.Offline(),
        ["the routes were not read"] = () => NoRoute.With(evidence => evidence with { Routes = default }),
    };

    private static readonly Dictionary<string, Func<Scene>> IPv6Unconfirmed = new()
    {
        ["an interface has an address"] = () => NoIPv6.AlsoHas("eth0", "2a00::7"),
        ["the interfaces are not known"] = () => NoIPv6.WithInterfaces(),
        ["an IPv4 address was dialled too"] = () => Of("server.example:80").ResolvesTo("2a00::8", "8.8.8.8").Dialled("2a00::8", SocketError.NetworkUnreachable)
            .Unreachable("8.8.8.8", Icmp(3, 1, "8.8.8.1")),
        ["somebody refused"] = () => Of("[2a00::8]:80").Refused("2a00::8"),
        ["nobody answered"] = () => Of("[2a00::8]:80").TimedOut("2a00::8"),
        ["a router answered"] = () => Of("[2a00::8]:80").Unreachable("2a00::8", Icmp(1, 3, "2a00::1")),
        ["the address is of the own link"] = () => Of("[fe80::8%2]:80").Unreachable("fe80::8%2"),
        ["the address is IPv4 in IPv6"] = () => Of("[::ffff:8.8.8.8]:80").Dialled("::ffff:8.8.8.8", SocketError.NetworkUnreachable),
        ["the address is loopback"] = () => Of("[::1]:80").Dialled("::1", SocketError.AddressNotAvailable),
    };

    private static readonly Dictionary<string, Func<Scene>> NetworkUnconfirmed = new()
    {
        ["an interface is up"] = () => Offline.AlsoHas("wlan0", "10.1.1.7"),
        ["the interfaces are not known"] = () => Offline.WithInterfaces(),
        ["the address is this machine's"] = () => Of("127.0.0.1:80").Offline().Unreachable("127.0.0.1"),
        ["a name server answered"] = () => Of("server.example:80").Offline().HasNoName(SocketError.HostNotFound, ("10.0.0.1", NameServerResult.NoSuchName)),
        ["somebody refused"] = () => Of("8.8.8.8:80").Offline().Refused("8.8.8.8"),
    };

    public static TheoryData<string> RouteFacts => new(RouteUnconfirmed.Keys);

    public static TheoryData<string> IPv6Facts => new(IPv6Unconfirmed.Keys);

    public static TheoryData<string> NetworkFacts => new(NetworkUnconfirmed.Keys);

    private static Scene NoRoute => Of("8.8.8.8:80").Routed(RouteKind.None).Dialled("8.8.8.8", SocketError.NetworkUnreachable);

    private static Scene NoIPv6 => Of("[2a00::8]:80").HasNoRouteTo("2a00::8").Dialled("2a00::8", SocketError.NetworkUnreachable);

    private static Scene Offline => Of("8.8.8.8:80").Offline().HasNoRouteTo("8.8.8.8").Dialled("8.8.8.8", SocketError.NetworkUnreachable);

    [Theory]
    [InlineData(RouteKind.None)]
    [InlineData(RouteKind.Unreachable)]
    [InlineData(RouteKind.Prohibited)]
    [InlineData(RouteKind.Blackhole)]
    public void A_table_without_a_way_is_confirmed_and_says_how(RouteKind kind)
    {
        Diagnosis diagnosis = NoRoute.Routed(kind).Diagnose();

        diagnosis.Ranking().Should().Equal("no-route confirmed");
        diagnosis.Causes[0].Summary.Should().Contain("8.8.8.8");
    }

    [Theory]
    [MemberData(nameof(RouteFacts))]
    public void One_fact_takes_it_away_that_no_route_is_confirmed(string fact) =>
        RouteUnconfirmed[fact]().Diagnose().LikelihoodOf(CauseCode.NoRoute).Should().NotBe(Likelihood.Confirmed, fact);

    [Fact]
    public void A_gateway_for_which_nobody_answers_is_likely_the_cause()
    {
        Diagnosis diagnosis = Of("8.8.8.8:80").Gateway("198.51.100.1").Unreachable("8.8.8.8", Icmp(3, 1, "198.51.100.7"))
            .NextHop(LinkNeighbourState.Failed, address: "198.51.100.1").Diagnose();

        diagnosis.Ranking().Should().StartWith(["no-route likely"]);
        diagnosis.Causes[0].Summary.Should().Contain("198.51.100.1");
    }

    [Theory]
    [InlineData(RouteKind.Unicast)]
    [InlineData(RouteKind.None)]
    public void A_router_that_knows_no_way_is_likely_the_cause_whatever_the_table_says(RouteKind kind) =>
        Of("11.22.33.44:80").Routed(kind).Unreachable("11.22.33.44", Icmp(3, 0, "11.22.0.1")).Diagnose().Ranking().Should().StartWith(["no-route likely"]);

    [Fact]
    public void A_gateway_that_answers_is_not() =>
        Of("8.8.8.8:80").Gateway("198.51.100.1").Unreachable("8.8.8.8", Icmp(3, 1, "8.8.8.1")).NextHop(LinkNeighbourState.Reachable, address: "198.51.100.1").Diagnose()
            .LikelihoodOf(CauseCode.NoRoute).Should().BeNull();

    [Fact]
    public void IPv6_addresses_only_and_no_IPv6_here_are_confirmed()
    {
        NoIPv6.Diagnose().Ranking().Should().Equal("ipv6-unavailable confirmed");
        NoIPv6.AlsoHas("eth0", "fe80::7").Diagnose().Ranking().Should().Equal("ipv6-unavailable confirmed");
        NoIPv6.AlsoHas("eth1", "2a00::7", isUp: false).Diagnose().Ranking().Should().Equal("ipv6-unavailable confirmed");
    }

    [Fact]
    public void IPv6_that_is_switched_off_is_said_to_be() =>
        NoIPv6.WithoutIPv6().Diagnose().Causes[0].Reasons.Should().NotEqual(NoIPv6.Diagnose().Causes[0].Reasons);

    [Theory]
    [MemberData(nameof(IPv6Facts))]
    public void One_fact_takes_it_away_that_missing_IPv6_is_confirmed(string fact) =>
        IPv6Unconfirmed[fact]().Diagnose().LikelihoodOf(CauseCode.IPv6Unavailable).Should().NotBe(Likelihood.Confirmed, fact);

    [Fact]
    public void Without_any_interface_up_the_network_is_confirmed_to_be_missing() => Offline.Diagnose().Ranking().Should().Equal("no-network confirmed");

    [Theory]
    [MemberData(nameof(NetworkFacts))]
    public void One_fact_takes_it_away_that_a_missing_network_is_confirmed(string fact) =>
        NetworkUnconfirmed[fact]().Diagnose().LikelihoodOf(CauseCode.NoNetwork).Should().NotBe(Likelihood.Confirmed, fact);
}
