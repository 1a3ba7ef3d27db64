using System.Threading.RateLimiting;

namespace ConnectionDiagnostics.Sharing;

/// <summary>How many diagnoses may run at once, and how many may begin by themselves within a minute.</summary>
internal sealed class DiagnosisBudget : IAsyncDisposable, IDisposable
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
        try
        {
            _perMinute.TryReplenish();
            using RateLimitLease lease = _perMinute.AttemptAcquire();
            return lease.IsAcquired;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Waits for its turn; there is no lease where too many wait already, nor for whoever came just before the end and gets here after it.</summary>
    public async ValueTask<RateLimitLease?> EnterAsync(CancellationToken cancellationToken)
    {
        try
        {
            RateLimitLease lease = await _atOnce.AcquireAsync(1, cancellationToken).ConfigureAwait(false);
            return lease.IsAcquired ? lease : null;
        }
        catch (ObjectDisposedException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        _atOnce.Dispose();
        _perMinute.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        await _atOnce.DisposeAsync().ConfigureAwait(false);
        await _perMinute.DisposeAsync().ConfigureAwait(false);
    }
}
