using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.TimedOut;

public class PrivateAddressFromOutsideTests
{
    private static Scene Silent => Of("10.9.9.9:80").TimedOut("10.9.9.9");

    [Fact]
    public void A_public_router_on_the_way_makes_it_likely()
    {
        Diagnosis diagnosis = Silent.Hops(Hop.Expired(1, "198.51.100.1"), Hop.Expired(2, "8.8.8.1")).Diagnose();

        diagnosis.Ranking().Should().StartWith(["private-address-from-outside likely"]);
    }

    [Fact]
    public void A_public_router_that_rejects_makes_it_likely_and_not_the_servers_firewall()
    {
        Diagnosis diagnosis = Of("10.9.9.9:80").Unreachable("10.9.9.9", Icmp(3, 13, "8.8.8.1")).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.PrivateAddressFromOutside).Should().Be(Likelihood.Likely);
        diagnosis.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
    }

    [Fact]
    public void Private_routers_leave_it_possible() =>
        Silent.Hops(Hop.Expired(1, "10.0.0.1"), Hop.Expired(2, "192.168.3.1")).Diagnose()
            .LikelihoodOf(CauseCode.PrivateAddressFromOutside).Should().Be(Likelihood.Possible);

    [Fact]
    public void Somebody_who_answers_at_the_address_is_in_its_network()
    {
        Silent.HasPorts(HostPorts.Closed(22)).Diagnose().LikelihoodOf(CauseCode.PrivateAddressFromOutside).Should().BeNull();
        Of("10.9.9.9:80").Refused("10.9.9.9").Diagnose().LikelihoodOf(CauseCode.PrivateAddressFromOutside).Should().BeNull();
    }

    [Fact]
    public void A_tunnel_is_the_way_to_a_private_address() => Silent.ThroughTunnel().Diagnose().LikelihoodOf(CauseCode.PrivateAddressFromOutside).Should().BeNull();

    [Fact]
    public void It_is_never_confirmed() =>
        Silent.Hops(Hop.Expired(1, "8.8.8.1"), Hop.Expired(2, "8.8.4.1")).Diagnose().Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
}
