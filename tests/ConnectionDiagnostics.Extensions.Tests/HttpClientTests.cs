using ConnectionDiagnostics.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace ConnectionDiagnostics.Extensions.Tests;

public sealed class HttpClientTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_refused_request_throws_its_own_exception_with_the_diagnosis()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Refuses, Cancelled);
        await using ServiceProvider provider = Build(services => services.AddHttpClient("api").AddConnectionDiagnostics());

        HttpRequestException exception = await FailAsync(provider, "api", server);

        exception.HttpRequestError.Should().Be(HttpRequestError.ConnectionError);
        exception.GetDiagnosis()!.Outcome.Should().Be(ConnectionOutcome.Refused);
    }

    [Fact]
    public async Task An_answer_is_not_touched_whatever_its_status()
    {
        var fake = FakeConnectionDiagnoser.Returning(CauseCode.HostDown, ConnectionOutcome.Unreachable);
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.AnswersHttp(503), Cancelled);
        await using ServiceProvider provider = Build(services => services.AddHttpClient("api").AddConnectionDiagnostics(), fake);

        using HttpResponseMessage response = await Client(provider, "api").GetAsync(new Uri($"http://{server.EndPoint}/"), Cancelled);

        ((int)response.StatusCode).Should().Be(503);
        fake.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task Each_client_has_options_of_its_own()
    {
        var fake = FakeConnectionDiagnoser.Returning(CauseCode.ServerNotListening, ConnectionOutcome.Refused);
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Refuses, Cancelled);
        await using ServiceProvider provider = Build(
            services =>
            {
                services.AddHttpClient("a").AddConnectionDiagnostics(options => options.MaxAge = TimeSpan.FromSeconds(1));
                services.AddHttpClient("b").AddConnectionDiagnostics(Configure(("MaxAge", "00:00:02")));
                services.AddHttpClient("c").AddConnectionDiagnostics();
            },
            fake);

        foreach (string name in (string[])["a", "b", "c"])
        {
            (await FailAsync(provider, name, server)).GetDiagnosis().Should().NotBeNull();
        }

        fake.Requests.Select(request => request.MaxAge.TotalSeconds).Should().Equal(1, 2, 30);
    }

    [Fact]
    public void A_changed_configuration_changes_the_clients_options()
    {
        IConfigurationRoot configuration = Configure(("MaxDelay", "00:00:01"));
        using ServiceProvider provider = Build(services => services.AddHttpClient("api").AddConnectionDiagnostics(configuration));
        IOptionsMonitor<ConnectionFailureOptions> options = provider.GetRequiredService<IOptionsMonitor<ConnectionFailureOptions>>();
        TimeSpan before = options.Get("api").MaxDelay;

        configuration["MaxDelay"] = "00:00:05";
        configuration.Reload();

        before.Should().Be(TimeSpan.FromSeconds(1));
        options.Get("api").MaxDelay.Should().Be(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Defaults_for_all_clients_and_one_of_its_own_diagnose_once()
    {
        var fake = FakeConnectionDiagnoser.Returning(CauseCode.ServerNotListening, ConnectionOutcome.Refused);
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Refuses, Cancelled);
        await using ServiceProvider provider = Build(
            services =>
            {
                services.ConfigureHttpClientDefaults(client => client.AddConnectionDiagnostics(options => options.MaxAge = TimeSpan.FromSeconds(9)));
                services.AddHttpClient("api").AddConnectionDiagnostics();
                services.AddHttpClient("plain");
            },
            fake);

        (await FailAsync(provider, "api", server)).GetDiagnosis().Should().NotBeNull();
        (await FailAsync(provider, "plain", server)).GetDiagnosis().Should().NotBeNull();

        fake.Requests.Select(request => request.MaxAge.TotalSeconds).Should().Equal(9, 9);
    }

    [Fact]
    public async Task A_handler_that_is_added_later_is_outside_and_sees_the_diagnosis()
    {
        var watcher = new Watcher();
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Refuses, Cancelled);
        await using ServiceProvider provider = Build(services =>
            services.AddHttpClient("api").AddConnectionDiagnostics().AddHttpMessageHandler(() => watcher));

        await FailAsync(provider, "api", server);

        watcher.Seen!.Outcome.Should().Be(ConnectionOutcome.Refused);
    }

    [Fact]
    public async Task A_resilience_handler_sees_the_diagnosis_of_each_attempt()
    {
        var seen = new List<CauseCode>();
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Refuses, Cancelled);
        await using ServiceProvider provider = Build(services => services.AddHttpClient("api").AddConnectionDiagnostics().AddResilienceHandler(
            "retry", pipeline => pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = 2,
                Delay = TimeSpan.Zero,
                ShouldHandle = attempt =>
                {
                    if (attempt.Outcome.Exception?.GetDiagnosis() is { Causes: [var first, ..] })
                    {
                        seen.Add(first.Code);
                    }

                    return ValueTask.FromResult(attempt.Outcome.Exception is not null);
                },
            })));

        HttpRequestException exception = await FailAsync(provider, "api", server);

        seen.Should().HaveCount(3).And.OnlyContain(code => code == exception.GetDiagnosis()!.Causes[0].Code);
    }

    [Fact]
    public async Task The_standard_resilience_handler_goes_on_as_before_and_lets_the_diagnosis_through()
    {
        var fake = FakeConnectionDiagnoser.Returning(CauseCode.ServerNotListening, ConnectionOutcome.Refused);
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Refuses, Cancelled);
        await using ServiceProvider provider = Build(
            services => services.AddHttpClient("api").AddConnectionDiagnostics().AddStandardResilienceHandler(options =>
            {
                options.Retry.MaxRetryAttempts = 1;
                options.Retry.Delay = TimeSpan.Zero;
            }),
            fake);

        HttpRequestException exception = await FailAsync(provider, "api", server);

        exception.GetDiagnosis()!.Causes[0].Code.Should().Be(CauseCode.ServerNotListening);
        fake.Requests.Should().HaveCount(2);
    }

    private static ServiceProvider Build(Action<IServiceCollection> add, IConnectionDiagnoser? diagnoser = null)
    {
        var services = new ServiceCollection();
        if (diagnoser is not null)
        {
            services.AddSingleton(diagnoser);
        }

        add(services);
        return services.BuildServiceProvider();
    }

    private static HttpClient Client(ServiceProvider provider, string name) => provider.GetRequiredService<IHttpClientFactory>().CreateClient(name);

    private static async Task<HttpRequestException> FailAsync(ServiceProvider provider, string name, FaultyServer server)
    {
        Func<Task> get = () => Client(provider, name).GetAsync(new Uri($"http://{server.EndPoint}/"), Cancelled);
        return (await get.Should().ThrowAsync<HttpRequestException>()).Which;
    }

    private static IConfigurationRoot Configure(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(value => KeyValuePair.Create(value.Key, (string?)value.Value))).Build();

    private sealed class Watcher : DelegatingHandler
    {
        public Diagnosis? Seen { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            catch (HttpRequestException exception)
            {
                Seen = exception.GetDiagnosis();
                throw;
            }
        }
    }
}
