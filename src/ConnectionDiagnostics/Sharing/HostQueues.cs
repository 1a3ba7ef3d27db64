using System.Net;

namespace ConnectionDiagnostics.Sharing;

/// <summary>
/// No host gets more than its share of connections at once. Whoever comes while it is busy is parked there, and taken up by the next who
/// leaves: nobody stands in the way of targets on other hosts.
/// </summary>
internal sealed class HostQueues(int maxPerHost, int maxParked) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _places = new(maxParked);
    private readonly Dictionary<string, (int Running, Queue<ConnectionTarget> Parked)> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the target may be diagnosed now; otherwise it is parked.</summary>
    public async ValueTask<bool> EnterAsync(ConnectionTarget target, CancellationToken cancellationToken)
    {
        if (IsUnlimited(target) || TryEnter(target, mayPark: false))
        {
            return true;
        }

        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!TryEnter(target, mayPark: true))
        {
            return false;
        }

        // Meanwhile there was room.
        _places.Release();
        return true;
    }

    /// <summary>Ends the diagnosis of a target.</summary>
    /// <returns>A parked target of the same host, whose turn it is.</returns>
    public ConnectionTarget? Leave(ConnectionTarget target)
    {
        if (IsUnlimited(target))
        {
            return null;
        }

        lock (_lock)
        {
            (int running, Queue<ConnectionTarget> parked) = _hosts[target.Host];
            if (parked.TryDequeue(out ConnectionTarget? next))
            {
                _places.Release();
                return next;
            }

            if (running == 1)
            {
                _hosts.Remove(target.Host);
            }
            else
            {
                _hosts[target.Host] = (running - 1, parked);
            }

            return null;
        }
    }

    public void Dispose() => _places.Dispose();

    /// <summary>Targets without a host are none, and loopback harms nobody else.</summary>
    private static bool IsUnlimited(ConnectionTarget target) => !target.IsValid || (target.Address is { } address && IPAddress.IsLoopback(address));

    private bool TryEnter(ConnectionTarget target, bool mayPark)
    {
        lock (_lock)
        {
            (int running, Queue<ConnectionTarget> parked) = _hosts.TryGetValue(target.Host, out (int, Queue<ConnectionTarget>) found) ? found : (0, new Queue<ConnectionTarget>());
            if (running < maxPerHost)
            {
                _hosts[target.Host] = (running + 1, parked);
                return true;
            }

            if (mayPark)
            {
                parked.Enqueue(target);
            }

            return false;
        }
    }
}
