using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>Real handshakes with openssl's test server, which can be told to insist.</summary>
public sealed class OpenSslTests
{
    /// <summary>What it is told, the scheme, the right first cause that is about the handshake, its likelihood, and the alert.</summary>
    public static TheoryData<string, string, string, Likelihood, int?> Servers { get; } = new()
    {
        { "-Verify 1 -tls1_3", "tls", "tls-client-certificate-required", Likelihood.Confirmed, 116 },
        { "-Verify 1 -tls1_3", "https", "tls-client-certificate-required", Likelihood.Confirmed, 116 },
        { "-Verify 1 -tls1_2", "https", "tls-client-certificate-required", Likelihood.Confirmed, 40 },
        { "-tls1_1 -cipher ALL@SECLEVEL=0", "https", "tls-version-mismatch", Likelihood.Confirmed, 40 },
        { "-tls1_2 -cipher CAMELLIA128-SHA256", "https", "tls-handshake-rejected", Likelihood.Confirmed, 40 },
        { "-servername other.example -servername_fatal -cert2 cert.pem -key2 key.pem", "https", "tls-handshake-rejected", Likelihood.Confirmed, 112 },
        { "-alpn mqtt", "https", "tls-handshake-rejected", Likelihood.Confirmed, 120 },
    };

    [Theory]
    [MemberData(nameof(Servers))]
    public async Task What_it_insists_on_is_the_cause(string settings, string scheme, string expected, Likelihood likelihood, int? alert)
    {
        using var key = RSA.Create(2048);
        await using ForeignServer server = await StartAsync(key, settings.Split(' '));
        await using ConnectionDiagnoser diagnoser = new TestSystem { Resolve = _ => [System.Net.IPAddress.Loopback] }.CreateDiagnoser();

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(ConnectionTarget.Parse($"{scheme}://server.test:{server.Port}"), TestContext.Current.CancellationToken);

        diagnosis.Outcome.Should().Be(ConnectionOutcome.TlsFailed);
        diagnosis.Evidence.Tls.Value!.Alert.Should().Be(alert);
        diagnosis.Causes.Should().Contain(cause => cause.Code.ToString() == expected && cause.Likelihood == likelihood);
    }

    [Fact]
    public async Task A_short_key_is_told_or_refused()
    {
        using var key = RSA.Create(1024);
        await using ForeignServer server = await StartAsync(key, "-cipher", "ALL@SECLEVEL=0");
        await using ConnectionDiagnoser diagnoser = new TestSystem().CreateDiagnoser();

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(ConnectionTarget.Parse($"https://127.0.0.1:{server.Port}"), TestContext.Current.CancellationToken);

        // Where the system's own policy takes it, it is a remark; where it does not, the handshake fails here.
        diagnosis.Causes.Should().Contain(cause => cause.Code == CauseCode.TlsCertificateUnusable || cause.Code == CauseCode.TlsHandshakeRejected);
        diagnosis.Outcome.Should().Be(ConnectionOutcome.TlsFailed);
    }

    private static Task<ForeignServer> StartAsync(RSA key, params string[] settings) => ForeignServer.StartAsync(
        "openssl",
        (port, directory) =>
        {
            using X509Certificate2 certificate = TlsServer.MakeCertificate(key: key);
            File.WriteAllText(Path.Combine(directory, "cert.pem"), certificate.ExportCertificatePem());
            File.WriteAllText(Path.Combine(directory, "key.pem"), key.ExportPkcs8PrivateKeyPem());
            return ["s_server", "-accept", $"127.0.0.1:{port}", "-cert", "cert.pem", "-key", "key.pem", "-quiet", .. settings];
        },
        TestContext.Current.CancellationToken);
}
