using System.Net;

namespace ConnectionDiagnostics.Probes.Connect;

/// <summary>
/// Dials one address, and while nobody answers dials it again: several attempts a little apart say more than one long one, for a lost
/// packet, a queue that is full for a moment and a filter that drops everything look the same to a single attempt.
/// </summary>
internal sealed class AddressDial(IPAddress address, ProbeSession session, IReadOnlyList<TimeSpan> pauses) : IDisposable
{
    private readonly List<TcpDial> _dials = [];

    /// <summary>What came of it, one entry an attempt.</summary>
    public IEnumerable<ConnectAttempt> Attempts => _dials.Select(dial => dial.Attempt);

    /// <summary>The attempt that was answered, and while none is, the first.</summary>
    public ConnectAttempt Current => (_dials.Find(dial => dial.IsDone) ?? _dials[0]).Attempt;

    /// <summary>The attempt that a server accepted.</summary>
    public TcpDial? Connected => _dials.Find(dial => dial.IsDone && dial.Attempt.Connected);

    /// <summary>Dials until there is an answer, the time is up, or nobody waits for it any more.</summary>
    public async Task RunAsync(Deadline deadline, CancellationToken abandoned)
    {
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(abandoned);
        var running = new List<Task>();
        for (int attempt = 0; attempt <= pauses.Count; attempt++)
        {
            var dial = new TcpDial(new IPEndPoint(address, session.Target.Port), session);
            _dials.Add(dial);
            running.Add(dial.RunAsync(deadline, answered.Token));
            if (dial.IsDone && running.Count == 1)
            {
                // Answered at once, as this machine answers itself: nothing is left to wait for or to give up.
                return;
            }

            Task pause = attempt < pauses.Count ? Task.Delay(pauses[attempt], session.Time, answered.Token) : Task.WhenAll(running);
            await Task.WhenAny([pause, .. running]).ConfigureAwait(false);
            if (abandoned.IsCancellationRequested || _dials.Exists(done => done.IsDone))
            {
                break;
            }
        }

        // Whatever the answer is, it holds for the other attempts as well.
        await answered.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(running).ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (TcpDial dial in _dials)
        {
            dial.Dispose();
        }
    }
}
