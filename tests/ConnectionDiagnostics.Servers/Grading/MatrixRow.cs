using ConnectionDiagnostics.Servers.Kinds;

namespace ConnectionDiagnostics.Servers.Grading;

/// <summary>One server in all schemes.</summary>
internal sealed record MatrixRow
{
    public required ServerKind Kind { get; init; }

    /// <summary>The program's name and version.</summary>
    public required string Version { get; init; }

    public required IReadOnlyList<Cell> Cells { get; init; }
}
