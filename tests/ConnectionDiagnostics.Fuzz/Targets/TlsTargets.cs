using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectionDiagnostics.Probes;
using ConnectionDiagnostics.Probes.Tls;

namespace ConnectionDiagnostics.Fuzz.Targets;

/// <summary>What servers send for TLS, and their certificates.</summary>
internal static class TlsTargets
{
    /// <summary>Alerts, the beginning of a server's hello, and of our own hello as an echo sends it back.</summary>
    private static readonly byte[][] Records =
    [
        [0x15, 3, 3, 0, 2, 2, 40], [0x15, 3, 1, 0, 2, 2, 70], [0x15, 3, 3, 0, 2, 1, 0],
        Convert.FromHexString(
            "160303007A0200007603030BBF332B12F6137BB387E9334E5DE2CE789078F01704573B7416E9068E89D120C71061D72D879AFCCEDB400CCDE67CA84E"
            + "F1C689703F7FA45CD293D6A78B130200002E002B0002030400330024001D0020A5677DEDACAE4BC48A67998058B90CDE3E548AA9F94EB6B99FF5F55"
            + "6E57E0D140303000101"),
        Convert.FromHexString("16030102000100" + "01FC0303A0AB65D8D9E2479F4A5EE070F3BF256B97CAD33886C3A8D0EFBA6DD70AD3023B20F05B1D5E"),
        "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), "SSH-2.0-OpenSSH_9.2p1\r\n"u8.ToArray(),
    ];

    private static readonly byte[][] Certificates = [Certificate(ECDsa.Create(ECCurve.NamedCurves.nistP256), 3), Certificate(ECDsa.Create(ECCurve.NamedCurves.nistP384), 200)];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("tls-record", "the first record of a TLS server", Make, ReadRecord),
        // Of the handshake only what is ours counts: System.Net.Security and OpenSSL read the rest.
        new("tls-handshake", "a TLS server's side of a handshake", Make, Handshake) { MostAllocated = (2 * 1024 * 1024, 256) },
        new("certificate", "a server's certificate", grammar => grammar.Changed(Certificates), ReadCertificate) { MostAllocated = (1024 * 1024, 256) },
    ];

    private static byte[] Make(ByteGrammar grammar) => grammar.Chance(5) ? grammar.Noise(grammar.Length()) : grammar.Changed(Records);

    private static void ReadRecord(byte[] input)
    {
        bool isHello = TlsRecord.IsServerHello(input);
        bool mayBecome = TlsRecord.IsHandshakePrefix(input);
        int? alert = TlsRecord.ReadAlert(input);
        if ((isHello && (mayBecome || alert is not null)) || alert is < 0 or > 255)
        {
            throw new InvalidOperationException("a record that is two things at once");
        }
    }

    private static void Handshake(byte[] input)
    {
        using var stream = new PeerStream(input, new ByteGrammar(new Random(input.Length)));
        using var deadline = new Deadline(TimeSpan.FromSeconds(1), new HastyTime(), default);
        HandshakeAsync(stream, deadline).GetAwaiter().GetResult();
    }

    private static async Task HandshakeAsync(PeerStream stream, Deadline deadline)
    {
        await using var handshake = new TlsHandshake(stream, "server.example");
        TlsEvidence seen = await handshake.RunAsync([SslApplicationProtocol.Http11], deadline);
        if (seen.Result == TlsResult.Succeeded || seen.FirstBytes.Length > 1024)
        {
            throw new InvalidOperationException($"{seen.Result} after {seen.FirstBytes.Length} bytes");
        }
    }

    private static void ReadCertificate(byte[] input)
    {
        X509Certificate2 certificate;
        try
        {
            certificate = X509CertificateLoader.LoadCertificate(input);
        }
        catch (CryptographicException)
        {
            // Not even a certificate: the handshake ends there.
            return;
        }

        using (certificate)
        {
            CertificateEvidence seen = CertificateReader.Read(certificate);
            if (seen.Names.Count > 64 || seen.Names.Any(name => name.Length > 1024) || seen.Subject.Length > 1024)
            {
                throw new InvalidOperationException("names without end");
            }
        }
    }

    private static byte[] Certificate(ECDsa key, int names)
    {
        var request = new CertificateRequest("CN=server.example, O=Example, C=DE", key, HashAlgorithmName.SHA256);
        var alternatives = new SubjectAlternativeNameBuilder();
        alternatives.AddIpAddress(IPAddress.Loopback);
        alternatives.AddIpAddress(IPAddress.IPv6Loopback);
        for (int name = 0; name < names; name++)
        {
            alternatives.AddDnsName($"host-{name}.server.example");
        }

        request.CertificateExtensions.Add(alternatives.Build());
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension(["http://ocsp.example/"], ["http://ca.example/ca.crt"]));
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using X509Certificate2 certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(60));
        key.Dispose();
        return certificate.RawData;
    }
}
