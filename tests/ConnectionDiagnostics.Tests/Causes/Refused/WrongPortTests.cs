using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Refused;

public class WrongPortTests
{
    [Fact]
    public void A_rare_protocol_on_another_port_of_a_far_host_is_likely_the_wanted_one()
    {
        Diagnosis diagnosis = Of("redis://8.8.8.8:6380").Refused("8.8.8.8").HasPorts(HostPorts.Serving(6379)).Diagnose();

        diagnosis.Ranking().Should().StartWith(["wrong-port likely"]);
        diagnosis.Causes[0].Summary.Should().Contain("6379").And.Contain("6380");
        diagnosis.NextChecks.Should().Contain(check => check.Separates.Contains(CauseCode.WrongPort) && check.Separates.Contains(CauseCode.ServerNotListening));
    }

    [Fact]
    public void What_to_dial_instead_keeps_the_name_of_the_host()
    {
        Diagnosis diagnosis = Of("redis://cache.example:6380").ResolvesTo("8.8.8.8").Refused("8.8.8.8").HasPorts(HostPorts.Serving(6379)).Diagnose();

        diagnosis.The(CauseCode.WrongPort).Remedies.Should().Contain(remedy => remedy.Text.Contains("redis://cache.example:6379"));
    }

    [Fact]
    public void A_server_without_TLS_beside_a_closed_port_of_wss_is_found()
    {
        Scene scene = Of("wss://127.0.0.1:9443/chat").Refused("127.0.0.1").Listens(At("127.0.0.1:9000")).HasNeighbours(("127.0.0.1:9000", false));
        Diagnosis diagnosis = scene.With(evidence => evidence with
        {
            Neighbours = Fact<NeighbourEvidence>.Measured(new NeighbourEvidence { Ports = [evidence.Neighbours.Value!.Ports[0] with { ServesWithoutTls = true }] }),
        }).Diagnose();

        diagnosis.The(CauseCode.WrongPort).Summary.Should().Contain("without TLS");
        diagnosis.The(CauseCode.WrongPort).Remedies[0].Text.Should().Contain("ws://127.0.0.1:9000/chat");
    }

    [Fact]
    public void HTTP_on_another_port_may_be_another_site()
    {
        Diagnosis http = Of("http://8.8.8.8:8081/shop/cart").Refused("8.8.8.8").HasPorts(HostPorts.Serving(80)).Diagnose();

        http.LikelihoodOf(CauseCode.WrongPort).Should().Be(Likelihood.Likely);
        http.LikelihoodOf(CauseCode.ServerNotListening).Should().Be(Likelihood.Possible);
        http.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
    }

    [Fact]
    public void A_front_page_on_another_port_says_little()
    {
        Diagnosis http = Of("http://8.8.8.8:8081/").Refused("8.8.8.8").HasPorts(HostPorts.Serving(80)).Diagnose();

        http.Causes[0].Code.Should().Be(CauseCode.WrongPort);
        http.LikelihoodOf(CauseCode.WrongPort).Should().Be(Likelihood.Possible);
        http.LikelihoodOf(CauseCode.ServerNotListening).Should().Be(Likelihood.Possible);
    }

    [Fact]
    public void Behind_a_silent_port_the_service_may_as_well_be_on_both()
    {
        Diagnosis diagnosis = Of("redis://8.8.8.8:6380").TimedOut("8.8.8.8").HasPorts(HostPorts.Serving(6379)).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.WrongPort).Should().Be(Likelihood.Likely);
        diagnosis.LikelihoodOf(CauseCode.ServerFirewall).Should().Be(Likelihood.Likely);
    }

    [Fact]
    public void Usual_ports_that_serve_something_else_speak_a_little_against_it()
    {
        Diagnosis without = Of("redis://8.8.8.8:6380").Refused("8.8.8.8").Diagnose();
        Diagnosis with = Of("redis://8.8.8.8:6380").Refused("8.8.8.8").HasPorts(HostPorts.Closed(6379).Usual()).Diagnose();

        without.The(CauseCode.WrongPort).Reasons.Should().BeEmpty();
        with.The(CauseCode.WrongPort).Reasons.Should().ContainSingle().Which.Should().Contain("6379");
    }

    [Fact]
    public void A_silent_host_without_another_port_that_serves_says_nothing_of_ports() =>
        Of("redis://8.8.8.8:6380").TimedOut("8.8.8.8").HasPorts(HostPorts.Open(22)).Diagnose().LikelihoodOf(CauseCode.WrongPort).Should().BeNull();

    [Fact]
    public void Here_without_any_other_listener_it_is_ruled_out() =>
        Of("redis://127.0.0.1:6380").Refused("127.0.0.1").Listens().HasNeighbours().Diagnose().RuledOutCodes().Should().Contain(CauseCode.WrongPort);

    [Fact]
    public void Where_somebody_accepted_the_port_is_right() =>
        Of("tcp://8.8.8.8:6380").Connects().HasPorts(HostPorts.Serving(6379)).Diagnose().Causes.Should().BeEmpty();
}
