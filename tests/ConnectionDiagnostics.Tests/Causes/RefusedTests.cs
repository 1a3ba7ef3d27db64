using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes;

public class RefusedTests
{
    [Fact]
    public void A_port_of_this_machine_without_a_listener_confirms_that_no_server_listens()
    {
        Diagnosis diagnosis = Of("127.0.0.1:8080").Refused("127.0.0.1").Listens(At("127.0.0.1:22")).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Refused);
        diagnosis.Ranking().Should().Equal("server-not-listening confirmed");
        diagnosis.RuledOutCodes().Should().Contain([CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall, CauseCode.HostDown]);
        diagnosis.The(CauseCode.ServerNotListening).Summary.Should().Contain("8080");
        diagnosis.The(CauseCode.ServerNotListening).Remedies.Should().Contain(remedy => remedy.Command == "ss -ltnp 'sport = :8080'");
    }

    [Fact]
    public void A_self_connect_on_loopback_is_as_good_as_refused()
    {
        Diagnosis diagnosis = Of("127.0.0.1:40000").Dialled("127.0.0.1", SocketError.Success, change: attempt => attempt with { SelfConnected = true })
            .Listens().Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Refused);
        diagnosis.Ranking().Should().Equal("server-not-listening confirmed");
    }

    [Fact]
    public void In_a_container_localhost_is_explained()
    {
        Diagnosis diagnosis = Of("127.0.0.1:8080").InContainer().Refused("127.0.0.1").Listens().Diagnose();

        diagnosis.The(CauseCode.ServerNotListening).Remedies.Should().Contain(remedy => remedy.Text.Contains("container"));
    }

    [Fact]
    public void Without_the_table_of_listeners_nothing_is_confirmed()
    {
        Diagnosis diagnosis = Of("127.0.0.1:8080").Refused("127.0.0.1").Diagnose();

        diagnosis.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
        diagnosis.Causes[0].Code.Should().Be(CauseCode.ServerNotListening);
    }

    [Fact]
    public void Elsewhere_a_reset_leaves_what_it_cannot_separate_tied()
    {
        Diagnosis diagnosis = Of("10.9.9.9:8080").Refused("10.9.9.9").Diagnose();

        diagnosis.LikelihoodOf(CauseCode.ServerNotListening).Should().Be(Likelihood.Possible);
        diagnosis.LikelihoodOf(CauseCode.BoundToOtherAddress).Should().Be(Likelihood.Possible);
        diagnosis.LikelihoodOf(CauseCode.WrongPort).Should().Be(Likelihood.Possible);
        diagnosis.LikelihoodOf(CauseCode.ServerFirewall).Should().Be(Likelihood.Possible);
        diagnosis.RuledOutCodes().Should().NotContain(CauseCode.HostDown, "a reset may come from something that answers for the host");
        diagnosis.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
    }

    [Fact]
    public void Elsewhere_where_ICMP_is_not_told_it_is_only_possible()
    {
        Diagnosis diagnosis = Of("192.0.2.10:8080").Dialled("192.0.2.10", SocketError.ConnectionRefused, change: attempt => attempt with { IcmpErrors = null }).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.ServerNotListening).Should().Be(Likelihood.Possible);
        diagnosis.RuledOutCodes().Should().NotContain(CauseCode.HostDown);
    }

    [Theory]
    [InlineData("192.0.2.10")]
    [InlineData("203.0.113.1")]
    public void An_ICMP_error_confirms_a_filter_and_says_nothing_of_what_is_behind(string sender)
    {
        Diagnosis diagnosis = Of("8.8.8.8:8080").Refused("8.8.8.8", Icmp(3, 3, sender)).Diagnose();

        diagnosis.Ranking().Should().Equal("server-firewall confirmed");
        diagnosis.The(CauseCode.ServerFirewall).Summary.Should().Contain(sender);
        diagnosis.RuledOutCodes().Should().NotContain(CauseCode.ServerNotListening);
    }

    [Theory]
    [InlineData("127.0.0.1:8080", "node", "127.0.0.2", "127.0.0.1:8080 node (pid 4121)")]
    [InlineData("198.51.100.7:8080", null, "127.0.0.1", "198.51.100.7:8080")]
    [InlineData("[::1]:8080", "java", "127.0.0.1", "[::1]:8080 java (pid 4121)")]
    public void A_listener_on_another_address_of_this_machine_confirms_that_it_is_bound_elsewhere(string bound, string? process, string dialled, string shown)
    {
        Diagnosis diagnosis = Of($"{dialled}:8080").Refused(dialled).Listens(At(bound, process)).Diagnose();

        diagnosis.Ranking().Should().Equal("bound-to-other-address confirmed");
        diagnosis.The(CauseCode.BoundToOtherAddress).Reasons.Should().ContainSingle().Which.Should().Contain(shown);
        diagnosis.RuledOutCodes().Should().Contain([CauseCode.ServerNotListening, CauseCode.WrongPort]);
    }

    [Theory]
    [InlineData("0.0.0.0:8080", null, "::1", "IPv4", "tcp://127.0.0.1:8080")]
    [InlineData("[::]:8080", true, "127.0.0.1", "IPv6", "tcp://[::1]:8080")]
    public void A_listener_on_the_other_family_only_confirms_it_and_says_so(string bound, bool? v6Only, string dialled, string family, string reachable)
    {
        Diagnosis diagnosis = Of(dialled == "::1" ? "[::1]:8080" : $"{dialled}:8080").Refused(dialled).Listens(At(bound, v6Only: v6Only)).Diagnose();

        Cause cause = diagnosis.The(CauseCode.BoundToOtherAddress);
        cause.Likelihood.Should().Be(Likelihood.Confirmed);
        cause.Summary.Should().Contain(family);
        cause.Remedies.Should().Contain(remedy => remedy.Text.Contains(reachable));
    }

    [Fact]
    public void A_dual_listener_of_unknown_mode_confirms_nothing()
    {
        Diagnosis diagnosis = Of("127.0.0.1:8080").Refused("127.0.0.1").Listens(At("[::]:8080", v6Only: null)).Diagnose();

        diagnosis.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
    }

    [Theory]
    [InlineData("0.0.0.0:8080", null)]
    [InlineData("[::]:8080", false)]
    [InlineData("127.0.0.1:8080", null)]
    public void A_listener_that_should_have_answered_points_to_a_filter_on_this_machine(string bound, bool? v6Only)
    {
        Diagnosis diagnosis = Of("127.0.0.1:8080").Refused("127.0.0.1").Listens(At(bound, v6Only: v6Only)).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.ServerFirewall).Should().Be(Likelihood.Likely);
        diagnosis.LikelihoodOf(CauseCode.BoundToOtherAddress).Should().BeNull();
        diagnosis.RuledOutCodes().Should().Contain(CauseCode.ServerNotListening);
    }

    [Fact]
    public void Another_port_that_serves_a_rare_protocol_is_likely_the_wanted_one()
    {
        Diagnosis diagnosis = Of("redis://127.0.0.1:6380").Refused("127.0.0.1").Listens(At("127.0.0.1:6379")).HasNeighbours(("127.0.0.1:6379", true)).Diagnose();

        diagnosis.Ranking().Should().StartWith(["wrong-port likely"]);
        diagnosis.The(CauseCode.WrongPort).Summary.Should().Contain("6380").And.Contain("6379").And.Contain("Redis");
        diagnosis.The(CauseCode.WrongPort).Remedies[0].Text.Should().Contain("redis://127.0.0.1:6379");
        diagnosis.LikelihoodOf(CauseCode.ServerNotListening).Should().Be(Likelihood.Possible);
    }

    [Fact]
    public void Another_HTTP_port_ties_with_a_server_that_was_not_started()
    {
        Diagnosis diagnosis = Of("http://127.0.0.1:8081/").Refused("127.0.0.1").Listens(At("127.0.0.1:8080")).HasNeighbours(("127.0.0.1:8080", true)).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.WrongPort).Should().Be(Likelihood.Likely);
        diagnosis.LikelihoodOf(CauseCode.ServerNotListening).Should().Be(Likelihood.Likely);
    }

    [Fact]
    public void Neighbours_that_serve_something_else_rule_the_wrong_port_out()
    {
        Diagnosis diagnosis = Of("ws://127.0.0.1:8081/").Refused("127.0.0.1").Listens(At("127.0.0.1:8080")).HasNeighbours(("127.0.0.1:8080", false)).Diagnose();

        diagnosis.RuledOutCodes().Should().Contain(CauseCode.WrongPort);
        diagnosis.LikelihoodOf(CauseCode.ServerNotListening).Should().Be(Likelihood.Confirmed);
    }

    [Theory]
    [InlineData("224.0.0.1", Likelihood.Likely, "multicast")]
    [InlineData("255.255.255.255", Likelihood.Likely, "reserved")]
    [InlineData("192.0.2.10", Likelihood.Likely, "reserved")]
    public void A_special_address_is_likely_the_wrong_host(string address, Likelihood likelihood, string word)
    {
        Diagnosis diagnosis = Of($"{address}:80").TimedOut(address).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.WrongHost).Should().Be(likelihood);
        diagnosis.The(CauseCode.WrongHost).Reasons[0].Should().Contain(word);
    }

    [Fact]
    public void An_ordinary_address_is_not_called_wrong() =>
        Of("8.8.8.8:80").TimedOut("8.8.8.8").Diagnose().LikelihoodOf(CauseCode.WrongHost).Should().BeNull();

    [Fact]
    public void A_literal_address_outside_the_expected_ones_is_confirmed_to_be_wrong()
    {
        Diagnosis diagnosis = Of("8.8.8.8:80").Expecting("10.0.0.0/8").TimedOut("8.8.8.8").Diagnose();

        diagnosis.Ranking().Should().Equal("wrong-host confirmed");
        diagnosis.The(CauseCode.WrongHost).Summary.Should().Contain("8.8.8.8").And.Contain("10.0.0.0/8");
    }

    [Fact]
    public void A_literal_address_among_the_expected_ones_is_not_wrong() =>
        Of("10.1.2.3:80").Expecting("10.0.0.0/8").TimedOut("10.1.2.3").Diagnose().LikelihoodOf(CauseCode.WrongHost).Should().BeNull();

    [Fact]
    public void Nothing_is_wrong_with_the_host_when_the_connection_works() =>
        Of("tcp://8.8.8.8:80").Expecting("10.0.0.0/8").Connects().Diagnose().Causes.Should().BeEmpty();
}
