namespace ConnectionDiagnostics.Reports;

internal sealed record RuledOutDocument
{
    public required string Code { get; init; }

    public required string Because { get; init; }
}
