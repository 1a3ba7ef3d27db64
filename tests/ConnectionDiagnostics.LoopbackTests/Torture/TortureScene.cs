using System.Net;
using ConnectionDiagnostics.LoopbackTests.Proxies;
using ConnectionDiagnostics.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectionDiagnostics.LoopbackTests.Torture;

/// <summary>A real failure on loopback that is diagnosed again and again, each time with other faults.</summary>
internal sealed class TortureScene : IAsyncDisposable
{
    private readonly List<IAsyncDisposable> _peers = [];
    private DiagnosisRequest _request = null!;
    private int[] _ports = [];
    private Func<string, IPAddress[]> _resolve = host => throw new InvalidOperationException($"{host} was looked up");

    public static async Task<TortureScene> StartAsync(string name, CancellationToken cancellationToken)
    {
        var scene = new TortureScene();
        (Fault fault, string scheme, string host) = name switch
        {
            "a name" => (Fault.AnswersHttp(200), "http", "server.test"),
            "a proxy" => (Fault.AnswersHttp(200), "https", "server.test"),
            "wss to a self-signed certificate" => (Fault.Tls(TlsFault.SelfSigned), "wss", "127.0.0.1"),
            _ => (Scenarios.All.Single(row => row.Data.Name == name).Data.Fault, "ws", "127.0.0.1"),
        };
        FaultyServer server = await FaultyServer.StartAsync(fault, cancellationToken);
        scene._peers.Add(server);
        scene._ports = [server.Port];
        scene._request = new DiagnosisRequest { Target = ConnectionTarget.Parse($"{scheme}://{host}:{server.Port}/"), Timeout = TimeSpan.FromSeconds(3), Proxy = ConnectionProxy.None };
        if (host == "server.test")
        {
            scene._resolve = _ => [IPAddress.Loopback];
        }

        if (name == "a proxy")
        {
            ScriptedProxy proxy = ScriptedProxy.Http("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n");
            scene._peers.Add(proxy);
            scene._ports = [server.Port, proxy.Port];
            scene._request = scene._request with { Proxy = ConnectionProxy.Parse($"http://127.0.0.1:{proxy.Port}") };
        }

        return scene;
    }

    public async Task<TorturedDiagnosis> DiagnoseAsync(IReadOnlyDictionary<SeamCall, SeamFault> plan, CancellationToken cancellationToken)
    {
        var time = new CountedTime();
        var system = new TorturedSystem(new TestSystem(_ports) { Resolve = _resolve }, plan);
        await using ConnectionDiagnoser diagnoser = Create(system, time);
        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(_request, cancellationToken);
        return new TorturedDiagnosis(diagnosis, [.. system.Calls], system.Injected, [.. system.Sockets], time.Timers);
    }

    /// <summary>Cancels a diagnosis the moment that it makes a call, and says what is left behind.</summary>
    public async Task<CancelledDiagnosis> CancelAsync(SeamCall moment)
    {
        using var stop = new CancellationTokenSource();
        var time = new CountedTime();
        var system = new TorturedSystem(new TestSystem(_ports) { Resolve = _resolve }, new Dictionary<SeamCall, SeamFault>())
        {
            OnCall = call =>
            {
                if (call == moment)
                {
                    stop.Cancel();
                }
            },
        };
        await using ConnectionDiagnoser diagnoser = Create(system, time);
        bool threw = false;
        try
        {
            await diagnoser.DiagnoseAsync(_request, stop.Token);
        }
        catch (OperationCanceledException exception) when (exception.CancellationToken == stop.Token)
        {
            threw = true;
        }

        return new CancelledDiagnosis(stop.IsCancellationRequested, threw, system.Sockets.Count(socket => !socket.SafeHandle.IsClosed), time.Timers);
    }

    /// <summary>No name server is asked but one that does not exist.</summary>
    private static ConnectionDiagnoser Create(TorturedSystem system, TimeProvider time) => new(
        new ConnectionDiagnoserOptions { TimeProvider = time, NameServers = { new IPEndPoint(IPAddress.Loopback, 9) } }, NullLogger.Instance, system);

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable peer in _peers)
        {
            await peer.DisposeAsync();
        }
    }
}
