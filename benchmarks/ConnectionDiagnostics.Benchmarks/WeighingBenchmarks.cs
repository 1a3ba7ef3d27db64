using System.Net;
using System.Net.Sockets;
using BenchmarkDotNet.Attributes;
using ConnectionDiagnostics.Causes;
using ConnectionDiagnostics.Causes.Weighing;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Benchmarks;

/// <summary>From recorded evidence of a refusal by this machine to the diagnosis, and on to text and JSON. No I/O.</summary>
[MemoryDiagnoser]
public class WeighingBenchmarks
{
    private ConnectionTarget _target = null!;
    private ConnectionEvidence _evidence = null!;
    private Diagnosis _diagnosis = null!;
    private string _json = null!;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        using var bound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var diagnoser = new ConnectionDiagnoser();
        _target = ConnectionTarget.Parse($"tcp://{bound.LocalEndPoint}");
        _diagnosis = await diagnoser.DiagnoseAsync(_target);
        _evidence = _diagnosis.Evidence;
        _json = EvidenceFile.ToJson(_evidence);
    }

    /// <summary>All rules, ranked.</summary>
    [Benchmark]
    public object Weigh() => CauseRanking.Rank(_evidence, OutcomeReader.Read(_evidence), Catalogue.Rules);

    [Benchmark]
    public Diagnosis Build() => DiagnosisBuilder.Build(_evidence, _target, Catalogue.Rules, Language.English);

    [Benchmark]
    public string Text() => Build().ToString();

    [Benchmark]
    public string Json() => Build().ToJson();

    /// <summary>The evidence to JSON and back.</summary>
    [Benchmark]
    public ConnectionEvidence RoundTrip() => EvidenceFile.Parse(EvidenceFile.ToJson(EvidenceFile.Parse(_json)));
}
