using System.Buffers.Binary;
using System.Net;
using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.MacOS;

/// <summary>
/// Asks the kernel for the route to one address, as <c>route get</c> does (route(4)): of all messages the only one that needs no privilege. Sends
/// nothing to the network.
/// </summary>
internal static class RoutingSocket
{
    private const int PfRoute = 17;
    private const int SockRaw = 3;
    private const int DoNotWait = 0x80;
    private const int MaxMessages = 64;
    private const int MaxMessage = 2048;

    private static int Sequence;

    public static Fact<SystemRoute> FindRoute(IPAddress address) => NativeCall.Ask(() =>
    {
        int descriptor = LibSystem.Socket(PfRoute, SockRaw, 0);
        if (descriptor < 0)
        {
            return Fact<SystemRoute>.NotMeasured(LibSystem.ToReason(Marshal.GetLastPInvokeError()));
        }

        try
        {
            return Ask(descriptor, address, Interlocked.Increment(ref Sequence));
        }
        finally
        {
            _ = LibSystem.Close(descriptor);
        }
    });

    /// <summary>The question: RTM_GET with the destination and, empty, the interface, which the answer then names.</summary>
    internal static byte[] ToRequest(IPAddress address, int sequence)
    {
        byte[] request = new byte[RoutingMessage.HeaderSize + RoutingAddress.SizeIPv6 + RoutingAddress.SizeLink];
        int length = RoutingMessage.HeaderSize;
        length += RoutingAddress.WriteIP(request.AsSpan(length), address);
        length += RoutingAddress.WriteLink(request.AsSpan(length));
        BinaryPrimitives.WriteUInt16LittleEndian(request, (ushort)length);
        request[2] = RoutingMessage.Version;
        request[3] = RoutingMessage.Get;
        BinaryPrimitives.WriteInt32LittleEndian(request.AsSpan(12), RoutingMessage.HasDestination | RoutingMessage.HasInterface);
        BinaryPrimitives.WriteInt32LittleEndian(request.AsSpan(20), sequence);
        return request[..length];
    }

    /// <summary>The answer to a question of ours in what a routing socket gave; it hears the messages of others too.</summary>
    internal static RoutingMessage? FindAnswer(ReadOnlySpan<byte> bytes, int sequence, int processId)
    {
        while (RoutingMessage.Read(ref bytes) is { } message)
        {
            if (message.Type == RoutingMessage.Get && message.Sequence == sequence && message.ProcessId == processId)
            {
                return message;
            }
        }

        return null;
    }

    private static unsafe Fact<SystemRoute> Ask(int descriptor, IPAddress address, int sequence)
    {
        byte[] request = ToRequest(address, sequence);
        fixed (byte* bytes = request)
        {
            if (LibSystem.Send(descriptor, bytes, (nuint)request.Length, 0) != request.Length)
            {
                return MacRoutes.ToFailure(Marshal.GetLastPInvokeError());
            }
        }

        // The kernel has put the answer into the socket before the call above returns (route_output in rtsock.c): there is nothing to wait for.
        byte* answer = stackalloc byte[MaxMessage];
        for (int i = 0; i < MaxMessages; i++)
        {
            nint length = LibSystem.Receive(descriptor, answer, MaxMessage, DoNotWait);
            if (length <= 0)
            {
                break;
            }

            if (FindAnswer(new ReadOnlySpan<byte>(answer, (int)length), sequence, Environment.ProcessId) is { } message)
            {
                return MacRoutes.ToRoute(message, address);
            }
        }

        return Fact<SystemRoute>.NotMeasured(FactReason.Failed);
    }
}
