using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Refused;

public class ContainerLocalhostTests
{
    private static Scene Refused => Of("http://127.0.0.1:8080/").Refused("127.0.0.1").Listens().HasNeighbours();

    [Fact]
    public void A_host_that_serves_the_port_makes_it_likely()
    {
        Diagnosis diagnosis = Refused.InContainer().ContainerHost("172.17.0.1", SocketError.Success).Diagnose();

        diagnosis.Ranking().Should().Equal("container-localhost likely", "server-not-listening likely");
        diagnosis.Causes[0].Remedies[0].Text.Should().Contain("http://172.17.0.1:8080/");
    }

    [Fact]
    public void So_it_is_in_the_subsystem_for_Linux() =>
        Refused.InSubsystemForLinux().ContainerHost("172.17.0.1", SocketError.Success).Diagnose().Causes[0].Code.Should().Be(CauseCode.ContainerLocalhost);

    [Theory]
    [InlineData(SocketError.ConnectionRefused)]
    [InlineData(SocketError.TimedOut)]
    public void A_host_that_does_not_serve_it_either_leaves_the_server_that_is_not_started(SocketError error) =>
        Refused.InContainer().ContainerHost("172.17.0.1", error).Diagnose().Ranking().Should().Equal("server-not-listening confirmed");

    [Fact]
    public void Elsewhere_than_in_a_container_localhost_is_this_machine() =>
        Refused.ContainerHost("172.17.0.1", SocketError.Success).Diagnose().LikelihoodOf(CauseCode.ContainerLocalhost).Should().BeNull();

    [Fact]
    public void Where_somebody_listens_in_the_container_the_container_is_meant() =>
        Refused.InContainer().Listens(At("127.0.0.2:8080")).ContainerHost("172.17.0.1", SocketError.Success).Diagnose()
            .LikelihoodOf(CauseCode.ContainerLocalhost).Should().BeNull();

    [Fact]
    public void Another_address_than_loopback_means_what_it_says() =>
        Of("8.8.8.8:8080").InContainer().Refused("8.8.8.8").Diagnose().LikelihoodOf(CauseCode.ContainerLocalhost).Should().BeNull();
}
