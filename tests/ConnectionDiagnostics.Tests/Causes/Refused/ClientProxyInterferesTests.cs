using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Refused;

public class ClientProxyInterferesTests
{
    [Fact]
    public void A_name_that_leads_to_a_fake_address_is_answered_by_proxy_software()
    {
        Diagnosis diagnosis = Of("server.example:443").ResolvesTo("198.18.0.5").TimedOut("198.18.0.5").AlsoHas("utun4", "198.18.0.1", isTunnel: true).Diagnose();

        diagnosis.Ranking().Should().StartWith(["client-proxy-interferes likely"]);
        diagnosis.Causes[0].Reasons.Should().HaveCount(2);
    }

    [Fact]
    public void A_fake_address_that_somebody_wrote_says_less_than_one_that_a_name_led_to()
    {
        Diagnosis literal = Of("198.18.0.5:443").TimedOut("198.18.0.5").Diagnose();
        Diagnosis named = Of("server.example:443").ResolvesTo("198.18.0.5").TimedOut("198.18.0.5").Diagnose();

        literal.Causes[0].Code.Should().NotBe(named.Causes[0].Code);
        named.Causes[0].Code.Should().Be(CauseCode.ClientProxyInterferes);
    }

    [Theory]
    [InlineData(SocketError.Success)]
    [InlineData(SocketError.ConnectionRefused)]
    public void Who_answers_for_the_address_beside_as_well_is_no_server(SocketError error)
    {
        Diagnosis diagnosis = Of("8.8.8.8:443").Refused("8.8.8.8").Hops(Hop.Refused(1) with { Error = error })
            .Controls(Hop.Accepted(1).To("8.8.8.9:443")).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.ClientProxyInterferes).Should().Be(Likelihood.Likely);
    }

    [Fact]
    public void Who_answers_from_the_first_hop_may_be_the_router_itself()
    {
        Diagnosis diagnosis = Of("8.8.8.8:443").Refused("8.8.8.8").Hops(Hop.Refused(1)).Controls(Hop.Expired(1, "198.51.100.1").To("8.8.8.9:443")).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.ClientProxyInterferes).Should().Be(Likelihood.Possible);
    }

    [Fact]
    public void Another_port_of_the_same_address_is_not_somebody_beside() =>
        Of("8.8.8.8:443").Refused("8.8.8.8").Hops(Hop.Refused(1)).Controls(Hop.Accepted(1).To("8.8.8.8:80")).Diagnose()
            .LikelihoodOf(CauseCode.ClientProxyInterferes).Should().Be(Likelihood.Possible);

    [Fact]
    public void An_answer_from_one_hop_through_a_tunnel_is_likely_the_tunnels() =>
        Of("8.8.8.8:443").Refused("8.8.8.8").ThroughTunnel().Hops(Hop.Accepted(1)).Diagnose()
            .LikelihoodOf(CauseCode.ClientProxyInterferes).Should().Be(Likelihood.Likely);

    [Fact]
    public void A_tunnel_alone_makes_it_possible()
    {
        Of("8.8.8.8:443").TimedOut("8.8.8.8").ThroughTunnel().Diagnose().LikelihoodOf(CauseCode.ClientProxyInterferes).Should().Be(Likelihood.Possible);
        Of("10.9.9.9:443").TimedOut("10.9.9.9").ThroughTunnel().Diagnose()
            .LikelihoodOf(CauseCode.ClientProxyInterferes).Should().BeNull("a private address is what a VPN is for");
    }

    [Fact]
    public void An_answer_from_further_away_is_the_servers() =>
        Of("8.8.8.8:443").Refused("8.8.8.8").Hops(Hop.Expired(1, "198.51.100.1"), Hop.Refused(2)).Diagnose()
            .LikelihoodOf(CauseCode.ClientProxyInterferes).Should().BeNull();

    [Fact]
    public void On_this_machine_nobody_stands_between() =>
        Of("127.0.0.1:443").Refused("127.0.0.1").Listens().Hops(Hop.Refused(1)).Diagnose().LikelihoodOf(CauseCode.ClientProxyInterferes).Should().BeNull();

    [Fact]
    public void The_proxies_that_are_configured_are_named() =>
        Of("server.example:443").ResolvesTo("198.18.0.5").TimedOut("198.18.0.5").UsesProxy("https_proxy", "127.0.0.1", 7890).Diagnose()
            .The(CauseCode.ClientProxyInterferes).Remedies.Should().Contain(remedy => remedy.Text.Contains("https_proxy=http://127.0.0.1:7890"));
}
