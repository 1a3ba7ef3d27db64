using System.Net;
using System.Net.Sockets;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;

namespace ConnectionDiagnostics.Benchmarks;

/// <summary>What a connect that succeeds pays for being watched: one that is done at once, and a real one on loopback.</summary>
[MemoryDiagnoser]
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class WrappingBenchmarks
{
    private static readonly Func<CancellationToken, Task> AtOnce = static _ => Task.CompletedTask;

    private static readonly Func<IPEndPoint, CancellationToken, ValueTask> AtOnceWithState = static (_, _) => default;

    private readonly ConnectionDiagnoser _diagnoser = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private ConnectionTarget _target = null!;
    private IPEndPoint _endPoint = null!;
    private Func<CancellationToken, Task> _connect = null!;

    [GlobalSetup]
    public void Listen()
    {
        _listener.Start(1000);
        _endPoint = (IPEndPoint)_listener.LocalEndpoint;
        _target = ConnectionTarget.Parse(_endPoint.ToString());
        _connect = ConnectAsync;
        _ = AcceptAsync();
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _diagnoser.DisposeAsync();
    }

    [Benchmark(Baseline = true), BenchmarkCategory("done at once")]
    public Task Bare() => AtOnce(CancellationToken.None);

    [Benchmark, BenchmarkCategory("done at once")]
    public Task Watched() => _diagnoser.RunAsync(_target, AtOnce);

    [Benchmark(Baseline = true), BenchmarkCategory("done at once, with state")]
    public ValueTask BareWithState() => AtOnceWithState(_endPoint, CancellationToken.None);

    [Benchmark, BenchmarkCategory("done at once, with state")]
    public ValueTask WatchedWithState() => _diagnoser.RunAsync(_target, _endPoint, AtOnceWithState);

    [Benchmark(Baseline = true), BenchmarkCategory("loopback")]
    public Task BareConnect() => _connect(CancellationToken.None);

    [Benchmark, BenchmarkCategory("loopback")]
    public Task WatchedConnect() => _diagnoser.RunAsync(_target, _connect);

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        // A reset instead of TIME_WAIT: there are more connects here than local ports.
        socket.LingerState = new LingerOption(true, 0);
        await socket.ConnectAsync(_endPoint, cancellationToken);
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                (await _listener.AcceptSocketAsync(_end.Token)).Dispose();
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }
}
