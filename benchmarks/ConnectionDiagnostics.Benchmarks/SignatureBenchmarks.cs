using System.Text;
using BenchmarkDotNet.Attributes;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Benchmarks;

/// <summary>What the first bytes of an answer are, beside looking for one prefix; nothing may be allocated where nothing matches.</summary>
[MemoryDiagnoser]
public class SignatureBenchmarks
{
    private readonly byte[] _noise = [.. Enumerable.Range(0, 512).Select(i => (byte)(i * 7 + 1))];
    private readonly byte[] _greeting = Encoding.ASCII.GetBytes("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n");
    private readonly byte[] _text = Encoding.ASCII.GetBytes("220 host.example is ready, and says nothing of what it is\r\n");
    private readonly Opening _listen = Openings.Listen;

    [Benchmark(Baseline = true)]
    public bool OnePrefix() => _noise.AsSpan().StartsWith("SSH-"u8);

    [Benchmark]
    public bool NoMatch() => Signatures.Match(_noise, _listen).Protocol is not null;

    [Benchmark]
    public bool NoName() => Signatures.Match(_text, _listen).Protocol is not null;

    [Benchmark]
    public bool Match() => Signatures.Match(_greeting, _listen).Protocol is not null;
}
