using System.Security.Authentication;
using ConnectionDiagnostics.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.ExceptionSummarization;

namespace ConnectionDiagnostics.Extensions.Tests;

public sealed class ExceptionSummaryTests
{
    [Fact]
    public async Task A_diagnosed_exception_is_summarized_by_its_cause_beside_the_built_in_provider()
    {
        var fake = FakeConnectionDiagnoser.Returning(CauseCode.ServerNotListening, ConnectionOutcome.Refused);
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Refuses, TestContext.Current.CancellationToken);
        await using ServiceProvider provider = Build(services =>
        {
            services.AddSingleton<IConnectionDiagnoser>(fake);
            services.AddHttpClient("api").AddConnectionDiagnostics();
        });
        HttpClient client = provider.GetRequiredService<IHttpClientFactory>().CreateClient("api");

        Func<Task> get = () => client.GetAsync(new Uri($"http://{server.EndPoint}/"), TestContext.Current.CancellationToken);
        HttpRequestException exception = (await get.Should().ThrowAsync<HttpRequestException>()).Which;
        ExceptionSummary summary = provider.GetRequiredService<IExceptionSummarizer>().Summarize(exception);

        summary.Description.Should().Be("server-not-listening");
        summary.AdditionalDetails.Should().Be(exception.GetDiagnosis()!.Causes[0].Summary);
    }

    [Fact]
    public void Without_a_diagnosis_the_exception_speaks_for_itself()
    {
        using ServiceProvider provider = Build(_ => { });
        IExceptionSummarizer summarizer = provider.GetRequiredService<IExceptionSummarizer>();

        summarizer.Summarize(new AuthenticationException("no")).Description.Should().Be("tls-failed");
        summarizer.Summarize(new HttpRequestException("no")).Description.Should().Be("unknown");
    }

    private static ServiceProvider Build(Action<IServiceCollection> add)
    {
        var services = new ServiceCollection();
        services.AddExceptionSummarizer(builder => builder.AddHttpProvider().AddConnectionDiagnosticsProvider());
        add(services);
        return services.BuildServiceProvider();
    }
}
