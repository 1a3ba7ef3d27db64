// Something of each package, compiled ahead of time, against servers in this process. Exit code 0 when every check holds.

using System.Globalization;
using System.Net.Sockets;
using System.Text.Json;
using ConnectionDiagnostics;
using ConnectionDiagnostics.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.ExceptionSummarization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Polly;

int failed = 0;

await using FaultyServer refusing = await FaultyServer.StartAsync(Fault.Refuses);
await using FaultyServer untrusted = await FaultyServer.StartAsync(Fault.Tls(TlsFault.SelfSigned));
ConnectionTarget target = ConnectionTarget.Parse($"ws://{refusing.EndPoint}/chat");

// The core: the verdict, its renderings in each language, its evidence read back.
await using (var diagnoser = new ConnectionDiagnoser())
{
    Diagnosis diagnosis = await diagnoser.DiagnoseAsync(target);
    Console.WriteLine(diagnosis);
    Check("the refused port's cause", "server-not-listening", diagnosis.Causes[0].Code.ToString());
    Check("its likelihood", Likelihood.Confirmed, diagnosis.Causes[0].Likelihood);
    using (JsonDocument json = JsonDocument.Parse(diagnosis.ToJson()))
    {
        Check("its JSON", "refused", json.RootElement.GetProperty("outcome").GetString());
    }

    string evidence = EvidenceFile.ToJson(diagnosis.Evidence);
    Check("its evidence, written and read", evidence, EvidenceFile.ToJson(EvidenceFile.Parse(evidence)));

    foreach ((string language, string words) in new[] { ("en", "refused"), ("de", "abgelehnt"), ("zh-Hans", "拒绝") })
    {
        Diagnosis told = await diagnoser.DiagnoseAsync(new DiagnosisRequest { Target = target, Culture = CultureInfo.GetCultureInfo(language) });
        Check($"in {language}", true, told.ToText(verbose: true).Contains(words, StringComparison.Ordinal));
    }

    Diagnosis tls = await diagnoser.DiagnoseAsync(ConnectionTarget.Parse($"https://{untrusted.EndPoint}/"));
    Check("the self-signed certificate's cause", "tls-untrusted-issuer", tls.Causes[0].Code.ToString());
    foreach (CauseCode code in CauseCode.WellKnown)
    {
        if (!CauseExplanation.Of(code).Meaning.Contains(' ', StringComparison.Ordinal))
        {
            Check($"the explanation of {code}", "words", "none");
        }
    }

    // Polly: a retry that repeats only what waiting can cure.
    int attempts = 0;
    ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
        .AddConnectionRetry(new ConnectionRetryStrategyOptions { MaxRetryAttempts = 1, Delay = TimeSpan.Zero, MaxDelay = TimeSpan.FromMilliseconds(1) })
        .AddConnectionCircuitBreaker()
        .AddConnectionTelemetry()
        .Build();
    try
    {
        await pipeline.ExecuteAsync(async token =>
        {
            attempts++;
            await diagnoser.RunAsync(target, async cancel =>
            {
                using var client = new TcpClient();
                await client.ConnectAsync(refusing.EndPoint, cancel);
            }, token);
        });
    }
    catch (ConnectionFailedException exception)
    {
        Check("the exception's outcome", ConnectionOutcome.Refused, ConnectionFailure.Classify(exception).Outcome);
    }

    Check("attempts", 2, attempts);
}

// Dependency injection, HttpClient, health check, exception summaries.
var services = new ServiceCollection();
services.AddSingleton<ILoggerFactory, NullLoggerFactory>();
services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
services.AddConnectionDiagnostics(options => options.MaxConcurrentDiagnoses = 2);
services.AddHttpClient("billing").AddConnectionDiagnostics();
services.AddHealthChecks().AddConnectionCheck("db", $"postgres://{refusing.EndPoint}");
services.AddExceptionSummarizer(builder => builder.AddConnectionDiagnosticsProvider());
await using (ServiceProvider provider = services.BuildServiceProvider())
{
    using HttpClient http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("billing");
    try
    {
        await http.GetAsync(new Uri($"http://{refusing.EndPoint}/"));
    }
    catch (HttpRequestException exception)
    {
        Check("the attached diagnosis", "server-not-listening", exception.GetDiagnosis()?.Causes[0].Code.ToString());
        Check("the summary", "server-not-listening", provider.GetRequiredService<IExceptionSummarizer>().Summarize(exception).Description);
    }

    HealthReport health = await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync();
    Check("the health check", HealthStatus.Unhealthy, health.Status);
}

// A diagnoser without a network.
IConnectionDiagnoser fake = FakeConnectionDiagnoser.Returning(CauseCode.HostDown, ConnectionOutcome.Timeout);
Check("the fake's cause", CauseCode.HostDown, (await fake.DiagnoseAsync(target)).Causes[0].Code);

Console.WriteLine(failed == 0 ? "ahead of time: as expected" : $"ahead of time: {failed} checks failed");
return failed == 0 ? 0 : 1;

void Check<T>(string what, T expected, T actual)
{
    if (!EqualityComparer<T>.Default.Equals(expected, actual))
    {
        failed++;
        Console.WriteLine($"{what}: {actual} instead of {expected}");
    }
}
