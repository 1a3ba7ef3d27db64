using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Failures;

/// <summary>From a socket's error to an outcome, and from an outcome to whether waiting may cure it.</summary>
internal static class FailureTable
{
    // Linux numbers that .NET maps to SocketError.SocketError (-1), because it knows no better (asm-generic/errno.h).
    private const int EnoNet = 64;
    private const int EProto = 71;
    private const int ENoProtoOpt = 92;

    public static ConnectionOutcome OutcomeOf(SocketError error, int nativeErrorCode) => error switch
    {
        SocketError.ConnectionRefused => ConnectionOutcome.Refused,
        SocketError.TimedOut => ConnectionOutcome.Timeout,
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown => ConnectionOutcome.Unreachable,
        // Windows and a socket bound before its connect report exhausted ports as "address in use".
        SocketError.AddressNotAvailable or SocketError.AddressAlreadyInUse => ConnectionOutcome.AddressNotAvailable,
        SocketError.AccessDenied => ConnectionOutcome.BlockedLocally,
        SocketError.TooManyOpenSockets or SocketError.NoBufferSpaceAvailable => ConnectionOutcome.ResourceExhausted,
        // "Not connected" is what SocketsHttpHandler lets out, unwrapped, when it asks for the peer's address of a connection that was reset a moment before.
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Disconnecting or SocketError.Shutdown or SocketError.NotConnected => ConnectionOutcome.Reset,
        SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoRecovery or SocketError.NoData => ConnectionOutcome.NameResolutionFailed,
        SocketError.AddressFamilyNotSupported => ConnectionOutcome.Unreachable,
        // ICMP 3/2 (protocol unreachable) and the kernel's ENONET: a filter's or a router's word, as unreachable as the others.
        SocketError.ProtocolOption or SocketError.SocketError when nativeErrorCode is EnoNet or EProto or ENoProtoOpt => ConnectionOutcome.Unreachable,
        _ => ConnectionOutcome.Unknown,
    };

    public static bool IsTransient(ConnectionOutcome outcome, SocketError error, HttpStatusCode? status) => outcome switch
    {
        ConnectionOutcome.Refused or ConnectionOutcome.Timeout or ConnectionOutcome.Unreachable or ConnectionOutcome.AddressNotAvailable
            or ConnectionOutcome.ResourceExhausted or ConnectionOutcome.Reset => true,
        ConnectionOutcome.NameResolutionFailed => error == SocketError.TryAgain,
        _ => status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway
            or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
    };
}
