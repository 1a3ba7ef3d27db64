using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.TimedOut;

/// <summary>Which ICMP error only a filter sends, how long a silence has to be, and what a reset says.</summary>
public class ServerFirewallWeightTests
{
    private const string Target = "11.22.33.44";
    private const string Router = "11.22.0.1";

    private static Likelihood? Told(Scene scene) => scene.Diagnose().LikelihoodOf(CauseCode.ServerFirewall);

    private static int Weight(Scene scene)
    {
        var scales = new CauseScales(CauseCode.ServerFirewall, scene.Diagnose().Outcome);
        new ConnectionDiagnostics.Causes.TimedOut.ServerFirewall().Weigh(scene.Evidence, scales);
        return scales.Decibans;
    }

    [Theory]
    [InlineData(3, 0, Router, false)]
    [InlineData(3, 1, Router, false)]
    [InlineData(3, 2, Router, false)]
    [InlineData(3, 3, Router, true)]
    [InlineData(3, 4, Router, false)]
    [InlineData(3, 8, Router, false)]
    [InlineData(3, 9, Router, true)]
    [InlineData(3, 10, Router, true)]
    [InlineData(3, 11, Router, false)]
    [InlineData(3, 12, Router, false)]
    [InlineData(3, 13, Router, true)]
    [InlineData(3, 14, Router, false)]
    [InlineData(11, 0, Router, false)]
    [InlineData(11, 3, Router, false)]
    [InlineData(1, 1, Router, false)]
    [InlineData(3, 0, Target, false)]
    [InlineData(3, 1, Target, false)]
    [InlineData(3, 2, Target, true)]
    [InlineData(3, 3, Target, true)]
    [InlineData(3, 4, Target, false)]
    [InlineData(4, 0, Target, false)]
    public void An_ICMP_error_that_only_a_filter_sends_confirms_one(int type, int code, string sender, bool confirms) =>
        (Told(Of($"{Target}:80").Unreachable(Target, Icmp(type, code, sender))) == Likelihood.Confirmed).Should().Be(confirms);

    [Theory]
    [InlineData(1, 0, "2a00::1", false)]
    [InlineData(1, 1, "2a00::1", true)]
    [InlineData(1, 2, "2a00::1", false)]
    [InlineData(1, 3, "2a00::1", false)]
    [InlineData(1, 4, "2a00::1", true)]
    [InlineData(1, 5, "2a00::1", true)]
    [InlineData(1, 6, "2a00::1", false)]
    [InlineData(3, 3, "2a00::1", false)]
    [InlineData(1, 0, "2a00::8", false)]
    [InlineData(1, 2, "2a00::8", false)]
    [InlineData(1, 3, "2a00::8", false)]
    public void So_does_one_of_ICMPv6(int type, int code, string sender, bool confirms) =>
        (Told(Of("[2a00::8]:80").Unreachable("2a00::8", Icmp(type, code, sender))) == Likelihood.Confirmed).Should().Be(confirms);

    [Fact]
    public void A_filter_that_confirms_is_named_and_opened_there()
    {
        Cause cause = Of($"{Target}:80").Refused(Target, Icmp(3, 3, Target)).Diagnose().Causes.Should().ContainSingle().Subject;

        cause.Summary.Should().StartWith("A firewall rejects the connection to 11.22.33.44:80: ICMP").And.EndWith("from 11.22.33.44.");
        cause.Reasons.Should().ContainSingle().Which.Should().EndWith("a filter at 11.22.33.44 sent it.");
        Remedy remedy = cause.Remedies.Should().ContainSingle().Subject;
        remedy.Text.Should().StartWith("Allow inbound TCP 80");
        (remedy.Actor, remedy.Command).Should().Be((RemedyActor.Server, "sudo nft list ruleset | grep 80"));
    }

    [Fact]
    public void A_filter_of_which_the_sender_may_be_ourselves_is_likely() => Told(Of("8.8.8.8:80").WithInterfaces().Unreachable("8.8.8.8", Icmp(3, 13, "8.8.8.1"))).Should().Be(Likelihood.Likely);

    [Fact]
    public void A_second_error_counts_when_the_first_is_our_own()
    {
        Told(Of($"{Target}:80").Unreachable(Target, Icmp(3, 1, "198.51.100.7"), Icmp(3, 13, Router))).Should().Be(Likelihood.Confirmed);
        Told(Of($"{Target}:80").Unreachable(Target, Icmp(3, 13, "198.51.100.7"))).Should().NotBe(Likelihood.Confirmed);
    }

    [Fact]
    public void This_machine_that_rejects_its_own_connection_is_mended_here()
    {
        Cause cause = Of("127.0.0.1:80").Refused("127.0.0.1", Icmp(3, 3, "127.0.0.1")).Diagnose().The(CauseCode.ServerFirewall);

        (cause.Remedies[0].Actor, cause.Remedies[0].Command).Should().Be((RemedyActor.Client, "sudo nft list ruleset"));
    }

