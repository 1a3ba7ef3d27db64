using System.Net.NetworkInformation;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform;

namespace ConnectionDiagnostics.Tests.Platform;

public class InterfacesTests
{
    [Fact]
    public void An_interface_is_found_by_name_and_by_index()
    {
        NetworkInterface loopback = NetworkInterface.GetAllNetworkInterfaces().First(device => device.NetworkInterfaceType == NetworkInterfaceType.Loopback);
        int index = loopback.GetIPProperties().GetIPv4Properties().Index;

        Interfaces.FindByName(loopback.Name)!.Name.Should().Be(loopback.Name);
        Interfaces.FindByIndex(index, AddressFamily.InterNetwork)!.Name.Should().Be(loopback.Name);
    }

    [Fact]
    public void One_that_is_not_there_is_not_found()
    {
        Interfaces.FindByName("there is no such interface").Should().BeNull();
        Interfaces.FindByIndex(int.MaxValue, AddressFamily.InterNetwork).Should().BeNull();
        Interfaces.FindByIndex(int.MaxValue, AddressFamily.InterNetworkV6).Should().BeNull();
    }

    [Fact]
    public void Asking_for_IPv6_never_throws() => FluentActions.Invoking(() => Interfaces.IsIPv6Disabled()).Should().NotThrow();
}
