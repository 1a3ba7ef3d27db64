using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectionDiagnostics.Probes.Tls;

namespace ConnectionDiagnostics.Tests.Probes.Tls;

/// <summary>What is kept of a certificate, with the limits of each part, and what is made of one that cannot be read.</summary>
public class CertificateReaderTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static CertificateEvidence Read(string subject = "CN=server.example", params X509Extension[] extensions)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        foreach (X509Extension extension in extensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        using X509Certificate2 made = request.CreateSelfSigned(Begin, Begin.AddYears(1));
        // As it comes from the wire.
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(made.RawData);
        return CertificateReader.Read(certificate);
    }

    private static X509Extension Names(Action<SubjectAlternativeNameBuilder> add)
    {
        var builder = new SubjectAlternativeNameBuilder();
        add(builder);
        return builder.Build();
    }

    [Fact]
    public void Names_addresses_times_and_key_are_kept()
    {
        CertificateEvidence read = Read("CN=server.example", Names(builder =>
        {
            builder.AddDnsName("server.example");
            builder.AddDnsName("*.server.example");
            builder.AddIpAddress(IPAddress.Parse("192.0.2.1"));
            builder.AddEmailAddress("nobody@server.example");
        }));

        read.Names.Should().Equal("server.example", "*.server.example", "192.0.2.1");
        read.NameCount.Should().Be(3);
        (read.Subject, read.Issuer, read.IsSelfSigned).Should().Be(("CN=server.example", "CN=server.example", true));
        (read.NotBefore, read.NotAfter).Should().Be((Begin, Begin.AddYears(1)));
        (read.KeyAlgorithm, read.KeyBits).Should().Be(("ECC", 256));
        read.SignatureAlgorithm.Should().Contain("ECDSA");
        read.NamesIssuerLocation.Should().BeFalse();
    }

    [Fact]
    public void A_key_of_RSA_is_told_with_its_size()
    {
        using var key = RSA.Create(2048);
        using X509Certificate2 certificate = new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Begin, Begin.AddDays(1));

        CertificateEvidence read = CertificateReader.Read(certificate);

        (read.KeyAlgorithm, read.KeyBits, read.SignatureAlgorithm).Should().Be(("RSA", 2048, "sha256RSA"));
    }

    [Fact]
    public void One_that_somebody_else_signed_is_not_self_signed()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var authority = new X500DistinguishedName("CN=authority");
        using X509Certificate2 certificate = new CertificateRequest("CN=a", key, HashAlgorithmName.SHA256)
            .Create(authority, X509SignatureGenerator.CreateForECDsa(key), Begin, Begin.AddDays(1), [1]);

        CertificateEvidence read = CertificateReader.Read(certificate);

        (read.Subject, read.Issuer, read.IsSelfSigned).Should().Be(("CN=a", "CN=authority", false));
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    public void Thirty_two_names_are_kept_and_all_are_counted(int count)
    {
        CertificateEvidence read = Read("CN=a", Names(builder =>
        {
            for (int index = 0; index < count; index++)
            {
                builder.AddDnsName($"n{index}.example");
            }
        }));

        read.Names.Should().HaveCount(Math.Min(count, 32));
        read.NameCount.Should().Be(count);
    }

    [Theory]
    [InlineData(256, false)]
    [InlineData(257, true)]
    public void A_subject_of_more_than_256_letters_is_shortened(int length, bool shortened)
    {
        CertificateEvidence read = Read("CN=" + new string('x', length - 3));

        read.Subject.Should().HaveLength(256);
        read.Subject.EndsWith('…').Should().Be(shortened);
        read.Issuer.Should().Be(read.Subject);
    }

    [Theory]
    [InlineData("http://ca.example/ca.crt", true)]
    [InlineData(null, false)]
    public void Whether_it_says_where_its_issuer_is_is_kept(string? location, bool names)
    {
        var information = new X509AuthorityInformationAccessExtension(["http://ocsp.example/"], location is null ? [] : [location]);

        Read("CN=a", information).NamesIssuerLocation.Should().Be(names);
    }

    [Fact]
    public void Without_names_there_are_none()
    {
        CertificateEvidence read = Read();

        read.Names.Should().BeEmpty();
        read.NameCount.Should().Be(0);
    }

    [Theory]
    [InlineData("2.5.29.17")]
    [InlineData("1.3.6.1.5.5.7.1.1")]
    public void An_extension_of_nonsense_is_left_out_and_the_rest_is_read(string extension)
    {
        CertificateEvidence read = Read("CN=a", new X509Extension(extension, [0x30, 0x7F, 0xFF], critical: false));

        read.Names.Should().BeEmpty();
        read.NamesIssuerLocation.Should().BeFalse();
        (read.Subject, read.KeyBits).Should().Be(("CN=a", 256));
    }
}