    [Theory]
    [InlineData(1, 4000d, true)]
    [InlineData(2, 4000d, false)]
    [InlineData(2, 1000d, false)]
    [InlineData(2, 999d, true)]
    [InlineData(null, 1000d, false)]
    [InlineData(null, 999d, true)]
    public void A_silence_is_judged_after_a_second_SYN_or_its_time(int? syns, double milliseconds, bool tooShort)
    {
        Scene scene = Of($"{Target}:80").Dialled(Target, SocketError.TimedOut, milliseconds, syns);

        Cause cause = scene.Diagnose().The(CauseCode.ServerFirewall);

        cause.Likelihood.Should().Be(Likelihood.Possible);
        cause.Reasons.Any(reason => reason.StartsWith("The time was too short", StringComparison.Ordinal)).Should().Be(tooShort);
        Weight(scene).Should().Be(tooShort ? -11 : 0, "an uncommon cause with a weak reason against it, or half of all cases");
    }

    [Fact]
    public void One_address_that_was_silent_for_long_is_enough() =>
        Of("server.example:80").ResolvesTo(Target, "11.22.33.45").TimedOut(Target, 1).TimedOut("11.22.33.45", 3).Diagnose()
            .The(CauseCode.ServerFirewall).Reasons.Should().BeEmpty();

    [Fact]
    public void This_machine_that_is_silent_to_itself_has_a_filter()
    {
        Diagnosis diagnosis = Of("127.0.0.1:80").TimedOut("127.0.0.1").Diagnose();

        Cause cause = diagnosis.The(CauseCode.ServerFirewall);
        cause.Likelihood.Should().Be(Likelihood.Likely);
        cause.Summary.Should().Be("A packet filter on this machine drops the connection to 127.0.0.1:80.");
        cause.Reasons[0].Should().Contain("3 SYN without an answer");
    }

    [Fact]
    public void A_silent_port_of_a_host_that_is_not_known_to_be_up_is_told_from_one_that_is_down()
    {
        Diagnosis diagnosis = Of($"{Target}:80").TimedOut(Target).Diagnose();

        diagnosis.The(CauseCode.ServerFirewall).Summary.Should().Be("A firewall may drop the connection to 11.22.33.44:80 on the way or at the server.");
        NextCheck check = diagnosis.NextChecks.First(check => check.Separates.Contains(CauseCode.HostDown) && check.Separates.Contains(CauseCode.ServerFirewall));
        (check.Actor, check.Text).Should().Be((RemedyActor.Server, "Look whether the machine is running and has this address; if it is, look at its firewall for port 80."));
    }

    [Fact]
    public void What_shows_that_the_host_is_up_is_told_once_and_the_best_of_it()
    {
        Reasons(scene => scene.HasPorts(HostPorts.Open(22), HostPorts.Closed(443)).Pings()).Should().ContainSingle().Which.Should().StartWith("The same host answers on other ports:");
        Reasons(scene => scene.Pings()).Should().ContainSingle().Which.Should().StartWith("The same host answers ping after 2");
        Reasons(scene => scene.Pings(answered: false)).Should().BeEmpty();
        Reasons(scene => scene.HasPorts(HostPorts.Open(22), HostPorts.Silent(443), HostPorts.Silent(8443, syns: 1)))
            .Should().HaveCount(2).And.Contain("Ports 443 are silent as well: what is not allowed is dropped there.", "one lost SYN is no silence");
        Reasons(scene => scene.HasPorts(HostPorts.Silent(443))).Should().BeEmpty("a host of which everything is silent may be down");

        static IReadOnlyList<string> Reasons(Func<Scene, Scene> look) => look(Of($"{Target}:80").TimedOut(Target)).Diagnose().The(CauseCode.ServerFirewall).Reasons;
    }

    [Fact]
    public void A_host_on_the_own_link_that_answers_there_is_up()
    {
        Cause cause = Of("198.51.100.9:80").TimedOut("198.51.100.9").NextHop(LinkNeighbourState.Reachable, 1).Diagnose().The(CauseCode.ServerFirewall);

        cause.Summary.Should().Be("A firewall drops port 80 on the way to 198.51.100.9; the host itself is up.");
        cause.Reasons.Should().ContainSingle().Which.Should().StartWith("The host answers on the local link");
    }

    [Fact]
    public void The_last_router_of_the_path_is_told_of_a_host_that_is_up() =>
        Of($"{Target}:80").TimedOut(Target).Pings().Hops(Hop.Expired(1, "198.51.100.1"), Hop.Expired(2, Router), Hop.Silent(3)).Diagnose()
            .The(CauseCode.ServerFirewall).Reasons.Should().Contain("Packets to port 80 come as far as hop 2, 11.22.0.1; behind it nothing answers.");

