using System.Net.NetworkInformation;
using BenchmarkDotNet.Attributes;
using ConnectionDiagnostics.Platform;

namespace ConnectionDiagnostics.Benchmarks;

/// <summary>Who listens on this machine: by the system's own call, beside what .NET has for it.</summary>
[MemoryDiagnoser]
public class ListenerBenchmarks
{
    [Benchmark(Baseline = true)]
    public int GlobalProperties() => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Length;

    [Benchmark]
    public int ReadListeners() => CurrentSystem.Instance.ReadListeners().Value!.Listeners.Count;
}
