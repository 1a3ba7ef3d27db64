using System.Diagnostics;

namespace ConnectionDiagnostics.Mutants;

/// <summary>Ends the process when a test does not end: nothing else stops a loop. Whoever started the process sees that, and at which mutant it was.</summary>
internal sealed class Watchdog : IDisposable
{
    private readonly TimeSpan _limit;
    private readonly Timer _timer;
    private long _begun;

    public Watchdog(TimeSpan limit)
    {
        _limit = limit;
        _timer = new Timer(_ => Look(), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    /// <summary>A test begins.</summary>
    public void Begin() => Volatile.Write(ref _begun, Stopwatch.GetTimestamp());

    /// <summary>It has ended.</summary>
    public void End() => Volatile.Write(ref _begun, 0);

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        if (Volatile.Read(ref _begun) is not 0 and var begun && Stopwatch.GetElapsedTime(begun) > _limit)
        {
            Process.GetCurrentProcess().Kill();
        }
    }
}
