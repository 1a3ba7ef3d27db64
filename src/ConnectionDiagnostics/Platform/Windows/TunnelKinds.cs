using System.Net.NetworkInformation;

namespace ConnectionDiagnostics.Platform.Windows;

/// <summary>Which interfaces are tunnels.</summary>
internal static class TunnelKinds
{
    /// <summary>
    /// IF_TYPE_PROP_VIRTUAL (ipifcons.h), which .NET has no name for: the drivers of Wintun and WireGuard declare it (<c>*IfType = 53</c> in their .inf),
    /// and with Wintun most programs that make a TUN device on Windows.
    /// </summary>
    private const NetworkInterfaceType PropVirtual = (NetworkInterfaceType)53;

    /// <summary>Drivers that pass their tunnel off as Ethernet, by how they describe themselves.</summary>
    private static readonly string[] Descriptions = ["TAP-Windows", "TAP-Win32", "OpenVPN", "WireGuard", "Wintun"];

    /// <remarks>PPP is what the VPNs of the system itself are (IKEv2, L2TP, SSTP, PPTP), and dialling up.</remarks>
    public static bool IsTunnel(NetworkInterfaceType type, string description) =>
        type is NetworkInterfaceType.Ppp or NetworkInterfaceType.Tunnel or PropVirtual
        || Descriptions.Any(word => description.Contains(word, StringComparison.OrdinalIgnoreCase));
}
