using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>
/// One ICMP echo request from a datagram socket, which the kernel gives to the groups of <c>net.ipv4.ping_group_range</c>, for IPv6 too
/// (icmp(7)). Not by .NET's Ping, which starts the program of that name where the socket is denied.
/// </summary>
internal static class LinuxPing
{
    private const int MaxReply = 1500;
    private static readonly TimeSpan WarmUpLimit = TimeSpan.FromMilliseconds(200);

    /// <summary>The first of all takes the runtime 20 ms: it goes to loopback, before there is something to measure.</summary>
    private static readonly Lazy<Task> WarmUp = new(WarmUpAsync);

    public static async Task<Fact<PingEvidence>> RunAsync(IPAddress address, TimeProvider time, CancellationToken abandoned)
    {
        await WarmUp.Value.ConfigureAwait(false);
        return await AskAsync(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, time, abandoned).ConfigureAwait(false);
    }

    private static async Task WarmUpAsync()
    {
        using var limit = new CancellationTokenSource(WarmUpLimit);
        await AskAsync(IPAddress.Loopback, TimeProvider.System, limit.Token).ConfigureAwait(false);
    }

    private static async Task<Fact<PingEvidence>> AskAsync(IPAddress address, TimeProvider time, CancellationToken abandoned)
    {
        bool isIPv6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, isIPv6 ? ProtocolType.IcmpV6 : ProtocolType.Icmp);
            ErrorQueue.Enable((int)socket.Handle, address.AddressFamily);
            socket.Connect(new IPEndPoint(address, 0));
            long start = time.GetTimestamp();
            PingEvidence result = await AskAsync(socket, new EchoMessage(isIPv6), abandoned).ConfigureAwait(false);
            return Fact<PingEvidence>.Measured(result.Answered ? result with { RoundTripTime = time.GetElapsedTime(start) } : result);
        }
        catch (SocketException exception)
        {
            return Fact<PingEvidence>.NotMeasured(LinuxErrors.ToReason(exception.NativeErrorCode));
        }
    }

    private static async Task<PingEvidence> AskAsync(Socket socket, EchoMessage message, CancellationToken abandoned)
    {
        byte[] reply = new byte[MaxReply];
        try
        {
            await socket.SendAsync(message.ToBytes(), abandoned).ConfigureAwait(false);
            while (true)
            {
                int length = await socket.ReceiveAsync(reply, abandoned).ConfigureAwait(false);
                if (message.IsAnsweredBy(reply.AsSpan(0, length)))
                {
                    return new PingEvidence { Answered = true };
                }
            }
        }
        catch (OperationCanceledException)
        {
            return new PingEvidence { Answered = false };
        }
        catch (SocketException) when (ErrorQueue.Read((int)socket.Handle) is [{ } error, ..])
        {
            return new PingEvidence { Answered = false, Error = error };
        }
    }
}
