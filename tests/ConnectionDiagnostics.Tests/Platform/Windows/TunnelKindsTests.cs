using System.Net.NetworkInformation;
using ConnectionDiagnostics.Platform.Windows;

namespace ConnectionDiagnostics.Tests.Platform.Windows;

public class TunnelKindsTests
{
    [Theory]
    [InlineData(53, "Wintun Userspace Tunnel")]
    [InlineData(53, "Tailscale Tunnel")]
    [InlineData(53, "WireGuard Tunnel")]
    [InlineData(23, "WAN Miniport (IKEv2)")]
    [InlineData(131, "Teredo Tunneling Pseudo-Interface")]
    [InlineData(6, "TAP-Windows Adapter V9")]
    public void Tunnels_are_known_by_type_or_driver(int type, string description) =>
        TunnelKinds.IsTunnel((NetworkInterfaceType)type, description).Should().BeTrue();

    [Theory]
    [InlineData(6, "Intel(R) Ethernet Connection I219-V")]
    [InlineData(71, "Intel(R) Wi-Fi 6 AX201")]
    [InlineData(24, "Software Loopback Interface 1")]
    [InlineData(6, "Hyper-V Virtual Ethernet Adapter")]
    public void Others_are_none(int type, string description) => TunnelKinds.IsTunnel((NetworkInterfaceType)type, description).Should().BeFalse();
}
