namespace ConnectionDiagnostics.HostilePeers.Torture;

/// <summary>Which reads and writes of a diagnosis go wrong, by their number; and what there was.</summary>
internal sealed class StreamFaults(IReadOnlyDictionary<int, StreamFault> plan)
{
    private readonly Lock _lock = new();
    private readonly List<bool> _operations = [];
    private int _injected;

    /// <summary>Each operation in its order: whether it was a read.</summary>
    public IReadOnlyList<bool> Operations => _operations;

    public int Injected => _injected;

    /// <summary>The fault of the next operation; <see langword="null"/> when it is to go well.</summary>
    public StreamFault? Next(bool isRead)
    {
        lock (_lock)
        {
            _operations.Add(isRead);
            // The order may differ a little from the sound run's: a fault that a write cannot have does not come to it.
            StreamFault? fault = plan.GetValueOrDefault(_operations.Count - 1);
            if (fault is null || !(isRead ? StreamFault.OfRead : StreamFault.OfWrite).Contains(fault))
            {
                return null;
            }

            _injected++;
            return fault;
        }
    }
}
