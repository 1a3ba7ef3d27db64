using System.Net;
using System.Net.Sockets;
using BenchmarkDotNet.Attributes;
using ConnectionDiagnostics.Platform;

namespace ConnectionDiagnostics.Benchmarks;

/// <summary>
/// One TCP handshake with loopback as the connect stage makes it, with all that it learns by it, beside the kernel's bare calls and beside
/// <see cref="Socket.ConnectAsync(EndPoint, CancellationToken)"/> in try/catch.
/// </summary>
[MemoryDiagnoser]
public class ProbeBenchmarks
{
    private Socket _refusing = null!;
    private Socket _listening = null!;
    private Task _accepting = null!;
    private IPEndPoint _endPoint = null!;

    [Params(false, true)]
    public bool Open { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _refusing = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _refusing.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listening = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listening.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listening.Listen(4096);
        _accepting = Task.Factory.StartNew(Accept, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        _endPoint = (IPEndPoint)(Open ? _listening : _refusing).LocalEndPoint!;
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        _refusing.Dispose();
        _listening.Dispose();
        await _accepting;
    }

    [Benchmark(Baseline = true)]
    public int RawCalls() => RawConnect.Run((ushort)_endPoint.Port);

    [Benchmark]
    public async Task<SocketError> Probe()
    {
        TcpConnect result = await CurrentSystem.Instance.ConnectAsync(_endPoint, null, null, TimeProvider.System, CancellationToken.None);
        result.Socket?.Dispose();
        return result.Error;
    }

    [Benchmark]
    public async Task<SocketError> SocketConnectAsync()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(_endPoint);
            return SocketError.Success;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
    }

    private void Accept()
    {
        try
        {
            while (true)
            {
                _listening.Accept().Dispose();
            }
        }
        catch (SocketException)
        {
            // It is over.
        }
    }
}
