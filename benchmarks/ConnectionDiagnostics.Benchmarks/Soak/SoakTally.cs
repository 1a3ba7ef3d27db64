using System.Collections.Concurrent;

namespace ConnectionDiagnostics.Benchmarks.Soak;

/// <summary>What came of the diagnoses so far.</summary>
internal sealed class SoakTally
{
    private const int MaxFaults = 100;
    private readonly ConcurrentDictionary<string, long> _outcomes = new();
    private readonly ConcurrentQueue<string> _faults = new();
    private long _diagnoses;
    private long _cancelled;
    private long _cutShort;

    public long Diagnoses => Interlocked.Read(ref _diagnoses);

    public long Cancelled => Interlocked.Read(ref _cancelled);

    public long CutShort => Interlocked.Read(ref _cutShort);

    public IEnumerable<string> Faults => _faults;

    public IEnumerable<(string Outcome, long Count)> Outcomes => _outcomes.OrderByDescending(pair => pair.Value).Select(pair => (pair.Key, pair.Value));

    public void CountCancelled()
    {
        Interlocked.Increment(ref _diagnoses);
        Interlocked.Increment(ref _cancelled);
    }

    /// <param name="expected">The outcome of a diagnosis that has the time it needs.</param>
    /// <param name="diagnosis">What came.</param>
    /// <param name="read">Whether somebody reads it: its words are made only then.</param>
    public void Count(string expected, Diagnosis diagnosis, bool read)
    {
        Interlocked.Increment(ref _diagnoses);
        string outcome = diagnosis.Outcome.ToCode();
        _outcomes.AddOrUpdate(outcome, 1, static (_, count) => count + 1);
        if (read && (diagnosis.ToJson().Length < 500 || diagnosis.ToString().Length < 20))
        {
            Fault($"{diagnosis.Target}: nearly nothing is said");
        }

        if (outcome == expected)
        {
            return;
        }

        // On a busy machine the time may be over before a slow server's answer is there; what is never excused is a confirmed cause.
        Interlocked.Increment(ref _cutShort);
        if (outcome is not ("timeout" or "unknown" or "connected") && diagnosis.Causes is [{ Likelihood: Likelihood.Confirmed }, ..])
        {
            Fault($"{diagnosis.Target}: {outcome}, {diagnosis.Causes[0].Code} confirmed, where {expected} is the truth");
        }
    }

    public void Fault(string fault)
    {
        if (_faults.Count < MaxFaults)
        {
            _faults.Enqueue(fault);
        }
    }
}
