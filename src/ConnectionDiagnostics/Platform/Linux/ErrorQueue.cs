using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>ICMP errors that came back for a connection attempt (<c>IP_RECVERR</c>, ip(7)).</summary>
/// <remarks>
/// The manual speaks of datagram sockets only, but since kernel commit 45af29ca761c ("tcp: allow traceroute -Mtcp for unpriv users")
/// errors are queued for TCP too while the socket is in SYN_SENT. Needs no privilege.
/// </remarks>
internal static class ErrorQueue
{
    private const int LevelIP = 0;
    private const int ReceiveErrorsIP = 11;
    private const int LevelIPv6 = 41;
    private const int ReceiveErrorsIPv6 = 25;
    private const int FlagErrorQueue = 0x2000;
    private const int FlagDoNotWait = 0x40;

    private const byte OriginIcmp = 2;
    private const byte OriginIcmpv6 = 3;
    private const short AfInet = 2;
    private const short AfInet6 = 10;

    /// <summary><c>struct sock_extended_err</c>; the offender's <c>sockaddr</c> follows.</summary>
    private const int ExtendedErrorSize = 16;

    private const int MaxErrors = 16;

    /// <summary>Asks for the errors of a socket that is not yet connecting. An old kernel or a sandbox refuses; then there will be none to read.</summary>
    public static unsafe void Enable(int descriptor, AddressFamily family)
    {
        bool isIPv6 = family == AddressFamily.InterNetworkV6;
        int on = 1;
        _ = LibC.SetSocketOption(descriptor, isIPv6 ? LevelIPv6 : LevelIP, isIPv6 ? ReceiveErrorsIPv6 : ReceiveErrorsIP, (byte*)&on, sizeof(int));
    }

    public static unsafe IReadOnlyList<IcmpError> Read(int descriptor)
    {
        List<IcmpError>? errors = null;
        byte* name = stackalloc byte[128];
        byte* data = stackalloc byte[128];
        byte* control = stackalloc byte[512];
        while (errors is null || errors.Count < MaxErrors)
        {
            var vector = new LibC.Vector { Base = data, Length = 128 };
            var message = new LibC.MessageHeader
            {
                Name = name,
                NameLength = 128,
                Vectors = &vector,
                VectorCount = 1,
                Control = control,
                ControlLength = 512,
            };
            if (LibC.ReceiveMessage(descriptor, &message, FlagErrorQueue | FlagDoNotWait) < 0)
            {
                break;
            }

            ReadControl(new ReadOnlySpan<byte>(control, (int)message.ControlLength), errors ??= []);
        }

        return errors ?? [];
    }

    /// <summary>Reads control messages: <c>struct cmsghdr</c>, then the extended error, then who sent it.</summary>
    internal static void ReadControl(ReadOnlySpan<byte> control, List<IcmpError> errors)
    {
        int headerSize = nint.Size + 8;
        while (control.Length >= headerSize)
        {
            int length = (int)MemoryMarshal.Read<nint>(control);
            if (length < headerSize || length > control.Length)
            {
                return;
            }

            int level = MemoryMarshal.Read<int>(control[nint.Size..]);
            int type = MemoryMarshal.Read<int>(control[(nint.Size + 4)..]);
            if ((level == LevelIP && type == ReceiveErrorsIP) || (level == LevelIPv6 && type == ReceiveErrorsIPv6))
            {
                ReadError(control[headerSize..length], errors);
            }

            int aligned = (length + nint.Size - 1) & ~(nint.Size - 1);
            control = control[Math.Min(aligned, control.Length)..];
        }
    }

    private static void ReadError(ReadOnlySpan<byte> error, List<IcmpError> errors)
    {
        if (error.Length < ExtendedErrorSize + 8 || error[4] is not (OriginIcmp or OriginIcmpv6))
        {
            return;
        }

        ReadOnlySpan<byte> offender = error[ExtendedErrorSize..];
        IPAddress? sender = MemoryMarshal.Read<short>(offender) switch
        {
            AfInet => new IPAddress(offender.Slice(4, 4)),
            AfInet6 when offender.Length >= 24 => new IPAddress(offender.Slice(8, 16)),
            _ => null,
        };
        if (sender is not null)
        {
            errors.Add(new IcmpError { Type = error[5], Code = error[6], Sender = sender, IsIPv6 = error[4] == OriginIcmpv6 });
        }
    }
}
