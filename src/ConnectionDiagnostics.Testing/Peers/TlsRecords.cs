namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Records of TLS servers that never come to a certificate, byte for byte.</summary>
internal static class TlsRecords
{
    /// <summary>The content type of handshake records (RFC 8446, section 5.1).</summary>
    public const byte Handshake = 22;

    private const int RandomLength = 32;

    /// <summary>A fatal alert (RFC 8446, section 6): content type 21, version 3.3 as all do, two bytes: level fatal, and what it is.</summary>
    public static byte[] Alert(byte description) => [21, 3, 3, 0, 2, 2, description];

    /// <summary>
    /// The hello of a server that knows nothing newer than TLS 1.0 (RFC 2246, section 7.4.1.3): it chooses that version whatever the client offers,
    /// with TLS_RSA_WITH_AES_128_CBC_SHA and without a session.
    /// </summary>
    public static byte[] OldHello { get; } = Hello(minorVersion: 1, 0x00, 0x2F);

    /// <summary>The first half of a TLS 1.2 server's hello (RFC 5246, section 7.4.1.3).</summary>
    public static byte[] HalfHello { get; } = Hello(minorVersion: 3, 0xC0, 0x2B)[..24];

    /// <summary>Content type 22 in a record; in it message 2 with version, random, an empty session, the cipher suite and no compression.</summary>
    private static byte[] Hello(byte minorVersion, byte suiteHigh, byte suiteLow)
    {
        byte[] body = [3, minorVersion, .. Enumerable.Range(1, RandomLength).Select(number => (byte)number), 0, suiteHigh, suiteLow, 0];
        return [Handshake, 3, minorVersion, 0, (byte)(body.Length + 4), 2, 0, 0, (byte)body.Length, .. body];
    }
}
