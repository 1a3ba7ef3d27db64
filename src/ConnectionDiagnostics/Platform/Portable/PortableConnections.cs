using System.Net;
using System.Net.NetworkInformation;

namespace ConnectionDiagnostics.Platform.Portable;

/// <summary>Counts this machine's TCP connections by .NET alone; without their processes.</summary>
internal static class PortableConnections
{
    public static Fact<ConnectionCensus> Count(IPEndPoint destination)
    {
        try
        {
            return Fact<ConnectionCensus>.Measured(Count(IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpConnections(), destination));
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

    internal static ConnectionCensus Count(IEnumerable<TcpConnectionInformation> connections, IPEndPoint destination)
    {
        IPAddress address = Unmapped(destination.Address);
        var toDestination = new ConnectionTally();
        var all = new ConnectionTally();
        foreach (TcpConnectionInformation connection in connections.Where(connection => connection.State != TcpState.Listen))
        {
            ConnectionState state = ToState(connection.State);
            all.Add(state);
            if (connection.RemoteEndPoint.Port == destination.Port && Unmapped(connection.RemoteEndPoint.Address).Equals(address))
            {
                toDestination.Add(state);
            }
        }

        return new ConnectionCensus { ToDestination = toDestination.ToList(), All = all.ToList() };
    }

    private static IPAddress Unmapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static ConnectionState ToState(TcpState state) => state switch
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
}
