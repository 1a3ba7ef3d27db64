using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectionDiagnostics.Probes.Tls;

/// <summary>From a certificate to what a diagnosis needs of it. What cannot be read of it is left out.</summary>
internal static class CertificateReader
{
    private const int MaxNames = 32;
    private const int MaxLength = 256;

    public static CertificateEvidence Read(X509Certificate2 certificate)
    {
        (IReadOnlyList<string> names, int count) = Try(() => Names(certificate), ([], 0));
        (string? algorithm, int? bits) = Try(() => Key(certificate), default);
        return new CertificateEvidence
        {
            Subject = Shorten(certificate.Subject),
            Issuer = Shorten(certificate.Issuer),
            // What cannot be read as a time is as good as never valid: it began at the end of time, and ended at its beginning.
            NotBefore = Try(() => new DateTimeOffset(certificate.NotBefore.ToUniversalTime()), DateTimeOffset.MaxValue),
            NotAfter = Try(() => new DateTimeOffset(certificate.NotAfter.ToUniversalTime()), DateTimeOffset.MinValue),
            Names = names,
            NameCount = count,
            KeyAlgorithm = algorithm,
            KeyBits = bits,
            SignatureAlgorithm = Try(() => certificate.SignatureAlgorithm.FriendlyName ?? certificate.SignatureAlgorithm.Value, null),
            NamesIssuerLocation = Try(
                () => certificate.Extensions.OfType<X509AuthorityInformationAccessExtension>().Any(extension => extension.EnumerateCAIssuersUris().Any()), false),
            IsSelfSigned = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData),
        };
    }

    private static (IReadOnlyList<string> Names, int Count) Names(X509Certificate2 certificate)
    {
        var names = new List<string>();
        int count = 0;
        foreach (X509SubjectAlternativeNameExtension extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
        {
            foreach (string name in extension.EnumerateDnsNames().Concat(extension.EnumerateIPAddresses().Select((IPAddress address) => address.ToString())))
            {
                if (count++ < MaxNames)
                {
                    names.Add(Shorten(name));
                }
            }
        }

        return (names, count);
    }

    private static (string? Algorithm, int? Bits) Key(X509Certificate2 certificate)
    {
        using RSA? rsa = certificate.GetRSAPublicKey();
        using ECDsa? ecdsa = rsa is null ? certificate.GetECDsaPublicKey() : null;
        return (certificate.PublicKey.Oid.FriendlyName ?? certificate.PublicKey.Oid.Value, rsa?.KeySize ?? ecdsa?.KeySize);
    }

    /// <summary>Extensions are read when they are asked for, and a certificate may hold anything.</summary>
    private static T Try<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or NotSupportedException)
        {
            return otherwise;
        }
    }

    private static string Shorten(string text) => text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength - 1), "…");
}
