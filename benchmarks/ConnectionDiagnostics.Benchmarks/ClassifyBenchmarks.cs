using System.Net.Sockets;
using BenchmarkDotNet.Attributes;

namespace ConnectionDiagnostics.Benchmarks;

/// <summary>Reading an exception, beside one that is of no connection.</summary>
[MemoryDiagnoser]
public class ClassifyBenchmarks
{
    private readonly SocketException _socket = new((int)SocketError.ConnectionRefused);
    private readonly Exception _nested = new HttpRequestException(
        HttpRequestError.ConnectionError, "", new IOException("", new SocketException((int)SocketError.ConnectionRefused)));
    private readonly Exception _other = new InvalidOperationException();

    [Benchmark(Baseline = true)]
    public bool Socket() => ConnectionFailure.Classify(_socket).IsConnectionFailure;

    [Benchmark]
    public bool NestedThreeDeep() => ConnectionFailure.Classify(_nested).IsConnectionFailure;

    [Benchmark]
    public bool OfNoConnection() => ConnectionFailure.Classify(_other).IsConnectionFailure;
}
