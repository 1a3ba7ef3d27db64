using System.Net;
using System.Net.Sockets;
using BenchmarkDotNet.Attributes;

namespace ConnectionDiagnostics.Benchmarks;

/// <summary>A whole diagnosis of an own-machine refusal, beside what the application itself pays for the failing connect.</summary>
[MemoryDiagnoser]
public class DiagnosisBenchmarks
{
    private Socket? _bound;
    private IPEndPoint? _endPoint;
    private ConnectionDiagnoser? _diagnoser;
    private ConnectionTarget? _target;

    [GlobalSetup]
    public void SetUp()
    {
        _bound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _endPoint = (IPEndPoint)_bound.LocalEndPoint!;
        _diagnoser = new ConnectionDiagnoser();
        _target = ConnectionTarget.Parse($"tcp://{_endPoint}");
    }

    [GlobalCleanup]
    public void CleanUp() => _bound?.Dispose();

    [Benchmark(Baseline = true)]
    public async Task<SocketError> BareConnect()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(_endPoint!);
            return SocketError.Success;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
    }

    [Benchmark]
    public Task<Diagnosis> Diagnose() => _diagnoser!.DiagnoseAsync(_target!);
}
