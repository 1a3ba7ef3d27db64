using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Probes.Surroundings;

/// <summary>The look at what is beside a silent port, begun while the connect still waits, so that it takes no time of its own.</summary>
internal sealed class EarlyLook : IAsyncDisposable
{
    private readonly CancellationTokenSource _abandoned;
    private readonly Task<Seen> _looking;

    private EarlyLook(ConnectAttempt attempt, ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        Address = attempt.Address;
        _abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _looking = Seen.LookAsync(Address, SurroundingsProbe.IsReset(attempt), evidence, session, _abandoned.Token);
    }

    /// <summary>The address that is looked at.</summary>
    public IPAddress Address { get; }

    /// <summary>Begins it at the first of the addresses, as they stand, that has not told enough; on this machine the table of listeners says more.</summary>
    public static EarlyLook? Begin(
        IReadOnlyList<ConnectAttempt> attempts, ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken) =>
        attempts.FirstOrDefault(attempt => evidence.RouteTo(attempt.Address) is { IsOwn: false }
            && (attempt.Error == SocketError.NotConnected || SurroundingsProbe.LeavesDoubt(attempt))) is { } doubtful
            ? new EarlyLook(doubtful, evidence, session, cancellationToken)
            : null;

    public Task<Seen> EndAsync() => _looking;

    public async ValueTask DisposeAsync()
    {
        await _abandoned.CancelAsync().ConfigureAwait(false);
        await _looking.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        _abandoned.Dispose();
    }
}
