namespace ConnectionDiagnostics.Servers.Grading;

/// <summary>All results in a few numbers.</summary>
internal sealed class MatrixSummary(IReadOnlyList<MatrixRow> rows)
{
    public static readonly TimeSpan WantedTime = TimeSpan.FromSeconds(2.5);

    public IReadOnlyList<MatrixRow> Rows { get; } = rows;

    public IReadOnlyList<Cell> Cells { get; } = [.. rows.SelectMany(row => row.Cells)];

    public int RightCells => Cells.Count(cell => cell.IsRight);

    public double Right => (double)RightCells / Cells.Count;

    /// <summary>Cells whose server is called something that it is not.</summary>
    public int Misnamed => Cells.Count(cell => cell.IsMisnamed);

    public int WrongConfirmations => Cells.Count(cell => cell.WrongConfirmations.Count > 0);

    /// <summary>Beside the client's own connection.</summary>
    public int MostFreshConnections => Cells.Max(cell => cell.FreshConnections);

    /// <summary>Of the diagnoses in which the server was named.</summary>
    public Cell? SlowestNamed => Cells.Where(cell => cell.Diagnosis.Detected is not null).MaxBy(cell => cell.Diagnosis.Duration);

    public Cell Slowest => Cells.MaxBy(cell => cell.Diagnosis.Duration)!;

    public int NamedCells => Cells.Count(cell => cell.Diagnosis.Detected is not null);

    /// <summary>Named within the time that is wanted of an identification.</summary>
    public int NamedInTime => Cells.Count(cell => cell.Diagnosis.Detected is not null && cell.Diagnosis.Duration <= WantedTime);

    public int RightOnlyAlone => Cells.Count(cell => cell.SecondTry && cell.IsRight);
}
