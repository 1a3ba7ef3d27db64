using System.Text.Json.Serialization;

namespace ConnectionDiagnostics.Reports;

internal sealed record NextCheckDocument
{
    public required IReadOnlyList<string> Separates { get; init; }

    public required string Actor { get; init; }

    public required string Text { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Command { get; init; }

    public static NextCheckDocument From(NextCheck check) => new()
    {
        Separates = [.. check.Separates.Select(code => code.Value)],
        Actor = check.Actor.ToCode(),
        Text = check.Text,
        Command = check.Command,
    };
}
