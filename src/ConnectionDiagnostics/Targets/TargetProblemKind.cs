namespace ConnectionDiagnostics;

/// <summary>Why a target cannot be read.</summary>
public enum TargetProblemKind
{
    /// <summary>There is no text.</summary>
    Empty,

    /// <summary>The text is longer than 4096 characters.</summary>
    TooLong,

    /// <summary>A blank or control character stands inside.</summary>
    BlankInside,

    /// <summary>The scheme is not known.</summary>
    UnknownScheme,

    /// <summary>The host is missing.</summary>
    HostMissing,

    /// <summary>The host has more than 253 characters, or a label of it more than 63 (RFC 1035, section 2.3.4).</summary>
    HostTooLong,

    /// <summary>The host has characters that no host name has.</summary>
    HostMalformed,

    /// <summary>The host looks like an IPv4 address and is none.</summary>
    IPv4Malformed,

    /// <summary>The host in brackets is not an IPv6 address.</summary>
    IPv6Malformed,

    /// <summary>An IPv6 address without brackets.</summary>
    IPv6WithoutBrackets,

    /// <summary>The zone of an IPv6 address names no interface of this machine.</summary>
    ZoneUnknown,

    /// <summary>The scheme has no default port, and none is given.</summary>
    PortMissing,

    /// <summary>The port is not a number.</summary>
    PortMalformed,

    /// <summary>The port is outside 1 to 65535.</summary>
    PortOutOfRange,

    /// <summary>The user information has a character that needs percent-encoding.</summary>
    UserInformationMalformed,
}
