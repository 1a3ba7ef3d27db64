namespace ConnectionDiagnostics.Platform;

/// <summary>Counts connections by state.</summary>
internal sealed class ConnectionTally
{
    private readonly int[] _counts = new int[(int)ConnectionState.Closing + 1];

    public void Add(ConnectionState state) => _counts[(int)state]++;

    /// <summary>The states that were seen, in the kernel's order.</summary>
    public IReadOnlyList<ConnectionCount> ToList() =>
    [
        .. Enum.GetValues<ConnectionState>().Where(state => _counts[(int)state] > 0)
            .Select(state => new ConnectionCount { State = state, Count = _counts[(int)state] }),
    ];
}
