using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Whether IPv6 is switched off: for all interfaces, or with the kernel (<c>ipv6.disable=1</c>, or built without).</summary>
internal static class IPv6Switch
{
    private const int SockStreamCloseOnExec = 1 | 0x80000;

    public static bool? IsOff() =>
        SocketError() == LinuxErrors.FamilyNotSupported ? true
        : Read(ProcFile.Read("/proc/sys/net/ipv6/conf/all/disable_ipv6"), ProcFile.Read("/proc/net/if_inet6"));

    /// <param name="disableAll"><c>conf/all/disable_ipv6</c> (networking/ip-sysctl in the kernel's documentation).</param>
    /// <param name="addresses">
    /// One line for every address, with the interface at its end (proc_net(5)). One may be switched on again for itself and has some then;
    /// loopback is so in Docker's containers, and leads nowhere.
    /// </param>
    internal static bool? Read(string? disableAll, string? addresses) => disableAll?.Trim() switch
    {
        "0" => false,
        "1" => (addresses ?? "").Split('\n').All(line => string.IsNullOrWhiteSpace(line) || line.TrimEnd().EndsWith(" lo", StringComparison.Ordinal)),
        _ => null,
    };

    private static int SocketError()
    {
        int descriptor = LibC.Socket(LinuxFamily.IPv6, SockStreamCloseOnExec, (int)ProtocolType.Tcp);
        if (descriptor < 0)
        {
            return Marshal.GetLastPInvokeError();
        }

        _ = LibC.Close(descriptor);
        return 0;
    }
}
