using System.Net.Sockets;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>From Linux' error numbers (asm-generic/errno.h) to .NET's, for the calls that do not go through .NET.</summary>
internal static class LinuxErrors
{
    public const int FamilyNotSupported = 97;
    public const int InProgress = 115;

    public static SocketError ToSocketError(int errno) => errno switch
    {
        0 => SocketError.Success,
        1 or 13 => SocketError.AccessDenied,
        22 => SocketError.InvalidArgument,
        23 or 24 => SocketError.TooManyOpenSockets,
        12 or 105 => SocketError.NoBufferSpaceAvailable,
        92 => SocketError.ProtocolOption,
        97 => SocketError.AddressFamilyNotSupported,
        98 => SocketError.AddressAlreadyInUse,
        99 => SocketError.AddressNotAvailable,
        100 => SocketError.NetworkDown,
        101 => SocketError.NetworkUnreachable,
        102 => SocketError.NetworkReset,
        103 => SocketError.ConnectionAborted,
        104 => SocketError.ConnectionReset,
        110 => SocketError.TimedOut,
        111 => SocketError.ConnectionRefused,
        112 => SocketError.HostDown,
        113 => SocketError.HostUnreachable,
        // ENONET, EPROTO and others have no counterpart; the number itself is kept beside.
        _ => SocketError.SocketError,
    };

    /// <summary>Why something could not be looked at.</summary>
    public static FactReason ToReason(int errno) => errno switch
    {
        1 or 13 => FactReason.Denied,
        38 or 93 or 95 or 97 => FactReason.NotSupported,
        _ => FactReason.Failed,
    };
}
