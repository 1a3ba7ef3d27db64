using System.Globalization;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Texts;

/// <summary>Socket errors in the words of strerror(3), which are what people search for, the same in every language.</summary>
internal static class ErrorNames
{
    public static string Of(SocketError error) => error switch
    {
        SocketError.AccessDenied => "permission denied",
        SocketError.AddressAlreadyInUse => "address already in use",
        SocketError.AddressFamilyNotSupported => "address family not supported",
        SocketError.AddressNotAvailable => "cannot assign requested address",
        SocketError.ConnectionRefused => "connection refused",
        SocketError.ConnectionReset => "connection reset by peer",
        SocketError.HostDown => "host is down",
        SocketError.HostNotFound => "name or service not known",
        SocketError.HostUnreachable => "no route to host",
        SocketError.InvalidArgument => "invalid argument",
        SocketError.NetworkDown => "network is down",
        SocketError.NetworkUnreachable => "network is unreachable",
        SocketError.NoBufferSpaceAvailable => "no buffer space available",
        SocketError.NoData => "no address associated with hostname",
        SocketError.NoRecovery => "non-recoverable failure in name resolution",
        SocketError.TimedOut => "timed out",
        SocketError.TooManyOpenSockets => "too many open files",
        SocketError.TryAgain => "temporary failure in name resolution",
        _ => error.ToString(),
    };

    /// <summary>A DNS response code by its name (IANA DNS RCODEs).</summary>
    public static string OfResponseCode(int? code) => code switch
    {
        null => "?",
        0 => "NOERROR",
        1 => "FORMERR",
        2 => "SERVFAIL",
        3 => "NXDOMAIN",
        4 => "NOTIMP",
        5 => "REFUSED",
        _ => $"RCODE {code}",
    };

    /// <summary>An extended DNS error by its name (RFC 8914, section 4).</summary>
    public static string OfExtendedError(int code)
    {
        string? name = code switch
        {
            3 => "Stale Answer",
            6 => "DNSSEC Bogus",
            7 => "Signature Expired",
            8 => "Signature Not Yet Valid",
            9 => "DNSKEY Missing",
            10 => "RRSIGs Missing",
            12 => "NSEC Missing",
            15 => "Blocked",
            16 => "Censored",
            17 => "Filtered",
            18 => "Prohibited",
            20 => "Not Authoritative",
            22 => "No Reachable Authority",
            23 => "Network Error",
            24 => "Invalid Data",
            _ => null,
        };
        return name is null ? string.Create(CultureInfo.InvariantCulture, $"EDE {code}") : string.Create(CultureInfo.InvariantCulture, $"EDE {code} {name}");
    }
}
