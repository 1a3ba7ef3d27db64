using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Platform;

/// <summary>From where the system would send to an address, or why it would not.</summary>
/// <param name="Address">The address; <see langword="null"/> when there is none.</param>
/// <param name="Error">The system's error, if it gave one.</param>
internal sealed record SourceAddress(IPAddress? Address, SocketError Error)
{
    /// <summary>Connecting a UDP socket asks the routing table and sends nothing.</summary>
    public static SourceAddress Find(IPEndPoint destination)
    {
        try
        {
            using var socket = new Socket(destination.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Connect(destination);
            return new SourceAddress((socket.LocalEndPoint as IPEndPoint)?.Address, SocketError.Success);
        }
        catch (SocketException exception)
        {
            return new SourceAddress(null, exception.SocketErrorCode);
        }
    }
}
