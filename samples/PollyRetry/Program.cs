// Three connections through the same retry: one that heals while it waits, two that no retry can cure.
// The servers are in this process, on loopback: no network, no privileges.

using System.Net.Sockets;
using ConnectionDiagnostics;
using ConnectionDiagnostics.Testing;
using Polly;

await using var diagnoser = new ConnectionDiagnoser();
using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
int asExpected = 0;

await using (FaultyServer stopped = await FaultyServer.StartAsync(Fault.Refuses))
{
    using var restarted = new TcpListener(stopped.EndPoint);
    await TryAsync("The server is restarted while we wait", expectedAttempts: 2, "tcp", stopped, Dial(stopped), async () =>
    {
        await stopped.DisposeAsync();
        restarted.Start();
    });
}

await using (FaultyServer ssh = await FaultyServer.StartAsync(Fault.SpeaksSsh))
{
    await TryAsync("http:// to an SSH server", expectedAttempts: 1, "http", ssh, Get("http", ssh));
}

await using (FaultyServer untrusted = await FaultyServer.StartAsync(Fault.Tls(TlsFault.SelfSigned)))
{
    await TryAsync("A self-signed certificate", expectedAttempts: 1, "https", untrusted, Get("https", untrusted));
}

Console.WriteLine($"3 connections, {asExpected} as expected");
return asExpected == 3 ? 0 : 1;

async Task TryAsync(string heading, int expectedAttempts, string scheme, FaultyServer server, Func<CancellationToken, Task> connect, Func<Task>? meanwhile = null)
{
    Console.WriteLine($"=== {heading} ===");
    ConnectionTarget target = ConnectionTarget.Parse($"{scheme}://{server.EndPoint}");
    int attempts = 0;

    ResiliencePipeline pipeline = new ResiliencePipelineBuilder()
        .AddConnectionRetry(new ConnectionRetryStrategyOptions
        {
            MaxRetryAttempts = 3,
            OnRetry = async args =>
            {
                Console.WriteLine($"  {args.Outcome.Exception?.GetDiagnosis()?.Causes[0].Code}: again in {args.RetryDelay.TotalSeconds:0.0} s");
                await (meanwhile?.Invoke() ?? Task.CompletedTask);
            },
        })
        .Build();

    try
    {
        await pipeline.ExecuteAsync(async ct =>
        {
            attempts++;
            await diagnoser.RunAsync(target, connect, ct);
        });
        Console.WriteLine($"  connected at attempt {attempts}\n");
    }
    catch (ConnectionFailedException failed)
    {
        Console.WriteLine($"  given up after attempt {attempts}: {failed.Message}\n");
    }

    asExpected += attempts == expectedAttempts ? 1 : 0;
}

static Func<CancellationToken, Task> Dial(FaultyServer server) => async ct =>
{
    using var client = new TcpClient();
    await client.ConnectAsync(server.EndPoint, ct);
};

Func<CancellationToken, Task> Get(string scheme, FaultyServer server) => ct => http.GetAsync($"{scheme}://{server.EndPoint}/", ct);
