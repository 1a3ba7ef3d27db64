using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.TimedOut;

/// <summary>What else may be behind silence: <c>server-backlog-full</c>, <c>cloud-security-group</c>, <c>control-panel-firewall</c>.</summary>
public class SilentServerTests
{
    private const string Hetzner = "78.46.1.1";

    private static Scene Full => Of("127.0.0.1:80").TimedOut("127.0.0.1").Listens(At("0.0.0.0:80", "node", queue: 129, limit: 128));

    private static Scene InCloud => Of($"{Hetzner}:8080").TimedOut(Hetzner);

    [Fact]
    public void A_full_queue_here_is_confirmed() => Full.Diagnose().Ranking().Should().Equal("server-backlog-full confirmed");

    [Fact]
    public void One_queue_of_several_that_is_full_is_likely() =>
        Full.Listens(At("0.0.0.0:80", queue: 129, limit: 128), At("0.0.0.0:80", queue: 0, limit: 128)).Diagnose()
            .LikelihoodOf(CauseCode.ServerBacklogFull).Should().Be(Likelihood.Likely);

    [Theory]
    [InlineData(null, 128)]
    [InlineData(129, null)]
    [InlineData(128, 128)]
    public void A_queue_that_is_not_known_to_be_full_takes_the_confirmation_away(int? queue, int? limit) =>
        Full.Listens(At("0.0.0.0:80", queue: queue, limit: limit)).Diagnose().LikelihoodOf(CauseCode.ServerBacklogFull).Should().NotBe(Likelihood.Confirmed);

    [Fact]
    public void A_full_queue_of_a_listener_that_was_not_dialled_says_nothing() =>
        Full.Listens(At("127.0.0.2:80", queue: 129, limit: 128)).Diagnose().LikelihoodOf(CauseCode.ServerBacklogFull).Should().BeNull();

    [Fact]
    public void A_refusal_is_no_full_queue() =>
        Of("127.0.0.1:80").Refused("127.0.0.1").Listens(At("0.0.0.0:80", queue: 129, limit: 128)).Diagnose().LikelihoodOf(CauseCode.ServerBacklogFull).Should().BeNull();

    [Fact]
    public void From_afar_a_host_that_drops_nothing_else_makes_it_as_likely_as_a_firewall()
    {
        Diagnosis diagnosis = Of("11.22.33.44:80").TimedOut("11.22.33.44").HasPorts(HostPorts.Closed(22), HostPorts.Closed(8443)).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.ServerBacklogFull).Should().Be(diagnosis.LikelihoodOf(CauseCode.ServerFirewall), "nothing separates them");
        diagnosis.NextChecks.Should().Contain(check => check.Separates.Contains(CauseCode.ServerBacklogFull) && check.Separates.Contains(CauseCode.ServerFirewall));
    }

    [Fact]
    public void From_afar_a_host_that_drops_other_ports_too_has_a_firewall() =>
        Of("11.22.33.44:80").TimedOut("11.22.33.44").HasPorts(HostPorts.Closed(22), HostPorts.Closed(8443), HostPorts.Silent(443)).Diagnose()
            .Ranking()[0].Should().Be("server-firewall likely");

    [Fact]
    public void In_a_cloud_its_firewall_is_likely_and_named()
    {
        Diagnosis diagnosis = InCloud.HasPorts(HostPorts.Open(22), HostPorts.Silent(8443)).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.CloudSecurityGroup).Should().Be(Likelihood.Likely);
        diagnosis.The(CauseCode.CloudSecurityGroup).Summary.Should().Contain("Hetzner");
        diagnosis.NextChecks.Should().Contain(check => check.Separates.Contains(CauseCode.CloudSecurityGroup) && check.Separates.Contains(CauseCode.ServerFirewall));
    }

    [Fact]
    public void A_cloud_whose_other_ports_refuse_has_no_firewall_that_shuts_all() =>
        InCloud.HasPorts(HostPorts.Closed(22), HostPorts.Closed(8443)).Diagnose().LikelihoodOf(CauseCode.CloudSecurityGroup).Should().Be(Likelihood.Possible);

    [Fact]
    public void Connects_that_do_not_get_beyond_this_machine_speak_against_it() =>
        InCloud.Hops(Hop.Silent(1)).Controls(Hop.Expired(1, "198.51.100.1").To("78.46.1.0:8080")).Diagnose()
            .LikelihoodOf(CauseCode.CloudSecurityGroup).Should().Be(Likelihood.Possible);

    [Fact]
    public void The_name_that_DNS_gives_for_the_address_tells_the_cloud_too() =>
        Of("11.22.33.44:80").TimedOut("11.22.33.44").IsCalled("ec2-8-8-8-8.compute-1.amazonaws.com").Diagnose()
            .LikelihoodOf(CauseCode.CloudSecurityGroup).Should().NotBeNull();

    [Theory]
    [InlineData("11.22.33.44")]
    [InlineData("10.0.0.9")]
    [InlineData("198.51.100.9")]
    public void Elsewhere_no_cloud_is_named(string address) =>
        Of($"{address}:80").TimedOut(address).Diagnose().LikelihoodOf(CauseCode.CloudSecurityGroup).Should().BeNull();

    [Fact]
    public void A_refusal_in_a_cloud_is_no_security_group() =>
        Of($"{Hetzner}:8080").Refused(Hetzner).Diagnose().LikelihoodOf(CauseCode.CloudSecurityGroup).Should().BeNull();

    [Fact]
    public void A_panel_on_the_host_likely_keeps_the_port_shut()
    {
        Diagnosis diagnosis = Of("8.8.8.8:3000").TimedOut("8.8.8.8").HasPorts(HostPorts.Panel(8443, "plesk")).Diagnose();

        diagnosis.Ranking().Should().StartWith(["control-panel-firewall likely"]);
        diagnosis.Causes[0].Summary.Should().Contain("Plesk");
        diagnosis.LikelihoodOf(CauseCode.ServerFirewall).Should().Be(Likelihood.Likely);
    }

    [Fact]
    public void A_panels_port_without_its_page_is_no_panel() =>
        Of("8.8.8.8:3000").TimedOut("8.8.8.8").HasPorts(HostPorts.Open(8443) with { Role = HostPortRole.ControlPanel }).Diagnose()
            .LikelihoodOf(CauseCode.ControlPanelFirewall).Should().BeNull();

    [Fact]
    public void A_panel_that_is_not_known_any_more_is_left_out() =>
        Of("8.8.8.8:3000").TimedOut("8.8.8.8").HasPorts(HostPorts.Panel(8443, "gone")).Diagnose().LikelihoodOf(CauseCode.ControlPanelFirewall).Should().BeNull();

    [Fact]
    public void A_refusal_beside_a_panel_is_a_server_that_is_not_started() =>
        Of("8.8.8.8:3000").Refused("8.8.8.8").HasPorts(HostPorts.Panel(8443, "plesk")).Diagnose().LikelihoodOf(CauseCode.ControlPanelFirewall).Should().BeNull();
}
