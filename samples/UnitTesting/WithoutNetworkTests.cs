using ConnectionDiagnostics;
using ConnectionDiagnostics.Testing;

namespace UnitTesting;

/// <summary>What does the client make of a diagnosis? A fake diagnoser answers what the test says.</summary>
public sealed class WithoutNetworkTests
{
    private static readonly Uri Nowhere = new("http://prices.invalid/");

    [Fact]
    public async Task The_summary_of_the_first_cause_is_the_message()
    {
        var diagnoser = FakeConnectionDiagnoser.Returning(CauseCode.DnsNameNotFound, ConnectionOutcome.NameResolutionFailed);
        using PriceClient client = Failing(diagnoser);

        PriceServiceException exception = await Assert.ThrowsAsync<PriceServiceException>(
            () => client.GetPriceAsync(Nowhere, "umbrella", TestContext.Current.CancellationToken));

        Assert.Equal(CauseCode.DnsNameNotFound, exception.Cause);
        Assert.Equal("prices.invalid", diagnoser.Requests[0].Target.Host);
        Assert.Equal(exception.InnerException!.GetDiagnosis()!.Causes[0].Summary, exception.Message);
    }

    [Fact]
    public async Task A_diagnosis_without_a_cause_still_makes_a_message()
    {
        using PriceClient client = Failing(new FakeConnectionDiagnoser(request => FakeDiagnosis.Connected(request.Target)));

        PriceServiceException exception = await Assert.ThrowsAsync<PriceServiceException>(
            () => client.GetPriceAsync(Nowhere, "umbrella", TestContext.Current.CancellationToken));

        Assert.Null(exception.Cause);
        Assert.Equal("No price: connected.", exception.Message);
    }

    [Fact]
    public async Task An_answer_of_the_service_is_no_connection_failure()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.AnswersHttp(503, "closed"), TestContext.Current.CancellationToken);
        var diagnoser = FakeConnectionDiagnoser.Returning(CauseCode.Unknown, ConnectionOutcome.Unknown);
        using var client = new PriceClient(diagnoser, new SocketsHttpHandler { UseProxy = false });

        await Assert.ThrowsAsync<HttpRequestException>(
            () => client.GetPriceAsync(new Uri($"http://{server.EndPoint}/"), "umbrella", TestContext.Current.CancellationToken));

        Assert.Empty(diagnoser.Requests);
    }

    /// <summary>Every connect fails as a name that does not exist does, and asks no name server.</summary>
    private static PriceClient Failing(IConnectionDiagnoser diagnoser) => new(diagnoser, new SocketsHttpHandler
    {
        UseProxy = false,
        ConnectCallback = static (_, _) => throw new System.Net.Sockets.SocketException((int)System.Net.Sockets.SocketError.HostNotFound),
    });
}
