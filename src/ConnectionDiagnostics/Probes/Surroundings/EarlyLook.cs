using System.Net;

namespace ConnectionDiagnostics.Probes.Surroundings;

/// <summary>The look at what is beside a silent port, begun while the connect still waits, so that it takes no time of its own.</summary>
internal sealed class EarlyLook : IAsyncDisposable
{
    private readonly CancellationTokenSource _abandoned;
    private readonly Task<Seen> _looking;

    private EarlyLook(IPAddress address, ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        Address = address;
        _abandoned = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _looking = Seen.LookAsync(address, wasRefused: false, evidence, session, _abandoned.Token);
    }

    /// <summary>The address that is looked at.</summary>
    public IPAddress Address { get; }

    /// <summary>Begins it where there is something to look at: on this machine the table of listeners says more.</summary>
    public static EarlyLook? Begin(IPAddress address, ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken) =>
        evidence.RouteTo(address) is { IsOwn: false } ? new EarlyLook(address, evidence, session, cancellationToken) : null;

    public Task<Seen> EndAsync() => _looking;

    public async ValueTask DisposeAsync()
    {
        await _abandoned.CancelAsync().ConfigureAwait(false);
        await _looking.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default).ConfigureAwait(false);
        _abandoned.Dispose();
    }
}
