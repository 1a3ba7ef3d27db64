using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Refused;

/// <summary>How much another port that answers says, and what rules another port out.</summary>
public class WrongPortWeightTests
{
    private static Likelihood? Told(Scene scene) => scene.Diagnose().LikelihoodOf(CauseCode.WrongPort);

    private static int Weight(Scene scene)
    {
        var scales = new CauseScales(CauseCode.WrongPort, scene.Diagnose().Outcome);
        new ConnectionDiagnostics.Causes.Refused.WrongPort().Weigh(scene.Evidence, scales);
        return scales.Decibans;
    }

    private static Scene Here(string target, params (string EndPoint, bool Serves)[] neighbours) => Of(target).Refused("127.0.0.1").Listens().HasNeighbours(neighbours);

    private static Scene Neighbour(Scene scene, Func<NeighbourPort, NeighbourPort> change) => scene.With(evidence => evidence with
    {
        Neighbours = Fact<NeighbourEvidence>.Measured(new NeighbourEvidence { Ports = [.. evidence.Neighbours.Value!.Ports.Select(change)] }),
    });

    [Fact]
    public void A_port_of_this_machine_is_named_with_its_process_and_both_ways_to_mend_it()
    {
        Cause cause = Here("redis://127.0.0.1:6380", ("127.0.0.1:6379", true)).Diagnose().The(CauseCode.WrongPort);

        cause.Likelihood.Should().Be(Likelihood.Likely);
        cause.Summary.Should().StartWith("Nothing listens on 6380, but a server on 6379 answers Redis");
        cause.Reasons.Should().Equal("Port 6379 of this machine answers Redis: node (pid 4121).");
        cause.Remedies.Select(remedy => (remedy.Actor, remedy.Text)).Should().Equal(
            (RemedyActor.Client, "If that is the service you mean, dial redis://127.0.0.1:6379"), (RemedyActor.Server, "Or let the server listen on 6380 instead of 6379."));
    }

    [Fact]
    public void A_process_that_is_not_known_is_not_named() =>
        Neighbour(Here("redis://127.0.0.1:6380", ("127.0.0.1:6379", true)), port => port with { Process = null }).Diagnose()
            .The(CauseCode.WrongPort).Reasons.Should().Equal("Port 6379 of this machine answers Redis.");

    [Fact]
    public void A_server_at_an_address_that_was_not_dialled_is_dialled_by_it() =>
        Here("redis://localhost:6380", ("127.0.0.9:6379", true)).ResolvesTo("127.0.0.1").Diagnose()
            .The(CauseCode.WrongPort).Remedies[0].Text.Should().EndWith("dial redis://127.0.0.9:6379");

    [Fact]
    public void A_server_at_the_address_that_was_dialled_keeps_its_name() =>
        Here("redis://localhost:6380", ("127.0.0.1:6379", true)).ResolvesTo("127.0.0.1").Diagnose()
            .The(CauseCode.WrongPort).Remedies[0].Text.Should().EndWith("dial redis://localhost:6379");

