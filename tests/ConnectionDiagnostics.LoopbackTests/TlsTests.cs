using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ConnectionDiagnostics.Probes;
using ConnectionDiagnostics.Probes.Tls;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>Real handshakes with .NET's own TLS server and certificates made in memory.</summary>
public sealed class TlsTests
{
    private const int ManyNames = 10_000;

    [Fact]
    public async Task All_faults_of_a_certificate_are_told()
    {
        using X509Certificate2 certificate = TlsServer.MakeCertificate(until: DateTimeOffset.UtcNow.AddDays(-3), name: "other.example", change: _ => { });
        await using var server = new TlsServer(certificate);

        Diagnosis diagnosis = await DiagnoseAsync($"https://127.0.0.1:{server.Port}/");

        diagnosis.Outcome.Should().Be(ConnectionOutcome.TlsFailed);
        diagnosis.Causes.Select(cause => $"{cause.Code} {cause.Likelihood.ToCode()}").Should().Equal(
            "tls-untrusted-issuer confirmed", "tls-name-mismatch confirmed", "tls-certificate-expired likely", "client-clock-wrong possible");
        diagnosis.Stages.Single(stage => stage.Stage == Stage.Tls).Detail.Should().Contain("chain: other.example");
    }

    [Fact]
    public async Task A_chain_is_shown_with_what_the_server_did_not_send()
    {
        using X509Certificate2 root = TlsServer.MakeAuthority("Lab Root");
        using X509Certificate2 middle = TlsServer.MakeAuthority("Lab Middle", root);
        using X509Certificate2 own = TlsServer.MakeCertificate(issuer: middle);
        await using var complete = new TlsServer(own, chain: middle);
        await using var incomplete = new TlsServer(own, chain: root);

        Diagnosis whole = await DiagnoseAsync($"https://127.0.0.1:{complete.Port}/");
        Diagnosis lacking = await DiagnoseAsync($"https://127.0.0.1:{incomplete.Port}/");

        whole.Stages.Single(stage => stage.Stage == Stage.Tls).Detail.Should().Contain("localhost ← Lab Middle ← [Lab Root]");
        whole.Causes[0].Code.Should().Be(CauseCode.TlsUntrustedIssuer);
        lacking.Stages.Single(stage => stage.Stage == Stage.Tls).Detail.Should().Contain("localhost ← [Lab Middle]");
        lacking.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
    }

    [Fact]
    public async Task A_certificate_that_is_not_for_servers_is_unusable()
    {
        using X509Certificate2 certificate = TlsServer.MakeCertificate(
            request => request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.2")], false)));
        await using var server = new TlsServer(certificate);

        Diagnosis diagnosis = await DiagnoseAsync($"https://127.0.0.1:{server.Port}/");

        diagnosis.Causes.Should().Contain(cause => cause.Code == CauseCode.TlsCertificateUnusable && cause.Likelihood == Likelihood.Confirmed);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12)]
    [InlineData(SslProtocols.Tls13)]
    public async Task A_server_that_only_asks_for_a_client_certificate_gets_a_remark_beside_the_faults(SslProtocols version)
    {
        using X509Certificate2 certificate = TlsServer.MakeCertificate();
        await using var server = new TlsServer(certificate, options =>
        {
            options.EnabledSslProtocols = version;
            options.ClientCertificateRequired = true;
            options.RemoteCertificateValidationCallback = (_, clients, _, _) => clients is null;
        });

        Diagnosis diagnosis = await DiagnoseAsync($"https://127.0.0.1:{server.Port}/");

        diagnosis.Causes.Select(cause => cause.Code).Should().Equal(CauseCode.TlsUntrustedIssuer, CauseCode.TlsClientCertificateRequired);
        diagnosis.Causes[^1].Likelihood.Should().Be(Likelihood.Possible);
        diagnosis.Detected.Should().Be(WireProtocol.Http);
    }

