using System.Net;
using System.Net.NetworkInformation;

namespace ConnectionDiagnostics.Platform.Portable;

/// <summary>Counts this machine's connections by .NET alone; without their processes.</summary>
internal static class PortableCensus
{
    public static Fact<ConnectionCensus> Count(IPEndPoint destination)
    {
        try
        {
            TcpConnectionInformation[] connections = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections();
            return Fact<ConnectionCensus>.Measured(Count(connections.Select(connection => (connection.RemoteEndPoint, connection.State)), destination));
        }
        catch (PlatformNotSupportedException)
        {
            return Fact<ConnectionCensus>.NotMeasured(FactReason.NotSupported);
        }
        catch (Exception exception) when (exception is NetworkInformationException or IOException or UnauthorizedAccessException or FormatException or InvalidDataException)
        {
            return Fact<ConnectionCensus>.NotMeasured(FactReason.Failed);
        }
    }

    public static ConnectionCensus Count(IEnumerable<(IPEndPoint Remote, TcpState State)> connections, IPEndPoint destination)
    {
        (IPEndPoint Remote, TcpState State)[] open = [.. connections.Where(connection => connection.State != TcpState.Listen)];
        return new ConnectionCensus
        {
            ToDestination = Tally(open.Where(connection => IsSame(connection.Remote, destination))),
            All = Tally(open),
        };
    }

    /// <summary>The same address and port, whether or not a socket for both families wrote an IPv4 address as IPv6, or a zone is added.</summary>
    public static bool IsSame(IPEndPoint a, IPEndPoint b) =>
        a.Port == b.Port && Plain(a.Address).AsSpan().SequenceEqual(Plain(b.Address));

    public static ConnectionState ToState(TcpState state) => state switch
    {
        TcpState.Established => ConnectionState.Established,
        TcpState.SynSent => ConnectionState.SynSent,
        TcpState.SynReceived => ConnectionState.SynReceived,
        TcpState.FinWait1 => ConnectionState.FinWait1,
        TcpState.FinWait2 => ConnectionState.FinWait2,
        TcpState.TimeWait => ConnectionState.TimeWait,
        TcpState.CloseWait => ConnectionState.CloseWait,
        TcpState.LastAck => ConnectionState.LastAck,
        TcpState.Closing => ConnectionState.Closing,
        _ => ConnectionState.Other,
    };

    private static byte[] Plain(IPAddress address) => (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address).GetAddressBytes();

    private static ConnectionCount[] Tally(IEnumerable<(IPEndPoint Remote, TcpState State)> connections) =>
    [
        .. connections.GroupBy(connection => ToState(connection.State)).OrderBy(group => group.Key)
            .Select(group => new ConnectionCount { State = group.Key, Count = group.Count() }),
    ];
}
