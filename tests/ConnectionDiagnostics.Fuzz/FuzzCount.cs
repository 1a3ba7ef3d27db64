namespace ConnectionDiagnostics.Fuzz;

/// <summary>What was done with one target.</summary>
internal sealed class FuzzCount
{
    public required FuzzTarget Target { get; init; }

    public long Inputs { get; set; }

    public long Bytes { get; set; }

    public int Longest { get; set; }

    public long MostAllocated { get; set; }

    public TimeSpan Slowest { get; set; }

    public TimeSpan Time { get; set; }
}