    [Fact]
    public void The_same_port_at_another_address_is_not_another_port()
    {
        Diagnosis diagnosis = Here("redis://127.0.0.1:6380", ("127.0.0.9:6380", true)).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.WrongPort).Should().BeNull();
        Told(Neighbour(Here("rediss://127.0.0.1:6380", ("127.0.0.9:6380", false)), port => port with { ServesWithoutTls = true })).Should().BeNull();
    }

    [Fact]
    public void A_second_web_server_says_less_than_a_second_server_of_a_rare_kind()
    {
        Scene web = Web(port => port);
        Scene page = Web(port => port with { Exchange = Http(399, "Whatever") });
        Scene error = Web(port => port with { Exchange = Http(400, "Bad Request") });
        Scene own = Web(port => port with { IsOwnProcess = true });

        Weight(web).Should().BeLessThan(Weight(Here("redis://127.0.0.1:6380", ("127.0.0.1:6379", true))));
        Weight(page).Should().Be(Weight(web));
        Weight(error).Should().BeLessThan(Weight(web), "the wanted one would have had the page");
        Weight(own).Should().BeLessThan(Weight(error), "a web application that calls another one serves HTTP itself");
        Told(web).Should().Be(Likelihood.Likely);
        Told(error).Should().Be(Likelihood.Possible);
        Told(own).Should().Be(Likelihood.Possible);
        own.Diagnose().The(CauseCode.WrongPort).Reasons.Should().Equal("Port 8080, which answers HTTP, is this process' own.");

        static Scene Web(Func<NeighbourPort, NeighbourPort> change) => Neighbour(Here("http://127.0.0.1:8081/cart", ("127.0.0.1:8080", true)), change);
    }

    [Fact]
    public void A_rare_protocol_of_this_very_process_is_still_a_server_of_it()
    {
        Scene own = Neighbour(Here("redis://127.0.0.1:6380", ("127.0.0.1:6379", true)), port => port with { IsOwnProcess = true });

        Weight(own).Should().Be(Weight(Here("redis://127.0.0.1:6380", ("127.0.0.1:6379", true))));
    }

    [Theory]
    [InlineData("wss://127.0.0.1:9443/chat", "ws://127.0.0.1:9000/chat")]
    [InlineData("https://127.0.0.1:9443/", "http://127.0.0.1:9000/")]
    [InlineData("rediss://127.0.0.1:9443", "redis://127.0.0.1:9000")]
    [InlineData("mqtts://127.0.0.1:9443", "mqtt://127.0.0.1:9000")]
    public void A_server_without_TLS_is_dialled_without_it(string target, string instead)
    {
        Cause cause = Neighbour(Here(target, ("127.0.0.1:9000", false)), port => port with { ServesWithoutTls = true }).Diagnose().The(CauseCode.WrongPort);

        cause.Summary.Should().Contain("but a server on 9000 answers").And.EndWith("without TLS.");
        cause.Reasons[0].Should().StartWith("Port 9000 of this machine does not take up TLS");
        cause.Remedies.Select(remedy => remedy.Actor).Should().Equal(RemedyActor.Client, RemedyActor.Server);
        cause.Remedies[0].Text.Should().EndWith($"dial {instead}");
        cause.Remedies[1].Text.Should().Be("Or let the server, or a proxy before it, listen on 9443 with TLS.");
        cause.Likelihood.Should().Be(target.StartsWith("http", StringComparison.Ordinal) ? Likelihood.Possible : Likelihood.Likely);
    }

    [Fact]
    public void One_that_serves_all_comes_before_one_without_TLS()
    {
        Scene scene = Neighbour(Here("rediss://127.0.0.1:6380", ("127.0.0.1:6379", false), ("127.0.0.1:6381", true)), port => port with { ServesWithoutTls = !port.ServesTarget });

        scene.Diagnose().The(CauseCode.WrongPort).Summary.Should().Contain("6381").And.NotContain("without TLS");
    }

    [Fact]
    public void A_listener_on_the_port_itself_rules_it_out()
    {
        Diagnosis diagnosis = Of("redis://127.0.0.1:6380").Refused("127.0.0.1").Listens(At("127.0.0.9:6380")).HasNeighbours(("127.0.0.1:6379", false)).Diagnose();

        diagnosis.RuledOut.Single(cause => cause.Code == CauseCode.WrongPort).Because.Should().Be("something listens on port 6380");
    }

    [Fact]
    public void Other_listeners_that_serve_something_else_rule_it_out()
    {
        Diagnosis diagnosis = Here("redis://127.0.0.1:6380", ("127.0.0.1:22", false), ("127.0.0.1:25", false)).Diagnose();

        diagnosis.RuledOut.Single(cause => cause.Code == CauseCode.WrongPort).Because.Should().Be("none of this machine's other listeners that were asked (22, 25) answers Redis");
        Here("redis://127.0.0.1:6380").Diagnose().RuledOut.Single(cause => cause.Code == CauseCode.WrongPort)
            .Because.Should().Be("no other listener of this machine comes into question");
    }

    [Fact]
    public void Here_without_a_look_at_the_others_nothing_is_said()
    {
        Diagnosis diagnosis = Of("redis://127.0.0.1:6380").Refused("127.0.0.1").Diagnose();

        diagnosis.LikelihoodOf(CauseCode.WrongPort).Should().BeNull();
        diagnosis.RuledOutCodes().Should().NotContain(CauseCode.WrongPort);
    }

    [Fact]
    public void A_far_host_that_refuses_may_serve_elsewhere_and_one_that_a_filter_guards_tells_nothing()
    {
        Cause cause = Of("redis://8.8.8.8:6380").Refused("8.8.8.8").Diagnose().The(CauseCode.WrongPort);

        cause.Likelihood.Should().Be(Likelihood.Possible);
        cause.Summary.Should().Be("The service may be on another port than 6380.");
        cause.Remedies.Should().ContainSingle().Which.Text.Should().StartWith("Compare port 6380");
        Told(Of("redis://8.8.8.8:6380").Refused("8.8.8.8", Icmp(3, 3, "8.8.8.8"))).Should().BeNull();
        Told(Of("redis://8.8.8.8:6380").TimedOut("8.8.8.8")).Should().BeNull();
        Told(Of("redis://8.8.8.8:6380").Unreachable("8.8.8.8", Icmp(3, 1, "8.8.8.1"))).Should().BeNull();
    }

    [Fact]
    public void Only_usual_ports_that_were_answered_speak_against_it()
    {
        Reasons(HostPorts.Closed(6379).Usual(), HostPorts.Open(26379).Usual()).Should().Equal("The usual ports of Redis on that host answer otherwise: 6379, 26379.");
        Reasons(HostPorts.Silent(6379).Usual()).Should().BeEmpty("it may be there behind a filter");
        Reasons(HostPorts.Rejected(6379, "8.8.8.1").Usual()).Should().BeEmpty();
        Reasons(HostPorts.Open(22)).Should().BeEmpty("nobody expects it there");

        static IReadOnlyList<string> Reasons(params HostPort[] ports) =>
            Of("redis://8.8.8.8:6380").Refused("8.8.8.8").HasPorts(ports).Diagnose().The(CauseCode.WrongPort).Reasons;
    }

    [Fact]
    public void A_far_port_that_serves_weighs_by_what_it_serves_and_how_this_one_failed()
    {
        int rare = Weight(Of("redis://8.8.8.8:6380").Refused("8.8.8.8").HasPorts(HostPorts.Serving(6379)));
        int silent = Weight(Of("redis://8.8.8.8:6380").TimedOut("8.8.8.8").HasPorts(HostPorts.Serving(6379)));
        int page = Weight(Of("http://8.8.8.8:8081/cart").Refused("8.8.8.8").HasPorts(HostPorts.Serving(80)));
        int front = Weight(Of("http://8.8.8.8:8081/").Refused("8.8.8.8").HasPorts(HostPorts.Serving(80)));

        rare.Should().BeGreaterThan(silent);
        silent.Should().Be(page);
        page.Should().BeGreaterThan(front);
        Weight(Of("ws://8.8.8.8:8081/").Refused("8.8.8.8").HasPorts(HostPorts.Serving(80))).Should().Be(rare, "a WebSocket server is rarely there by chance");
    }

    [Theory]
    [InlineData(true, CauseCodes.NotListening, "Nothing listens on 6380, but a server on 6379 answers Redis.")]
    [InlineData(false, CauseCodes.Firewall, "Port 6380 is silent, but a server on 6379 answers Redis.")]
    public void A_far_port_that_serves_is_told_from_the_cause_beside_it(bool refused, string other, string summary)
    {
        Scene scene = refused ? Of("redis://8.8.8.8:6380").Refused("8.8.8.8") : Of("redis://8.8.8.8:6380").TimedOut("8.8.8.8");

        Diagnosis diagnosis = scene.HasPorts(HostPorts.Serving(6379)).Diagnose();

        Cause cause = diagnosis.The(CauseCode.WrongPort);
        cause.Summary.Should().Be(summary);
        cause.Reasons.Should().Equal("8.8.8.8:6379 answers Redis.");
        cause.Remedies.Should().ContainSingle().Which.Text.Should().EndWith("dial redis://8.8.8.8:6379");
        NextCheck check = diagnosis.NextChecks.First(check => check.Text.StartsWith("On the server, look whether the service on 6379", StringComparison.Ordinal));
        check.Separates.Select(code => code.ToString()).Should().BeEquivalentTo("wrong-port", other);
        (check.Actor, check.Command).Should().Be((RemedyActor.Server, "ss -ltnp 'sport = :6379'"));
    }

    private static class CauseCodes
    {
        public const string NotListening = "server-not-listening";
        public const string Firewall = "server-firewall";
    }
}
