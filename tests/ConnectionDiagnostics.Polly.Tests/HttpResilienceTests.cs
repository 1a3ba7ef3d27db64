using ConnectionDiagnostics.Testing;
using Microsoft.Extensions.DependencyInjection;
using Polly;

namespace ConnectionDiagnostics.Tests;

/// <summary>In a pipeline of Microsoft.Extensions.Http.Resilience, with its real handler.</summary>
public class HttpResilienceTests
{
    [Fact]
    public async Task A_reset_is_retried()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.ResetsAtOnce, TestContext.Current.CancellationToken);

        (await AttemptsAsync(server, "http", FakeConnectionDiagnoser.Returning(CauseCode.ServerClosesImmediately, ConnectionOutcome.Reset))).Should().Be(3);
        server.AcceptedConnections.Should().BeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task A_refusal_is_retried_without_a_diagnosis_too()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Refuses, TestContext.Current.CancellationToken);

        (await AttemptsAsync(server, "http", null)).Should().Be(3);
    }

    [Fact]
    public async Task A_certificate_is_not_retried()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Tls(TlsFault.Expired), TestContext.Current.CancellationToken);

        (await AttemptsAsync(server, "https", null)).Should().Be(1);
    }

    [Fact]
    public async Task A_diagnosis_that_the_port_is_wrong_ends_the_retries()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Refuses, TestContext.Current.CancellationToken);

        (await AttemptsAsync(server, "http", FakeConnectionDiagnoser.Returning(CauseCode.WrongPort, ConnectionOutcome.Refused))).Should().Be(1);
    }

    /// <summary>How often a request with at most two retries was sent.</summary>
    private static async Task<int> AttemptsAsync(FaultyServer server, string scheme, IConnectionDiagnoser? diagnoser)
    {
        int attempts = 0;
        var services = new ServiceCollection();
        IHttpClientBuilder client = services.AddHttpClient("test")
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseProxy = false });
        client.AddResilienceHandler("connect", builder => builder.AddConnectionRetry(new() { MaxRetryAttempts = 2, Delay = TimeSpan.Zero, MaxDelay = TimeSpan.Zero }));
        client.AddHttpMessageHandler(() => new CountingHandler(() => attempts++));
        if (diagnoser is not null)
        {
            client.AddHttpMessageHandler(() => new ConnectionDiagnosticsHandler(diagnoser));
        }

        await using ServiceProvider provider = services.BuildServiceProvider();
        using HttpClient http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("test");

        Func<Task> get = () => http.GetAsync($"{scheme}://{server.EndPoint}/", TestContext.Current.CancellationToken);

        await get.Should().ThrowAsync<HttpRequestException>();
        return attempts;
    }

    private sealed class CountingHandler(Action count) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            count();
            return base.SendAsync(request, cancellationToken);
        }
    }
}
