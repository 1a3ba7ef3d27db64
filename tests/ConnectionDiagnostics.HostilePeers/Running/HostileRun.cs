using System.Text.RegularExpressions;
using ConnectionDiagnostics.HostilePeers.Scripts;

namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>Diagnoses a target where a hostile peer answers, and says what is wrong with how that went.</summary>
internal sealed partial class HostileRun
{
    /// <summary>What one connection may read.</summary>
    public const long MostRead = 64 * 1024;

    /// <summary>A handshake is let through as far as OpenSSL takes it, and then what any connection may read.</summary>
    public const long MostReadOfTls = (256 * 1024) + (16 * 1024);

    /// <summary>What a diagnosis may allocate.</summary>
    public const long MostAllocated = 8 * 1024 * 1024;

    /// <summary>Connections are taken leave of even after the deadline: those of questions, and then the first one; each is given a tenth of a second.</summary>
    private static readonly TimeSpan Farewell = TimeSpan.FromMilliseconds(100);

    /// <summary>The two farewells, and what the system's clock rounds.</summary>
    private static readonly TimeSpan Slack = (2 * Farewell) + TimeSpan.FromMilliseconds(10);

    private readonly List<string> _wrong = [];

    /// <summary>What is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Wrong => _wrong;

    public Diagnosis? Diagnosis { get; private set; }

    public long Read { get; private set; }

    public long Allocated { get; private set; }

    public int Connections { get; private set; }

    public TimeSpan Elapsed { get; private set; }

    /// <param name="peer">Who answers.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="wrap">What stands between the peer and the library.</param>
    public static async Task<HostileRun> RunAsync(Peer peer, DiagnosisRequest request, Func<Stream, TimeProvider, Stream>? wrap = null)
    {
        var run = new HostileRun();
        var time = new IdleTime();
        var log = new FailedStages();
        await using var system = new HostileSystem(peer, time) { Wrap = stream => wrap?.Invoke(stream, time.OfPeers) ?? stream };
        var diagnoser = new ConnectionDiagnoser(new ConnectionDiagnoserOptions { TimeProvider = time }, log, system);
        await using (diagnoser)
        {
            long before = GC.GetTotalAllocatedBytes();
            try
            {
                run.Diagnosis = await time.RunAsync(() => diagnoser.DiagnoseAsync(request));
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                run._wrong.Add($"it throws {FailedStages.Show(exception)}");
                return run;
            }

            run.Allocated = GC.GetTotalAllocatedBytes() - before;
        }

        run.Elapsed = time.Elapsed;
        run.Connections = system.Wires.Count;
        run.Read = system.Wires.Select(wire => wire.Read).DefaultIfEmpty().Max();
        run._wrong.AddRange(log.Failures);
        run.Check(request, system, time.Timers);
        return run;
    }

    /// <summary>What holds of every diagnosis, whoever answered.</summary>
    public static IEnumerable<string> Faults(Diagnosis diagnosis)
    {
        if (diagnosis.Outcome != ConnectionOutcome.Connected && diagnosis.Causes.Count == 0)
        {
            yield return $"{diagnosis.Outcome} without a cause";
        }

        foreach (Cause cause in diagnosis.Causes)
        {
            if (cause.Summary.Length == 0 || cause.Remedies.Count == 0)
            {
                yield return $"{cause.Code} has no whole text: {cause.Summary}";
            }
        }

        foreach ((string name, string shown) in new[] { ("text", diagnosis.ToText(verbose: true)), ("JSON", diagnosis.ToJson()), ("HTML", diagnosis.ToHtml()) })
        {
            if (ControlCharacter().Match(shown) is { Success: true } control)
            {
                int from = Math.Max(0, control.Index - 40);
                yield return $"the {name} has U+{(int)control.Value[0]:X4} in {Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(shown.Substring(from, Math.Min(80, shown.Length - from))))}";
            }
        }

        string saved = EvidenceFile.ToJson(diagnosis.Evidence);
        if (Diagnosis.FromEvidence(EvidenceFile.Parse(saved)).ToJson() != diagnosis.ToJson())
        {
            yield return "its saved evidence says something else";
        }
    }

    private void Check(DiagnosisRequest request, HostileSystem system, int timers)
    {
        foreach (MemoryWire wire in system.Wires)
        {
            // A client that speaks no TLS asks at most whether the server does.
            bool speaksTls = request.Target.UsesTls || (request.Proxy.ToString() ?? "").StartsWith("https", StringComparison.Ordinal);
            long most = speaksTls && wire.FirstWord != (byte)'G' ? MostReadOfTls : MostRead;
            if (wire.Read > most)
            {
                _wrong.Add($"{wire.Read} bytes were read of one connection, {most} are allowed");
            }
        }

        if (Allocated > MostAllocated)
        {
            _wrong.Add($"{Allocated} bytes were allocated");
        }

        if (Elapsed > request.Timeout + Slack || Diagnosis!.Duration > request.Timeout + Farewell)
        {
            _wrong.Add($"it took {Elapsed}, and says {Diagnosis!.Duration}, of {request.Timeout}");
        }

        if (timers > 0)
        {
            _wrong.Add($"{timers} timers are left");
        }

        if (system.OpenSockets > 0)
        {
            _wrong.Add($"{system.OpenSockets} sockets are left");
        }

        _wrong.AddRange(Faults(Diagnosis));
    }

    /// <summary>C0 without tab and line feed, DEL, C1, and what turns the direction of text around.</summary>
    [GeneratedRegex("[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]")]
    private static partial Regex ControlCharacter();
}
