using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.AddressNotAvailable;

/// <summary>No local port is left: <c>ephemeral-ports-exhausted</c> and, where closed connections hold them, <c>time-wait-buildup</c>.</summary>
public class ExhaustedPortsTests
{
    private static Scene NoPort => Of("8.8.8.8:80").Dialled("8.8.8.8", SocketError.AddressNotAvailable);

    private static Scene Exhausted => NoPort.LocalPorts(1000, (ConnectionState.Established, 990), (ConnectionState.TimeWait, 10));

    [Fact]
    public void Connections_that_hold_every_port_confirm_it()
    {
        Diagnosis diagnosis = Exhausted.OwnedBy("crawler", 985).Diagnose();

        diagnosis.Ranking().Should().Equal("ephemeral-ports-exhausted confirmed");
        diagnosis.Causes[0].Reasons.Should().Contain(reason => reason.Contains("crawler (pid 4121): 985"));
        diagnosis.RuledOutCodes().Should().Contain(CauseCode.TimeWaitBuildup);
    }

    [Fact]
    public void Closed_ones_that_hold_every_port_confirm_both()
    {
        Diagnosis diagnosis = NoPort.LocalPorts(1000, (ConnectionState.TimeWait, 1000)).Diagnose();

        diagnosis.Ranking().Should().Equal("time-wait-buildup confirmed", "ephemeral-ports-exhausted confirmed");
    }

    [Theory]
    [InlineData(980, true)]
    [InlineData(979, false)]
    public void A_few_may_close_while_they_are_counted(int connections, bool confirmed) =>
        NoPort.LocalPorts(1000, (ConnectionState.Established, connections)).Diagnose().LikelihoodOf(CauseCode.EphemeralPortsExhausted)
            .Should().Be(confirmed ? Likelihood.Confirmed : Likelihood.Likely);

    [Fact]
    public void Without_the_count_it_is_likely() =>
        Exhausted.WithLocalPorts(ports => ports with { Connections = null }).Diagnose().Ranking().Should().Equal("ephemeral-ports-exhausted likely");

    [Fact]
    public void Without_the_range_it_is_likely() =>
        Exhausted.WithLocalPorts(ports => ports with { FirstPort = null, LastPort = null }).Diagnose().Ranking().Should().Equal("ephemeral-ports-exhausted likely");

    [Fact]
    public void Reserved_ports_are_not_there_to_be_given()
    {
        Scene scene = NoPort.LocalPorts(1000, (ConnectionState.Established, 500));

        scene.Diagnose().LikelihoodOf(CauseCode.EphemeralPortsExhausted).Should().Be(Likelihood.Likely);
        scene.WithLocalPorts(ports => ports with { ReservedPorts = 500 }).Diagnose().LikelihoodOf(CauseCode.EphemeralPortsExhausted).Should().Be(Likelihood.Confirmed);
    }

    [Fact]
    public void Ports_that_are_free_speak_against_it() =>
        NoPort.LocalPorts(1000, (ConnectionState.Established, 10)).Diagnose().LikelihoodOf(CauseCode.EphemeralPortsExhausted).Should().Be(Likelihood.Possible);

    [Fact]
    public void With_an_address_of_its_own_a_socket_needs_a_port_that_is_free_for_every_destination() =>
        Of("8.8.8.8:80").BoundTo("198.51.100.7").Dialled("8.8.8.8", SocketError.AddressAlreadyInUse, atBind: true).LocalPorts(1000, (ConnectionState.Established, 10))
            .Diagnose().LikelihoodOf(CauseCode.EphemeralPortsExhausted).Should().Be(Likelihood.Likely);

    [Fact]
    public void Half_of_them_closed_make_the_build_up_likely_where_ports_are_left() =>
        NoPort.LocalPorts(1000, (ConnectionState.Established, 300), (ConnectionState.TimeWait, 300)).Diagnose()
            .LikelihoodOf(CauseCode.TimeWaitBuildup).Should().Be(Likelihood.Likely);

    [Fact]
    public void Connections_that_the_application_does_not_close_are_a_leak() =>
        NoPort.LocalPorts(1000, (ConnectionState.CloseWait, 1000)).Diagnose().The(CauseCode.EphemeralPortsExhausted).Remedies[0].Text
            .Should().NotBe(Exhausted.Diagnose().The(CauseCode.EphemeralPortsExhausted).Remedies[0].Text);

    [Fact]
    public void A_local_address_that_is_missing_is_not_a_port_that_is_missing()
    {
        Diagnosis diagnosis = Of("8.8.8.8:80").BoundTo("10.9.9.9").Dialled("8.8.8.8", SocketError.AddressNotAvailable, atBind: true)
            .LocalPorts(1000, (ConnectionState.TimeWait, 1000)).Diagnose();

        diagnosis.Ranking().Should().Equal("local-address-missing confirmed");
    }

    [Fact]
    public void Without_IPv6_no_port_is_missing() =>
        Of("[2a00::8]:80").Dialled("2a00::8", SocketError.AddressNotAvailable).LocalPorts(1000, (ConnectionState.Established, 0)).Diagnose()
            .Ranking().Should().Equal("ipv6-unavailable confirmed");
}
