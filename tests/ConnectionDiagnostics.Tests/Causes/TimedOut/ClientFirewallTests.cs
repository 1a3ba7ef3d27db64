using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.TimedOut;

public class ClientFirewallTests
{
    private const string Router = "198.51.100.1";

    private static readonly Dictionary<string, Func<Scene>> Unconfirmed = new()
    {
        ["the own addresses are not known"] = () => Of("8.8.8.8:80").WithInterfaces().Refused("8.8.8.8", Icmp(3, 3, "198.51.100.7")),
        ["the sender is another machine"] = () => Of("8.8.8.8:80").Refused("8.8.8.8", Icmp(3, 3, "8.8.8.1")),
        ["another address fails otherwise"] = () => Of("server.example:80").ResolvesTo("8.8.8.8", "8.8.4.4")
            .Refused("8.8.8.8", Icmp(3, 3, "198.51.100.7")).TimedOut("8.8.4.4"),
        ["nobody on the link answered for the address"] = () => Of("198.51.100.9:80").Unreachable("198.51.100.9", Icmp(3, 1, "198.51.100.7")),
        ["another address works"] = () => Of("tcp://server.example:80").ResolvesTo("8.8.8.8", "8.8.4.4").Refused("8.8.8.8", Icmp(3, 3, "198.51.100.7")).Connects("8.8.4.4"),
        ["ICMP is not told"] = () => Of("8.8.8.8:80").Dialled("8.8.8.8", SocketError.ConnectionRefused, change: attempt => attempt with { IcmpErrors = null }),
        ["the address is this machine's own"] = () => Of("127.0.0.1:80").Refused("127.0.0.1", Icmp(3, 3, "127.0.0.1")),
    };

    public static TheoryData<string> Facts => new(Unconfirmed.Keys);

    private static Scene Silent => Of("8.8.8.8:80").TimedOut("8.8.8.8");

    [Fact]
    public void An_ICMP_error_of_this_machine_for_every_address_confirms_it() =>
        Of("server.example:80").ResolvesTo("8.8.8.8", "8.8.4.4").Refused("8.8.8.8", Icmp(3, 3, "198.51.100.7")).Refused("8.8.4.4", Icmp(3, 13, "198.51.100.7"))
            .Diagnose().Ranking().Should().Equal("client-firewall confirmed");

    [Theory]
    [MemberData(nameof(Facts))]
    public void One_fact_takes_the_confirmation_away(string fact) =>
        Unconfirmed[fact]().Diagnose().LikelihoodOf(CauseCode.ClientFirewall).Should().NotBe(Likelihood.Confirmed, fact);

    [Fact]
    public void Where_one_address_only_is_rejected_by_this_machine_it_is_likely() =>
        Unconfirmed["another address fails otherwise"]().Diagnose().LikelihoodOf(CauseCode.ClientFirewall).Should().Be(Likelihood.Likely);

    [Fact]
    public void A_first_router_that_sees_other_connects_only_makes_it_likely()
    {
        Diagnosis diagnosis = Silent.Hops(Hop.Silent(1), Hop.Silent(2)).Controls(Hop.Silent(1).To("8.8.8.8:443"), Hop.Expired(1, Router).To("8.8.8.9:80")).Diagnose();

        diagnosis.Ranking().Should().StartWith(["client-firewall likely"]);
        diagnosis.The(CauseCode.ServerFirewall).Reasons.Should().Contain(reason => reason.Contains(Router));
    }

    [Fact]
    public void A_router_of_its_own_is_no_proof_that_anything_left()
    {
        // The "router" is this machine: a bridge of containers, say.
        Silent.Hops(Hop.Silent(1)).Controls(Hop.Expired(1, "198.51.100.7").To("8.8.8.9:80")).Diagnose()
            .LikelihoodOf(CauseCode.ClientFirewall).Should().Be(Likelihood.Possible);
        Silent.Hops(Hop.Expired(1, "198.51.100.7")).Diagnose().RuledOutCodes().Should().NotContain(CauseCode.ClientFirewall);
    }

    [Fact]
    public void A_datagram_that_the_system_denies_makes_it_likely() =>
        Silent.Hops(Hop.Silent(1)).LocalSend(SocketError.AccessDenied).Diagnose().LikelihoodOf(CauseCode.ClientFirewall).Should().Be(Likelihood.Likely);

    [Fact]
    public void A_router_that_saw_a_connect_rules_it_out() =>
        Silent.Hops(Hop.Expired(1, Router), Hop.Silent(2)).LocalSend(SocketError.AccessDenied).Diagnose()
            .RuledOutCodes().Should().Contain(CauseCode.ClientFirewall);

    [Fact]
    public void Silence_at_every_hop_leaves_it_possible()
    {
        Diagnosis diagnosis = Silent.Hops(Hop.Silent(1), Hop.Silent(2)).Controls(Hop.Silent(1).To("8.8.8.8:443"), Hop.Silent(1).To("8.8.8.9:80")).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.ClientFirewall).Should().Be(Likelihood.Possible);
        diagnosis.RuledOutCodes().Should().NotContain(CauseCode.ClientFirewall);
        diagnosis.NextChecks.Should().Contain(check => check.Separates.Contains(CauseCode.ClientFirewall) && check.Separates.Contains(CauseCode.ServerFirewall));
    }

    [Fact]
    public void A_call_that_is_denied_for_a_broadcast_address_is_no_firewall() =>
        Of("198.51.100.255:80").Routed(RouteKind.Broadcast).Dialled("198.51.100.255", SocketError.AccessDenied).Diagnose()
            .LikelihoodOf(CauseCode.ClientFirewall).Should().NotBe(Likelihood.Confirmed);
}
