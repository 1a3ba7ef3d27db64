using System.Net;
using ConnectionDiagnostics.Knowledge;

namespace ConnectionDiagnostics.Tests.Knowledge;

public class ClientSoftwareTests
{
    [Theory]
    [InlineData("198.18.0.0", true)]
    [InlineData("198.19.255.255", true)]
    [InlineData("::ffff:198.18.0.7", true)]
    [InlineData("fc00::1", true)]
    [InlineData("fc00:3fff:ffff::1", true)]
    [InlineData("fdfe:dcba:9876::9", true)]
    [InlineData("198.17.255.255", false)]
    [InlineData("198.20.0.0", false)]
    [InlineData("fc00:4000::", false)]
    [InlineData("fd00::1", false)]
    [InlineData("8.8.8.8", false)]
    public void Fake_addresses_are_known(string address, bool isFake) => (FakeAddresses.Find(IPAddress.Parse(address)) is not null).Should().Be(isFake);

    [Theory]
    [InlineData(7890, "Clash or mihomo")]
    [InlineData(7897, "Clash Verge Rev")]
    [InlineData(10808, "v2rayN, V2Ray or Xray")]
    [InlineData(8888, "Fiddler or Charles")]
    [InlineData(5432, null)]
    [InlineData(0, null)]
    public void Usual_ports_of_proxy_software_are_known(int port, string? name) => (ClientProxies.OnPort(port)?.Name).Should().Be(name);

    [Theory]
    [InlineData("Meta", TunnelKind.Proxy, "mihomo (Clash Meta)")]
    [InlineData("Mihomo", TunnelKind.Proxy, "mihomo (Clash Meta)")]
    [InlineData("singbox_tun", TunnelKind.Proxy, "sing-box")]
    [InlineData("wintunsingbox_tun", TunnelKind.Proxy, "sing-box")]
    [InlineData("tailscale0", TunnelKind.Vpn, "Tailscale")]
    [InlineData("wg0", TunnelKind.Vpn, "WireGuard")]
    [InlineData("wg0-mullvad", TunnelKind.Vpn, "Mullvad")]
    [InlineData("OpenVPN TAP-Windows6", TunnelKind.Vpn, "OpenVPN")]
    [InlineData("utun4", TunnelKind.Any, "TUN")]
    [InlineData("tun0", TunnelKind.Any, "TUN")]
    [InlineData("ppp0", TunnelKind.Any, "PPP")]
    public void Tunnels_are_known_by_name(string name, object kind, string software) =>
        TunnelInterfaces.Find(name).Should().Be(new TunnelSoftware((TunnelKind)kind, software));

    [Theory]
    [InlineData("eth0")]
    [InlineData("lo")]
    [InlineData("docker0")]
    [InlineData("veth1a2b3c")]
    [InlineData("tunl0")]
    [InlineData("tun")]
    [InlineData("tun0x")]
    [InlineData("metal0")]
    [InlineData("wlan0")]
    [InlineData("Wi-Fi")]
    [InlineData("")]
    public void Other_interfaces_are_none(string name) => TunnelInterfaces.Find(name).Should().BeNull();

    [Theory]
    [InlineData("198.18.0.1", 30, "mihomo (Clash Meta)")]
    [InlineData("172.19.0.1", 30, "sing-box")]
    [InlineData("fdfe:dcba:9876::1", 126, "sing-box or mihomo")]
    [InlineData("fd7a:115c:a1e0::1234", 128, "Tailscale")]
    [InlineData("172.19.0.1", 16, null)]
    [InlineData("172.18.0.1", 16, null)]
    [InlineData("192.168.1.2", 24, null)]
    public void Tunnels_are_known_by_address(string address, int prefixLength, string? name)
    {
        (TunnelAddresses.Find(IPAddress.Parse(address), prefixLength)?.Name).Should().Be(name);
    }
}
