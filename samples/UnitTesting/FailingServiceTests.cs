using System.Net;
using ConnectionDiagnostics;
using ConnectionDiagnostics.Testing;

namespace UnitTesting;

/// <summary>What does the client do when the service really refuses, resets, speaks SSH or shows a bad certificate? Real servers, on loopback.</summary>
public sealed class FailingServiceTests
{
    public static TheoryData<Fault, string, string> Faults { get; } = new()
    {
        { Fault.Refuses, "http", "server-not-listening" },
        { Fault.ListensElsewhere, "http", "bound-to-other-address" },
        { Fault.SpeaksSsh, "http", "protocol-mismatch" },
        { Fault.AnswersHttp(200, "1.50"), "https", "tls-on-plaintext-port" },
        { Fault.Tls(TlsFault.PrivateAuthority), "http", "plaintext-on-tls-port" },
        { Fault.Speaks("mysql"), "https", "protocol-mismatch" },
        { Fault.Tls(TlsFault.SelfSigned), "https", "tls-untrusted-issuer" },
        { Fault.Tls(TlsFault.Expired), "https", "tls-certificate-expired" },
        { Fault.Tls(TlsFault.WrongName), "https", "tls-name-mismatch" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task The_cause_is_told(Fault fault, string scheme, string cause)
    {
        await using FaultyServer server = await FaultyServer.StartAsync(fault, TestContext.Current.CancellationToken);
        await using var diagnoser = new ConnectionDiagnoser();
        using var client = new PriceClient(diagnoser, new SocketsHttpHandler { UseProxy = false });

        PriceServiceException exception = await Assert.ThrowsAsync<PriceServiceException>(
            () => client.GetPriceAsync(new Uri($"{scheme}://{server.EndPoint}/"), "umbrella", TestContext.Current.CancellationToken));

        Assert.Equal(new CauseCode(cause), exception.Cause);
        Assert.Contains($"{server.Port}", exception.Message);
    }

    [Theory]
    [InlineData(403, "proxy-denied")]
    [InlineData(407, "proxy-authentication-required")]
    public async Task A_proxy_that_lets_nobody_through_is_not_the_service(int status, string cause)
    {
        await using FaultyServer service = await FaultyServer.StartAsync(Fault.Tls(TlsFault.PrivateAuthority), TestContext.Current.CancellationToken);
        await using FaultyServer proxy = await FaultyServer.StartAsync(Fault.ProxyRefuses(status), TestContext.Current.CancellationToken);
        await using var diagnoser = new ConnectionDiagnoser();
        using var client = new PriceClient(diagnoser, new SocketsHttpHandler { Proxy = new WebProxy($"http://{proxy.EndPoint}") });

        PriceServiceException exception = await Assert.ThrowsAsync<PriceServiceException>(
            () => client.GetPriceAsync(new Uri($"https://{service.EndPoint}/"), "umbrella", TestContext.Current.CancellationToken));

        Assert.Equal(new CauseCode(cause), exception.Cause);
    }

    /// <summary>The diagnosis would connect as well: a fake one, so that only the client's own connections are counted.</summary>
    [Theory]
    [InlineData("reset", 2)]
    [InlineData("ssh", 1)]
    public async Task Only_what_may_heal_is_tried_again(string failure, int attempts)
    {
        await using FaultyServer server = await FaultyServer.StartAsync(
            failure == "ssh" ? Fault.SpeaksSsh : Fault.ResetsAtOnce, TestContext.Current.CancellationToken);
        var diagnoser = new FakeConnectionDiagnoser(request => FakeDiagnosis.Connected(request.Target));
        using var client = new PriceClient(diagnoser, new SocketsHttpHandler { UseProxy = false });

        PriceServiceException exception = await Assert.ThrowsAsync<PriceServiceException>(
            () => client.GetPriceAsync(new Uri($"http://{server.EndPoint}/"), "umbrella", TestContext.Current.CancellationToken));

        Assert.Equal(attempts, server.AcceptedConnections);
        Assert.Equal(attempts == 2, exception.MayHealByWaiting);
    }
}
