namespace ConnectionDiagnostics.Platform;

/// <summary>By port, then by address: the same table gives the same evidence, in whatever order the system lists it.</summary>
internal sealed class ListenerOrder : IComparer<Listener>
{
    public static ListenerOrder Instance { get; } = new();

    public int Compare(Listener? x, Listener? y)
    {
        if (x is null || y is null)
        {
            return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        }

        int byPort = x.Port.CompareTo(y.Port);
        return byPort != 0 ? byPort : x.Address.GetAddressBytes().AsSpan().SequenceCompareTo(y.Address.GetAddressBytes());
    }
}
