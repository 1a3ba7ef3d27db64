using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectionDiagnostics.Probes.Tls;

/// <summary>From a certificate to what a diagnosis needs of it.</summary>
internal static class CertificateReader
{
    private const int MaxNames = 32;
    private const int MaxLength = 256;

    public static CertificateEvidence Read(X509Certificate2 certificate) => new()
    {
        Subject = Shorten(certificate.Subject),
        Issuer = Shorten(certificate.Issuer),
        NotBefore = new DateTimeOffset(certificate.NotBefore.ToUniversalTime()),
        NotAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime()),
        Names = Names(certificate),
        NamesIssuerLocation = certificate.Extensions.OfType<X509AuthorityInformationAccessExtension>()
            .Any(extension => extension.EnumerateCAIssuersUris().Any()),
        IsSelfSigned = certificate.SubjectName.RawData.AsSpan().SequenceEqual(certificate.IssuerName.RawData),
    };

    private static List<string> Names(X509Certificate2 certificate)
    {
        try
        {
            var names = new List<string>();
            foreach (X509SubjectAlternativeNameExtension extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
            {
                names.AddRange(extension.EnumerateDnsNames().Take(MaxNames - names.Count).Select(Shorten));
                names.AddRange(extension.EnumerateIPAddresses().Take(MaxNames - names.Count).Select(address => address.ToString()));
            }

            return names;
        }
        catch (CryptographicException)
        {
            return [];
        }
    }

    private static string Shorten(string text) => text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength - 1), "…");
}