    [Fact]
    public void Packets_that_do_not_come_to_the_first_router_speak_only_a_little_for_a_filter_there()
    {
        Scene scene = Of($"{Target}:80").TimedOut(Target).Pings().Hops(Hop.Silent(1)).Controls(Hop.Expired(1, "198.51.100.1").To("11.22.33.45:80"));

        Cause cause = scene.Diagnose().The(CauseCode.ServerFirewall);

        cause.Summary.Should().StartWith("A firewall may drop", "ping says nothing of where the packets end");
        cause.Reasons.Should().ContainSingle().Which.Should().StartWith("Packets to 11.22.33.44:80 do not even reach the first router 198.51.100.1");
        Weight(scene).Should().Be(3);
        scene.Controls(Hop.Expired(1, "198.51.100.7").To("11.22.33.45:80")).Diagnose().The(CauseCode.ServerFirewall).Reasons[0].Should().StartWith("The same host answers ping", "the sender is this machine");
    }

    [Fact]
    public void A_cloud_says_a_little_where_nothing_else_is_known()
    {
        Scene cloud = Of("78.46.1.1:8080").TimedOut("78.46.1.1");

        cloud.Diagnose().The(CauseCode.ServerFirewall).Reasons.Should().ContainSingle().Which.Should().Contain("78.46.1.1 is in Hetzner");
        cloud.Pings().Diagnose().The(CauseCode.ServerFirewall).Reasons.Should().ContainSingle().Which.Should().NotContain("Hetzner");
    }

    [Theory]
    [InlineData(999d, true)]
    [InlineData(1000d, false)]
    public void A_router_that_says_at_once_that_nobody_is_there_did_not_look(double milliseconds, bool atOnce)
    {
        Scene scene = Of($"{Target}:80").Dialled(Target, SocketError.HostUnreachable, milliseconds, icmp: [Icmp(3, 1, Router)]);

        Cause cause = scene.Diagnose().The(CauseCode.ServerFirewall);

        cause.Likelihood.Should().Be(Likelihood.Possible);
        cause.Summary.Should().StartWith("A filter at 11.22.0.1 may reject the connection to 11.22.33.44:80");
        cause.Reasons.Should().HaveCount(atOnce ? 1 : 0);
        cause.Remedies.Should().ContainSingle().Which.Actor.Should().Be(RemedyActor.Server);
        scene.Diagnose().NextChecks.Should().Contain(check => check.Separates.Contains(CauseCode.HostDown) && check.Separates.Contains(CauseCode.ServerFirewall));
    }

    [Theory]
    [InlineData(3, 0, false)]
    [InlineData(3, 1, true)]
    [InlineData(3, 2, true)]
    [InlineData(3, 4, false)]
    [InlineData(11, 1, false)]
    public void Only_a_router_that_misses_the_host_may_be_a_filter_that_says_so(int type, int code, bool told)
    {
        (Told(Of($"{Target}:80").Unreachable(Target, Icmp(type, code, Router))) is not null).Should().Be(told);
        Told(Of($"{Target}:80").Unreachable(Target, Icmp(type, code, "198.51.100.7"))).Should().BeNull("this machine misses the host itself");
    }

    [Fact]
    public void Over_IPv6_a_filter_can_hide_a_host_from_its_link()
    {
        Scene scene = Of("[2a00::8]:80").Unreachable("2a00::8", Icmp(1, 3, "::1")).NextHop(LinkNeighbourState.Failed);

        Diagnosis diagnosis = scene.Diagnose();

        Cause cause = diagnosis.The(CauseCode.ServerFirewall);
        cause.Likelihood.Should().Be(Likelihood.Likely);
        cause.Summary.Should().StartWith("A firewall on 2a00::8 may drop neighbour discovery");
        cause.Reasons[0].Should().StartWith("Nobody answers for 2a00::8 on the link");
        (cause.Remedies[0].Actor, cause.Remedies[0].Command).Should().Be((RemedyActor.Server, "sudo nft list ruleset | grep -i icmpv6"));
        Told(Of("198.51.100.9:80").Unreachable("198.51.100.9", Icmp(3, 1, "198.51.100.7")).NextHop(LinkNeighbourState.Failed)).Should().BeNull("ARP is not filtered by mistake");
    }

