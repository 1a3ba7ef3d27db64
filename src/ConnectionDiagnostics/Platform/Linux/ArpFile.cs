using System.Globalization;
using System.Net;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Reads <c>/proc/net/arp</c> (proc_net(5)): address, hardware type, flags, hardware address, mask, interface. IPv4 only.</summary>
internal static class ArpFile
{
    private const int FlagComplete = 2;
    private const int FlagPermanent = 4;

    /// <returns><see langword="null"/> when the file cannot tell.</returns>
    public static LinkNeighbourState? Find(string? text, IPAddress address, string? interfaceName)
    {
        if (text is null || LinuxFamily.Of(address) != LinuxFamily.IPv4 || !text.StartsWith("IP address", StringComparison.Ordinal))
        {
            return null;
        }

        foreach (string line in text.Split('\n').Skip(1))
        {
            string[] fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length >= 6 && IPAddress.TryParse(fields[0], out IPAddress? found) && found.Equals(address)
                && (interfaceName is null || fields[5] == interfaceName))
            {
                return ToState(fields[2]);
            }
        }

        return LinkNeighbourState.Absent;
    }

    /// <summary>The file does not tell one that has failed from one that is being asked, nor whether an answer is recent.</summary>
    private static LinkNeighbourState? ToState(string flags) =>
        flags.StartsWith("0x", StringComparison.Ordinal) && int.TryParse(flags.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out int value)
            ? (value & FlagPermanent) != 0 ? LinkNeighbourState.Fixed
                : (value & FlagComplete) != 0 ? LinkNeighbourState.Stale
                : LinkNeighbourState.Incomplete
            : null;
}
