using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Platform.Windows;

/// <summary>The ICMP error that ended a connect (Windows 10 2004, <c>TCP_FAIL_CONNECT_ON_ICMP_ERROR</c> and <c>TCP_ICMP_ERROR_INFO</c>, ws2ipdef.h).</summary>
/// <remarks>Without the option the connect goes on until the system's own time for it is up.</remarks>
internal static class IcmpErrorInfo
{
    /// <summary><c>ICMP_ERROR_INFO</c>: the sender's SOCKADDR_INET 28, the protocol (an enum) 4, type and code 1 each, padding 2.</summary>
    public const int Size = 36;

    private const int LevelTcp = 6;
    private const int FailConnectOnIcmpError = 18;
    private const int IcmpError = 19;
    private const uint ProtocolIcmpV6 = 58;
    private const int Protocol = 28;
    private const int Type = 32;
    private const int Code = 33;

    /// <summary>Asks for it, before the connect.</summary>
    /// <returns>Whether the system can.</returns>
    public static unsafe bool Enable(Socket socket)
    {
        try
        {
            uint on = 1;
            return WinSock.SetSocketOption(socket.SafeHandle, LevelTcp, FailConnectOnIcmpError, (byte*)&on, sizeof(uint)) == 0;
        }
        catch (Exception exception) when (NativeCall.IsMissing(exception) || exception is ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>The error, after the connect; <see langword="null"/> when there was none (WSANO_DATA).</summary>
    public static unsafe IcmpError? Ask(Socket socket)
    {
        try
        {
            byte* bytes = stackalloc byte[Size];
            int length = Size;
            return WinSock.GetSocketOption(socket.SafeHandle, LevelTcp, IcmpError, bytes, &length) == 0
                ? Read(new ReadOnlySpan<byte>(bytes, Math.Clamp(length, 0, Size)))
                : null;
        }
        catch (Exception exception) when (NativeCall.IsMissing(exception) || exception is ObjectDisposedException)
        {
            return null;
        }
    }

    internal static IcmpError? Read(ReadOnlySpan<byte> bytes) =>
        // Without the padding a writer may leave away.
        bytes.Length > Code && SocketAddressInet.Read(bytes) is { } sender && !sender.Equals(IPAddress.Any) && !sender.Equals(IPAddress.IPv6Any)
            ? new IcmpError
            {
                Type = bytes[Type],
                Code = bytes[Code],
                Sender = sender,
                IsIPv6 = BinaryPrimitives.ReadUInt32LittleEndian(bytes[Protocol..]) == ProtocolIcmpV6,
            }
            : null;
}
