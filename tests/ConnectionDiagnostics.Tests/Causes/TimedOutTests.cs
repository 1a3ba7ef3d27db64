using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes;

public class TimedOutTests
{
    [Fact]
    public void Silence_from_elsewhere_confirms_nothing_and_names_a_firewall_first()
    {
        Diagnosis diagnosis = Of("11.22.33.44:8080").TimedOut("11.22.33.44").Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Timeout);
        diagnosis.Causes[0].Code.Should().Be(CauseCode.ServerFirewall);
        diagnosis.Causes.Select(cause => cause.Code).Should()
            .Contain([CauseCode.HostDown, CauseCode.ServerBacklogFull, CauseCode.ClientFirewall]);
        diagnosis.Causes.Should().OnlyContain(cause => cause.Likelihood == Likelihood.Possible);
        diagnosis.NextChecks.Should().Contain(check => check.Separates.Contains(CauseCode.HostDown) && check.Separates.Contains(CauseCode.ServerFirewall));
    }

    [Fact]
    public void One_SYN_alone_speaks_against_a_firewall()
    {
        Diagnosis one = Of("11.22.33.44:8080").TimedOut("11.22.33.44", syns: 1).Diagnose();
        Diagnosis three = Of("11.22.33.44:8080").TimedOut("11.22.33.44", syns: 3).Diagnose();

        one.The(CauseCode.ServerFirewall).Reasons.Should().Contain(reason => reason.Contains("too short to judge"));
        three.The(CauseCode.ServerFirewall).Reasons.Should().BeEmpty();
    }

    [Theory]
    [InlineData(3, 3, "8.8.8.1")]
    [InlineData(3, 9, "8.8.8.1")]
    [InlineData(3, 10, "8.8.8.8")]
    [InlineData(3, 13, "8.8.8.1")]
    [InlineData(3, 2, "8.8.8.8")]
    public void ICMP_errors_that_only_filters_send_confirm_one(int type, int code, string sender)
    {
        Diagnosis diagnosis = Of("8.8.8.8:8080").Unreachable("8.8.8.8", Icmp(type, code, sender)).Diagnose();

        diagnosis.Ranking().Should().Equal("server-firewall confirmed");
        diagnosis.Causes[0].Reasons[0].Should().Contain($"{type}/{code}").And.Contain(sender);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    public void ICMPv6_errors_that_only_filters_send_confirm_one(int code)
    {
        Diagnosis diagnosis = Of("[2a00::8]:8080").Unreachable("2a00::8", Icmp(1, code, "2a00::1")).Diagnose();

        diagnosis.Ranking().Should().Equal("server-firewall confirmed");
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(3, 1)]
    [InlineData(3, 4)]
    [InlineData(11, 0)]
    public void ICMP_errors_of_a_router_that_others_send_too_confirm_no_filter(int type, int code)
    {
        Diagnosis diagnosis = Of("8.8.8.8:8080").Unreachable("8.8.8.8", Icmp(type, code, "8.8.8.1")).Diagnose();

        diagnosis.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
    }

    [Fact]
    public void A_router_that_reports_the_host_unreachable_makes_it_likely_that_it_is_down()
    {
        Diagnosis diagnosis = Of("8.8.8.8:8080").Unreachable("8.8.8.8", Icmp(3, 1, "8.8.8.1")).Diagnose();

        diagnosis.Ranking().Should().StartWith(["host-down likely"]);
        diagnosis.The(CauseCode.HostDown).Reasons[0].Should().Contain("router 8.8.8.1");
    }

    [Fact]
    public void Nobody_on_the_own_link_makes_it_likely_that_the_host_is_down_and_is_no_filter_of_ones_own()
    {
        Diagnosis diagnosis = Of("198.51.100.99:8080").Unreachable("198.51.100.99", Icmp(3, 1, "198.51.100.7")).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.HostDown).Should().Be(Likelihood.Likely);
        diagnosis.The(CauseCode.HostDown).Reasons[0].Should().Contain("local network");
        diagnosis.LikelihoodOf(CauseCode.ClientFirewall).Should().BeNull();
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(3, 10)]
    [InlineData(3, 13)]
    public void An_ICMP_error_from_this_machine_confirms_its_own_firewall(int type, int code)
    {
        Diagnosis diagnosis = Of("8.8.8.8:8080").Refused("8.8.8.8", Icmp(type, code, "198.51.100.7")).Diagnose();

        diagnosis.Ranking().Should().Equal("client-firewall confirmed");
        diagnosis.The(CauseCode.ClientFirewall).Remedies.Should().OnlyContain(remedy => remedy.Actor == RemedyActor.Client);
    }

    [Fact]
    public void A_call_that_the_system_denies_makes_the_own_firewall_likely()
    {
        Diagnosis diagnosis = Of("8.8.8.8:8080").Dialled("8.8.8.8", SocketError.AccessDenied).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.BlockedLocally);
        diagnosis.Ranking().Should().Equal("client-firewall likely");
        diagnosis.Causes[0].Reasons[0].Should().Contain("permission denied");
    }

    [Fact]
    public void On_ones_own_machine_silence_without_a_full_queue_points_to_a_filter()
    {
        Diagnosis diagnosis = Of("127.0.0.1:8080").TimedOut("127.0.0.1").Listens(At("0.0.0.0:8080", queue: 0, limit: 128)).Diagnose();

        diagnosis.Ranking().Should().Equal("server-firewall likely");
        diagnosis.RuledOutCodes().Should().Contain([CauseCode.ServerBacklogFull, CauseCode.HostDown]);
    }

    [Fact]
    public void A_full_queue_on_this_machine_is_confirmed()
    {
        Diagnosis diagnosis = Of("127.0.0.1:8080").TimedOut("127.0.0.1").Listens(At("0.0.0.0:8080", "node", queue: 2, limit: 1)).Diagnose();

        diagnosis.Ranking().Should().Equal("server-backlog-full confirmed");
        diagnosis.Causes[0].Summary.Should().Contain("2 waiting, limit 1");
        diagnosis.Causes[0].Reasons[0].Should().Contain("node (pid 4121)");
    }

    [Fact]
    public void A_queue_at_its_limit_still_takes_one() =>
        Of("127.0.0.1:8080").TimedOut("127.0.0.1").Listens(At("0.0.0.0:8080", queue: 1, limit: 1)).Diagnose()
            .RuledOutCodes().Should().Contain(CauseCode.ServerBacklogFull);

    [Fact]
    public void A_queue_that_the_system_does_not_tell_may_be_full()
    {
        Diagnosis diagnosis = Of("127.0.0.1:8080").TimedOut("127.0.0.1").Listens(At("0.0.0.0:8080")).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.ServerBacklogFull).Should().Be(Likelihood.Likely);
        diagnosis.RuledOutCodes().Should().NotContain(CauseCode.ServerBacklogFull);
    }

    [Fact]
    public void A_private_address_of_another_network_is_named()
    {
        Diagnosis diagnosis = Of("10.9.8.7:8080").TimedOut("10.9.8.7").Diagnose();

        diagnosis.LikelihoodOf(CauseCode.PrivateAddressFromOutside).Should().Be(Likelihood.Possible);
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("127.0.0.9")]
    public void An_address_that_is_not_private_is_not_called_so(string address) =>
        Of($"{address}:80").TimedOut(address).Diagnose().LikelihoodOf(CauseCode.PrivateAddressFromOutside).Should().BeNull();

    [Fact]
    public void A_private_address_of_the_own_network_is_not_from_outside() =>
        Of("10.0.0.9:80").WithInterfaces(new LocalAddress { Interface = "eth0", Address = System.Net.IPAddress.Parse("10.0.0.7"), PrefixLength = 24, IsUp = true })
            .ResolvesTo("10.0.0.9").TimedOut("10.0.0.9").Diagnose()
            .LikelihoodOf(CauseCode.PrivateAddressFromOutside).Should().BeNull();

    [Fact]
    public void Without_a_route_to_the_only_address_that_is_confirmed()
    {
        Diagnosis diagnosis = Of("8.8.8.8:80").HasNoRouteTo("8.8.8.8").Dialled("8.8.8.8", SocketError.NetworkUnreachable).Diagnose();

        diagnosis.Ranking().Should().Equal("no-route confirmed");
    }

    [Fact]
    public void With_a_route_it_is_not()
    {
        Diagnosis diagnosis = Of("8.8.8.8:80").Unreachable("8.8.8.8").Diagnose();

        diagnosis.LikelihoodOf(CauseCode.NoRoute).Should().BeNull();
        diagnosis.LikelihoodOf(CauseCode.NoNetwork).Should().BeNull();
    }

    [Fact]
    public void Without_an_interface_that_is_up_there_is_no_network()
    {
        Diagnosis diagnosis = Of("8.8.8.8:80").Offline().HasNoRouteTo("8.8.8.8").Dialled("8.8.8.8", SocketError.NetworkUnreachable).Diagnose();

        diagnosis.Ranking().Should().Equal("no-network confirmed");
    }

    [Fact]
    public void Where_the_interfaces_could_not_be_read_no_network_is_not_confirmed()
    {
        Diagnosis diagnosis = Of("8.8.8.8:80").WithInterfaces().Unreachable("8.8.8.8").Diagnose();

        diagnosis.LikelihoodOf(CauseCode.NoNetwork).Should().BeNull();
    }

    [Fact]
    public void Addresses_that_fail_beside_one_that_works_are_a_remark()
    {
        Diagnosis diagnosis = Of("tcp://server.example:80").ResolvesTo("2a00::8", "8.8.8.8").Unreachable("2a00::8").Connects("8.8.8.8").Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Ranking().Should().Equal("some-addresses-fail confirmed");
        diagnosis.Causes[0].Summary.Should().Contain("2a00::8");
    }

    [Fact]
    public void An_address_that_was_not_awaited_has_not_failed() =>
        Of("tcp://server.example:80").ResolvesTo("2a00::8", "8.8.8.8").Dialled("2a00::8", SocketError.InProgress).Connects("8.8.8.8").Diagnose()
            .Causes.Should().BeEmpty();

    [Fact]
    public void A_reported_failure_that_is_gone_is_a_remark()
    {
        Diagnosis diagnosis = Of("tcp://8.8.8.8:80").Reported(ConnectionOutcome.Refused).Connects().Diagnose();

        diagnosis.Ranking().Should().Equal("not-reproduced confirmed");
        diagnosis.Causes[0].Summary.Should().Contain("refused");
    }

    /// <summary>A resolver whose first name server is dead answers after five seconds: the client's own time was over before.</summary>
    [Theory]
    [InlineData(ConnectionOutcome.Timeout, 5.0, true)]
    [InlineData(ConnectionOutcome.Timeout, 0.8, true)]
    [InlineData(ConnectionOutcome.Timeout, 0.7, false)]
    [InlineData(ConnectionOutcome.Refused, 5.0, false)]
    public void A_connection_that_works_slowly_may_only_have_been_given_too_little_time(ConnectionOutcome reported, double seconds, bool told)
    {
        Scene scene = Of("tcp://server.example:80").ResolvesTo("8.8.8.8").Reported(reported).Connects().With(evidence => evidence with
        {
            Timings =
            [
                Took(Stage.Environment, 30), Took(Stage.NameResolution, seconds), Took(Stage.Connect, 0.1), Took(Stage.Connect, 0.1), Took(Stage.Protocol, 30),
            ],
        });

        IEnumerable<string> remedies = scene.Diagnose().Causes[0].Remedies.Select(remedy => remedy.Text);

        remedies.Any(text => text.Contains($"took {seconds + 0.2:0.0} s", StringComparison.Ordinal)).Should().Be(told);

        static StageTiming Took(Stage stage, double seconds) => new() { Stage = stage, Start = TimeSpan.Zero, Duration = TimeSpan.FromSeconds(seconds) };
    }

    [Theory]
    [InlineData(ConnectionOutcome.Unknown)]
    public void An_exception_that_was_no_connections_failure_is_not_missed(ConnectionOutcome reported) =>
        Of("tcp://8.8.8.8:80").Reported(reported).Connects().Diagnose().Causes.Should().BeEmpty();

    [Fact]
    public void A_failure_that_is_still_there_was_reproduced() =>
        Of("tcp://8.8.8.8:80").Reported(ConnectionOutcome.Refused).Refused("8.8.8.8").Diagnose().LikelihoodOf(CauseCode.NotReproduced).Should().BeNull();
}
