using System.Text.Json.Serialization;

namespace ConnectionDiagnostics.Reports;

internal sealed record CauseDocument
{
    public required string Code { get; init; }

    public required string Likelihood { get; init; }

    public required string Summary { get; init; }

    public required IReadOnlyList<string> Reasons { get; init; }

    public required IReadOnlyList<RemedyDocument> Remedies { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? HelpLink { get; init; }

    public static CauseDocument From(Cause cause) => new()
    {
        Code = cause.Code.Value,
        Likelihood = cause.Likelihood.ToCode(),
        Summary = cause.Summary,
        Reasons = cause.Reasons,
        Remedies = [.. cause.Remedies.Select(remedy => new RemedyDocument { Actor = remedy.Actor.ToCode(), Text = remedy.Text, Command = remedy.Command })],
        HelpLink = cause.HelpLink?.ToString(),
    };
}