    [Theory]
    [InlineData(SslProtocols.Tls12, "https")]
    [InlineData(SslProtocols.Tls13, "https")]
    [InlineData(SslProtocols.Tls12, "tls")]
    [InlineData(SslProtocols.Tls13, "tls")]
    public async Task A_server_that_closes_on_a_client_without_certificate_is_likely_to_require_one(SslProtocols version, string scheme)
    {
        using X509Certificate2 certificate = TlsServer.MakeCertificate();
        await using var server = new TlsServer(certificate, options =>
        {
            options.EnabledSslProtocols = version;
            options.ClientCertificateRequired = true;
            options.RemoteCertificateValidationCallback = (_, _, _, _) => false;
        });

        Diagnosis diagnosis = await DiagnoseAsync($"{scheme}://127.0.0.1:{server.Port}/");

        diagnosis.Causes.Should().Contain(cause => cause.Code == CauseCode.TlsClientCertificateRequired && cause.Likelihood != Likelihood.Possible);
    }

    [Fact]
    public async Task A_server_without_the_offered_protocol_says_so()
    {
        using X509Certificate2 certificate = TlsServer.MakeCertificate();
        await using var server = new TlsServer(certificate, options => options.ApplicationProtocols = [new SslApplicationProtocol("mqtt")]);

        Diagnosis diagnosis = await DiagnoseAsync($"https://127.0.0.1:{server.Port}/");

        diagnosis.Causes[0].Code.Should().Be(CauseCode.TlsHandshakeRejected);
        diagnosis.Causes[0].Summary.Should().Contain("no_application_protocol");
        diagnosis.Causes[0].Remedies[0].Text.Should().Contain("http/1.1");
    }

    [Fact]
    public async Task A_certificate_with_ten_thousand_names_is_diagnosed()
    {
        using X509Certificate2 certificate = TlsServer.MakeCertificate(request =>
        {
            var names = new SubjectAlternativeNameBuilder();
            for (int number = 0; number < ManyNames; number++)
            {
                names.AddDnsName($"n{number}.example");
            }

            request.CertificateExtensions.Add(names.Build());
        });
        await using var server = new TlsServer(certificate);

        Diagnosis diagnosis = await DiagnoseAsync($"https://127.0.0.1:{server.Port}/");

        diagnosis.Outcome.Should().Be(ConnectionOutcome.TlsFailed);
        diagnosis.Causes.Should().NotBeEmpty();
        EvidenceFile.ToJson(diagnosis.Evidence).Length.Should().BeLessThan(64 * 1024);
    }

    [Fact]
    public async Task A_handshake_cut_anywhere_is_diagnosed()
    {
        // What a real server sends first, to a client of ours.
        using X509Certificate2 certificate = TlsServer.MakeCertificate();
        byte[] flight = await FirstFlightAsync(certificate);
        flight.Length.Should().BeGreaterThan(100);

        for (int length = 0; length < flight.Length; length += length < 128 ? 1 : 7)
        {
            await using var handshake = new TlsHandshake(new CutStream(flight.AsMemory(0, length)), "localhost");
            using var deadline = new Deadline(TimeSpan.FromSeconds(20), TimeProvider.System, TestContext.Current.CancellationToken);

            TlsEvidence seen = await handshake.RunAsync([], deadline);

            // What is left of the real server's hello fits no other client: nothing of it can succeed.
            seen.Result.Should().BeOneOf([length == 0 ? TlsResult.Closed : TlsResult.ClosedMidway, TlsResult.Failed], "{0} bytes came", length);
        }
    }

    private static async Task<byte[]> FirstFlightAsync(X509Certificate2 certificate)
    {
        await using var server = new TlsServer(certificate);
        using var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        await socket.ConnectAsync(System.Net.IPAddress.Loopback, server.Port, TestContext.Current.CancellationToken);
        var recorder = new CopyStream(new System.Net.Sockets.NetworkStream(socket));
        await using var handshake = new TlsHandshake(recorder, "localhost");
        using var deadline = new Deadline(TimeSpan.FromSeconds(20), TimeProvider.System, TestContext.Current.CancellationToken);
        (await handshake.RunAsync([], deadline)).Result.Should().Be(TlsResult.CertificateInvalid);
        return recorder.Copy.ToArray();
    }

    private static async Task<Diagnosis> DiagnoseAsync(string target)
    {
        await using ConnectionDiagnoser diagnoser = new TestSystem().CreateDiagnoser();
        return await diagnoser.DiagnoseAsync(ConnectionTarget.Parse(target), TestContext.Current.CancellationToken);
    }
}
