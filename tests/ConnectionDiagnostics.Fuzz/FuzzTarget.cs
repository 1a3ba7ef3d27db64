namespace ConnectionDiagnostics.Fuzz;

/// <summary>Something that reads what others wrote.</summary>
/// <param name="Name">In kebab case.</param>
/// <param name="Reads">What it reads, for the table.</param>
/// <param name="Make">Makes an input.</param>
/// <param name="Run">Reads an input; throws when something about it is wrong.</param>
internal sealed record FuzzTarget(string Name, string Reads, Func<ByteGrammar, byte[]> Make, Action<byte[]> Run)
{
    /// <summary>As much may be allocated for one input, in bytes, and besides for each byte of it.</summary>
    public (long Fixed, long PerByte) MostAllocated { get; init; } = (256 * 1024, 64);
}