    [Fact]
    public void A_reset_from_a_far_host_is_seldom_a_filters()
    {
        Diagnosis diagnosis = Of($"{Target}:80").Refused(Target).Diagnose();

        Cause cause = diagnosis.The(CauseCode.ServerFirewall);
        cause.Likelihood.Should().Be(Likelihood.Possible);
        cause.Summary.Should().Be("A firewall before 11.22.33.44:80 may reject the connection with a reset.");
        cause.Reasons.Should().BeEmpty();
        NextCheck check = diagnosis.NextChecks.First(check => check.Text.StartsWith("If the server listens there on 0.0.0.0:80", StringComparison.Ordinal));
        check.Separates.Should().BeEquivalentTo([CauseCode.ServerFirewall, CauseCode.ServerNotListening]);
        (check.Actor, check.Command).Should().Be((RemedyActor.Server, "ss -ltnp 'sport = :80'"));
    }

    [Fact]
    public void A_first_router_that_refuses_the_port_for_everybody_is_the_filter()
    {
        Scene one = Of($"{Target}:80").Refused(Target).Hops(Hop.Refused(1));

        one.Controls(Hop.Refused(1).To("11.22.33.45:80")).Diagnose().The(CauseCode.ServerFirewall).Reasons
            .Should().ContainSingle().Which.Should().Be("The first router refuses port 80 for 11.22.33.45:80 as well: it rejects the port, whoever has the address.");
        one.Controls(Hop.Refused(1).To($"{Target}:81")).Diagnose().The(CauseCode.ServerFirewall).Reasons.Should().BeEmpty("another port of the same address says nothing of others");
        one.Controls(Hop.Refused(2).To("11.22.33.45:80")).Diagnose().The(CauseCode.ServerFirewall).Reasons.Should().BeEmpty();
        Of($"{Target}:80").Refused(Target).Hops(Hop.Refused(2)).Controls(Hop.Refused(1).To("11.22.33.45:80")).Diagnose().The(CauseCode.ServerFirewall).Reasons.Should().BeEmpty();
    }

    [Fact]
    public void A_reset_from_nearer_than_the_host_is_told_with_both_distances()
    {
        Scene scene = Of($"{Target}:80").Refused(Target).Hops(Hop.Expired(1, "198.51.100.1"), Hop.Refused(2));

        Cause cause = scene.Controls(Hop.Expired(2, Router).To($"{Target}:22")).Diagnose().The(CauseCode.ServerFirewall);

        cause.Likelihood.Should().Be(Likelihood.Likely);
        cause.Reasons.Should().Equal(
            "At 2 hops somebody refuses this port, but the host is farther: a connect to its port 22 ends at 11.22.0.1.",
            "The reset for port 80 comes from a filter at hop 2, not from the host.");
        Told(scene.Controls(Hop.Expired(3, Router).To($"{Target}:22"))).Should().Be(Likelihood.Possible, "at another distance");
        Told(scene.Controls(Hop.Silent(2).To($"{Target}:22"))).Should().Be(Likelihood.Possible);
        Told(scene.Controls(Hop.Expired(2, Target).To($"{Target}:22"))).Should().Be(Likelihood.Possible, "the host itself discards it");
    }

    [Fact]
    public void This_machine_that_refuses_although_somebody_listens_has_a_filter()
    {
        Cause cause = Of("127.0.0.1:80").Refused("127.0.0.1").Listens(At("0.0.0.0:80")).Diagnose().The(CauseCode.ServerFirewall);

        cause.Likelihood.Should().Be(Likelihood.Likely);
        cause.Summary.Should().Be("A packet filter on this machine rejects the connection to 127.0.0.1:80, although a server listens.");
        cause.Reasons.Should().Equal("The table of listening sockets has 0.0.0.0:80, and yet the connection was refused.");
        cause.Remedies.Should().ContainSingle().Which.Command.Should().Be("sudo nft list ruleset");
    }

    [Fact]
    public void This_machine_that_refuses_where_nobody_listens_has_none()
    {
        Scene scene = Of("127.0.0.1:80").Refused("127.0.0.1").Listens();

        Diagnosis diagnosis = scene.Diagnose();

        diagnosis.RuledOut.Single(cause => cause.Code == CauseCode.ServerFirewall).Because.Should().Be("this machine's kernel refused 127.0.0.1:80 by itself: no listener takes it");
        scene.With(evidence => evidence with { Connect = Fact<ConnectEvidence>.Measured(evidence.Connect.Value! with { RefusalUnattributed = true }) }).Diagnose()
            .RuledOutCodes().Should().NotContain(CauseCode.ServerFirewall, "somebody else may have refused");
        Of("127.0.0.1:80").Refused("127.0.0.1").Diagnose().RuledOutCodes().Should().NotContain(CauseCode.ServerFirewall, "the listeners were not looked at");
    }

    [Fact]
    public void A_refusal_that_was_not_this_machines_own_is_weighed_as_that_of_another()
    {
        Told(Of("198.51.100.7:80").Refused("198.51.100.7").Listens().RefusedHere(false)).Should().Be(Likelihood.Possible);
        Told(Of("198.51.100.7:80").Refused("198.51.100.7").Listens().RefusedHere(true)).Should().BeNull();
    }
}
