using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace ConnectionDiagnostics.Testing.Tests;

public sealed class TlsFaultTests
{
    [Theory]
    [InlineData(TlsFault.SelfSigned, X509ChainStatusFlags.UntrustedRoot)]
    [InlineData(TlsFault.PrivateAuthority, X509ChainStatusFlags.PartialChain)]
    [InlineData(TlsFault.Expired, X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotTimeValid)]
    [InlineData(TlsFault.NotYetValid, X509ChainStatusFlags.PartialChain | X509ChainStatusFlags.NotTimeValid)]
    public async Task Nobody_trusts_the_certificate(TlsFault fault, X509ChainStatusFlags expected)
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Tls(fault), TestContext.Current.CancellationToken);

        (SslPolicyErrors errors, X509ChainStatusFlags problems) = await HandshakeAsync(server, trusted: null);

        errors.Should().Be(SslPolicyErrors.RemoteCertificateChainErrors);
        problems.Should().HaveFlag(expected);
    }

    [Theory]
    [InlineData(TlsFault.SelfSigned, SslPolicyErrors.None, X509ChainStatusFlags.NoError)]
    [InlineData(TlsFault.PrivateAuthority, SslPolicyErrors.None, X509ChainStatusFlags.NoError)]
    [InlineData(TlsFault.Expired, SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.NotTimeValid)]
    [InlineData(TlsFault.NotYetValid, SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.NotTimeValid)]
    [InlineData(TlsFault.WrongName, SslPolicyErrors.RemoteCertificateNameMismatch, X509ChainStatusFlags.NoError)]
    [InlineData(TlsFault.IncompleteChain, SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.PartialChain)]
    [InlineData(TlsFault.NotForServers, SslPolicyErrors.RemoteCertificateChainErrors, X509ChainStatusFlags.NotValidForUsage)]
    [InlineData(TlsFault.Intercepted, SslPolicyErrors.None, X509ChainStatusFlags.NoError)]
    public async Task Who_trusts_the_anchor_sees_the_named_fault_alone(TlsFault fault, SslPolicyErrors expected, X509ChainStatusFlags expectedProblems)
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Tls(fault), TestContext.Current.CancellationToken);

        (SslPolicyErrors errors, X509ChainStatusFlags problems) = await HandshakeAsync(server, server.TrustAnchor);

        errors.Should().Be(expected);
        problems.Should().Be(expectedProblems);
    }

    [Fact]
    public async Task The_anchor_comes_without_its_key()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Tls(TlsFault.SelfSigned), TestContext.Current.CancellationToken);
        await using FaultyServer plain = await FaultyServer.StartAsync(Fault.Silent, TestContext.Current.CancellationToken);

        server.TrustAnchor!.HasPrivateKey.Should().BeFalse();
        plain.TrustAnchor.Should().BeNull();
    }

    [Fact]
    public async Task Who_accepts_the_certificate_gets_http()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Tls(TlsFault.Expired), TestContext.Current.CancellationToken);

        (await Web.StatusAsync($"https://{server.EndPoint}/")).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_accepts_the_certificate_gets_a_websocket()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Tls(TlsFault.WrongName), TestContext.Current.CancellationToken);

        (await Web.EchoAsync($"wss://{server.EndPoint}/", "in confidence")).Should().Be("in confidence");
    }

    [Fact]
    public async Task Who_does_not_speak_tls_is_disconnected_without_a_byte()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Tls(TlsFault.SelfSigned), TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        await client.SendAsync("GET / HTTP/1.1\r\n\r\n");

        (await client.ReadToEndAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task TlsAlert_answers_with_one_fatal_alert()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.TlsAlert(70), TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        await client.SendAsync("\u0016\u0003\u0001");

        (await client.ReadToEndAsync()).Should().Be("\u0015\u0003\u0003\u0000\u0002\u0002\u0046");
    }

    [Fact]
    public async Task TlsAlert_ends_the_handshake_of_a_real_client()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.TlsAlert(40), TestContext.Current.CancellationToken);

        Func<Task> handshake = () => HandshakeAsync(server, trusted: null);

        await handshake.Should().ThrowAsync<AuthenticationException>();
    }

    [Fact]
    public async Task ClientCertificateRequired_lets_in_who_shows_any_and_nobody_else()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Tls(TlsFault.ClientCertificateRequired), TestContext.Current.CancellationToken);
        using var key = System.Security.Cryptography.RSA.Create(2048);
        var request = new CertificateRequest(
            "CN=client", key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1);
        using X509Certificate2 made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using X509Certificate2 own = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);

        Func<Task> without = () => Web.StatusAsync($"https://{server.EndPoint}/");

        await without.Should().ThrowAsync<HttpRequestException>();
        (await Web.StatusAsync($"https://{server.EndPoint}/", own)).Should().Be(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData(TlsFault.OldVersionOnly)]
    [InlineData(TlsFault.BreaksOff)]
    public async Task Handshakes_without_a_certificate_fail_a_real_client(TlsFault fault)
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Tls(fault), TestContext.Current.CancellationToken);

        Func<Task> get = () => Web.StatusAsync($"https://{server.EndPoint}/");

        (await get.Should().ThrowAsync<HttpRequestException>()).Which.HttpRequestError.Should().Be(HttpRequestError.SecureConnectionError);
        server.TrustAnchor.Should().BeNull();
    }

    [Fact]
    public void An_unknown_fault_is_refused()
    {
        Action make = () => Fault.Tls((TlsFault)99);

        make.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("fault");
    }

    private static async Task<(SslPolicyErrors Errors, X509ChainStatusFlags Problems)> HandshakeAsync(FaultyServer server, X509Certificate2? trusted)
    {
        (SslPolicyErrors, X509ChainStatusFlags) seen = default;
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            CertificateChainPolicy = new X509ChainPolicy { RevocationMode = X509RevocationMode.NoCheck, DisableCertificateDownloads = true },
            RemoteCertificateValidationCallback = (_, _, chain, errors) =>
            {
                seen = (errors, chain!.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status));
                return true;
            },
        };
        if (trusted is not null)
        {
            options.CertificateChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            options.CertificateChainPolicy.CustomTrustStore.Add(trusted);
        }

        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);
        await using var tls = new SslStream(client.Stream);
        await tls.AuthenticateAsClientAsync(options, TestContext.Current.CancellationToken);
        return seen;
    }
}
