using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Platform.MacOS;

/// <summary>One ICMP echo request from a datagram socket, which macOS gives to everybody (icmp(4)).</summary>
internal static class MacPing
{
    private const int MaxPacket = 1500;

    public static async Task<Fact<PingEvidence>> RunAsync(IPAddress address, TimeProvider time, CancellationToken abandoned)
    {
        bool isIPv6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        try
        {
            // Not connected: a router's error has another sender than the target.
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, isIPv6 ? ProtocolType.IcmpV6 : ProtocolType.Icmp);
            long start = time.GetTimestamp();
            PingEvidence seen = await AskAsync(socket, new EchoExchange(isIPv6), address, abandoned).ConfigureAwait(false);
            return Fact<PingEvidence>.Measured(seen.Answered ? seen with { RoundTripTime = time.GetElapsedTime(start) } : seen);
        }
        catch (OperationCanceledException)
        {
            return Fact<PingEvidence>.Measured(new PingEvidence { Answered = false });
        }
        catch (SocketException exception)
        {
            return Fact<PingEvidence>.NotMeasured(exception.SocketErrorCode == SocketError.AccessDenied ? FactReason.Denied : FactReason.Failed);
        }
    }

    private static async Task<PingEvidence> AskAsync(Socket socket, EchoExchange exchange, IPAddress address, CancellationToken abandoned)
    {
        byte[] packet = new byte[MaxPacket];
        var from = new IPEndPoint(address.AddressFamily == AddressFamily.InterNetworkV6 ? IPAddress.IPv6Any : IPAddress.Any, 0);
        await socket.SendToAsync(exchange.ToBytes(), SocketFlags.None, new IPEndPoint(address, 0), abandoned).ConfigureAwait(false);
        while (true)
        {
            SocketReceiveFromResult received = await socket.ReceiveFromAsync(packet.AsMemory(), SocketFlags.None, from, abandoned).ConfigureAwait(false);
            IPAddress sender = ((IPEndPoint)received.RemoteEndPoint).Address;
            if (exchange.Read(packet.AsSpan(0, received.ReceivedBytes), sender) is { } seen)
            {
                return seen;
            }
        }
    }
}
