// An ASP.NET Core application whose back end is not there. It starts on a free loopback port, calls itself, prints what a client, an operator
// and the telemetry get to see, and ends. With the argument "serve" it keeps running.

using ConnectionDiagnostics;
using ConnectionDiagnostics.Testing;
using HttpClientFactory;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

// The back end: a loopback port that refuses. Put your own address here.
await using FaultyServer backEnd = await FaultyServer.StartAsync(Fault.Refuses);
var backEndUri = new Uri($"https://{backEnd.EndPoint}/");

WebApplicationBuilder builder = WebApplication.CreateBuilder(args);
builder.WebHost.UseUrls("http://127.0.0.1:0");
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Logging.AddFilter("ConnectionDiagnostics", LogLevel.Information);
builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
builder.Logging.AddSimpleConsole(options => options.SingleLine = true);

builder.Services.AddConnectionDiagnostics("ConnectionDiagnostics");
builder.Services.AddHttpClient("back-end", client => client.BaseAddress = backEndUri)
    .AddConnectionDiagnostics(options => options.MaxDelay = TimeSpan.FromSeconds(5));
builder.Services.AddHealthChecks().AddConnectionCheck("back-end", ConnectionTarget.FromUri(backEndUri), timeout: TimeSpan.FromSeconds(5));
builder.Services.AddProblemDetails();
builder.Services.AddExceptionHandler<ConnectionProblemHandler>();
builder.Services.AddOpenTelemetry()
    .WithTracing(tracing => tracing.SetSampler(new AlwaysOnSampler()).AddSource("ConnectionDiagnostics").AddConsoleExporter())
    .WithMetrics(metrics => metrics.AddMeter("ConnectionDiagnostics").AddConsoleExporter());

await using WebApplication app = builder.Build();
app.UseExceptionHandler();
app.MapGet("/orders", (IHttpClientFactory clients) => clients.CreateClient("back-end").GetStringAsync("/orders"));
// For operators: descriptions name addresses and processes. Publish it on an inner port, or behind RequireAuthorization().
app.MapHealthChecks("/health", new() { ResponseWriter = HealthResponse.WriteAsync });

await app.StartAsync();
if (args is ["serve"])
{
    Console.WriteLine($"Listening on {app.Urls.First()}");
    await app.WaitForShutdownAsync();
    return 0;
}

using var self = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };

Console.WriteLine("=== What a client of /orders gets ===");
using HttpResponseMessage orders = await self.GetAsync(new Uri("/orders", UriKind.Relative));
string problem = await orders.Content.ReadAsStringAsync();
Console.WriteLine($"{(int)orders.StatusCode} {problem}\n");

Console.WriteLine("=== What an operator gets from /health ===");
using HttpResponseMessage health = await self.GetAsync(new Uri("/health", UriKind.Relative));
string report = await health.Content.ReadAsStringAsync();
Console.WriteLine($"{(int)health.StatusCode} {report}\n");

Console.WriteLine("=== What OpenTelemetry exports ===");
await app.StopAsync();
await app.DisposeAsync();

bool leaks = problem.Contains($"{backEnd.Port}", StringComparison.Ordinal);
bool explains = report.Contains("refused", StringComparison.Ordinal) && (int)orders.StatusCode == 503;
Console.WriteLine($"\nclient told of internals: {(leaks ? "yes" : "no")}; operator told the cause: {(explains ? "yes" : "no")}");
return !leaks && explains ? 0 : 1;
