using System.Threading.RateLimiting;

namespace ConnectionDiagnostics.Sharing;

/// <summary>How many diagnoses may run at once, and how many may begin by themselves within a minute.</summary>
internal sealed class DiagnosisBudget : IAsyncDisposable
{
    /// <summary>Whoever comes while so many wait gets a diagnosis without probes.</summary>
    private const int MaxWaiting = 1000;

    private readonly ConcurrencyLimiter _atOnce;
    private readonly TokenBucketRateLimiter _perMinute;

    public DiagnosisBudget(ConnectionDiagnoserOptions options)
    {
        _atOnce = new ConcurrencyLimiter(new ConcurrencyLimiterOptions
        {
            PermitLimit = options.MaxConcurrentDiagnoses,
            QueueLimit = MaxWaiting,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        // Refilled when somebody asks: no timer ticks while all is well.
        _perMinute = new TokenBucketRateLimiter(new TokenBucketRateLimiterOptions
        {
            TokenLimit = options.MaxSharedDiagnosesPerMinute,
            TokensPerPeriod = options.MaxSharedDiagnosesPerMinute,
            ReplenishmentPeriod = TimeSpan.FromMinutes(1),
            AutoReplenishment = false,
        });
    }

    /// <summary>Whether one more may begin without anybody having asked for it.</summary>
    public bool TryTake()
    {
        _perMinute.TryReplenish();
        using RateLimitLease lease = _perMinute.AttemptAcquire();
        return lease.IsAcquired;
    }

    /// <summary>Waits for its turn; the lease is not acquired where too many wait already.</summary>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellationToken) => _atOnce.AcquireAsync(1, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _atOnce.DisposeAsync().ConfigureAwait(false);
        await _perMinute.DisposeAsync().ConfigureAwait(false);
    }
}
