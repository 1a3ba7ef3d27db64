namespace ConnectionDiagnostics.Probes.Tls;

/// <summary>The first bytes of a TLS server's answer (RFC 8446, section 5.1 and section 4).</summary>
internal static class TlsRecord
{
    private const byte ContentAlert = 0x15;
    private const byte ContentHandshake = 0x16;
    private const byte MajorVersion = 3;
    private const byte ServerHello = 2;

    /// <summary>Whether a server began a handshake. An echo of our own hello has another handshake type.</summary>
    public static bool IsServerHello(ReadOnlySpan<byte> bytes) =>
        bytes is [ContentHandshake, MajorVersion, _, _, _, ServerHello, ..];

    /// <summary>The version that a server's hello chose: 0x0301 for TLS 1.0 (RFC 5246, appendix A.3); <see langword="null"/> when it is none, or cut short.</summary>
    public static int? ReadHelloVersion(ReadOnlySpan<byte> bytes) =>
        IsServerHello(bytes) && bytes.Length > 10 && bytes[9] == MajorVersion ? (bytes[9] << 8) | bytes[10] : null;

    /// <summary>Whether the bytes may still become a server's hello when more arrive.</summary>
    public static bool IsHandshakePrefix(ReadOnlySpan<byte> bytes) =>
        bytes.Length is > 0 and < 6 && bytes[0] == ContentHandshake && (bytes.Length < 2 || bytes[1] == MajorVersion);

    /// <summary>The description of an alert in plain (RFC 8446, section 6); <see langword="null"/> when it is none.</summary>
    public static int? ReadAlert(ReadOnlySpan<byte> bytes) =>
        bytes is [ContentAlert, MajorVersion, _, 0, 2, 1 or 2, var description, ..] ? description : null;
}
