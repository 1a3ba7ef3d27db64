using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.TimedOut;

public class LocalNetworkPermissionTests
{
    private static Scene AtOnce => Of("198.51.100.9:80").On(OperatingSystemKind.MacOS).Dialled("198.51.100.9", SocketError.HostUnreachable, 1);

    [Fact]
    public void On_macOS_a_host_of_the_own_link_that_is_unreachable_at_once_makes_it_likely() =>
        AtOnce.Diagnose().LikelihoodOf(CauseCode.LocalNetworkPermission).Should().Be(Likelihood.Likely);

    [Fact]
    public void One_that_was_asked_for_first_is_rather_down()
    {
        Diagnosis diagnosis = Of("198.51.100.9:80").On(OperatingSystemKind.MacOS).Dialled("198.51.100.9", SocketError.HostUnreachable, 3000).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.LocalNetworkPermission).Should().Be(Likelihood.Possible);
        diagnosis.LikelihoodOf(CauseCode.HostDown).Should().NotBeNull();
    }

    [Theory]
    [InlineData(OperatingSystemKind.Linux)]
    [InlineData(OperatingSystemKind.Windows)]
    public void Other_systems_do_not_know_it(OperatingSystemKind system) =>
        AtOnce.On(system).Diagnose().LikelihoodOf(CauseCode.LocalNetworkPermission).Should().BeNull();

    [Fact]
    public void Another_network_needs_no_permission() =>
        Of("8.8.8.8:80").On(OperatingSystemKind.MacOS).Dialled("8.8.8.8", SocketError.HostUnreachable, 1).Diagnose()
            .LikelihoodOf(CauseCode.LocalNetworkPermission).Should().BeNull();
}
