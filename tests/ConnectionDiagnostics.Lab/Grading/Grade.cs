using System.Text.Json;
using ConnectionDiagnostics.Lab.Scenarios;
using ConnectionDiagnostics.Lab.Tool;

namespace ConnectionDiagnostics.Lab.Grading;

/// <summary>How good a diagnosis was.</summary>
internal sealed record Grade
{
    /// <summary>Also where nothing answers.</summary>
    public static readonly TimeSpan VerdictLimit = TimeSpan.FromSeconds(4);

    public required bool IsOutcomeRight { get; init; }

    /// <summary>The first cause is the true one; or, where evidence cannot decide, one of the tied ones, with all of them tied.</summary>
    public required bool IsFirstCauseRight { get; init; }

    /// <summary>A cause is confirmed that is not true: the worst defect there is.</summary>
    public required bool HasWrongConfirmation { get; init; }

    /// <summary>The first cause, taken alone, is the true one: for the calibration of likelihoods.</summary>
    public required bool IsFirstCauseTrue { get; init; }

    /// <summary>What is wrong with it, in words; empty when nothing is.</summary>
    public required IReadOnlyList<string> Defects { get; init; }

    public static bool IsTooSlow(Verdict verdict) => verdict.Duration > VerdictLimit;

    public static Grade Of(LabResult result)
    {
        (Expectation expected, Verdict verdict) = (result.Scenario.Expected, result.Verdict);
        string outcome = JsonNamingPolicy.KebabCaseLower.ConvertName(expected.Outcome.ToString());
        string[] truths = [.. new[] { expected.Cause }.OfType<CauseCode>().Concat(expected.AlsoTrue).Select(code => code.ToString())];
        string? first = verdict.Causes.Count > 0 ? verdict.Causes[0].Code : null;
        string[] wrongConfirmations = [.. verdict.Causes.Where(cause => cause.IsConfirmed && !truths.Contains(cause.Code)).Select(cause => cause.Code)];
        string? causeDefect = expected.Tied.Count > 0 ? OfTied(expected.Tied, verdict) : OfDecided(expected.Cause?.ToString(), first);
        List<string> defects = [];
        AddIf(verdict.Outcome != outcome, $"the outcome is {verdict.Outcome}, not {outcome}");
        int status = verdict.Outcome == "connected" ? 0 : 1;
        AddIf(verdict.Status != status, $"the tool ended with {verdict.Status}, not {status}");
        AddIf(causeDefect is not null, causeDefect);
        AddIf(wrongConfirmations.Length > 0, $"wrongly confirmed: {string.Join(", ", wrongConfirmations)}");
        string[] unseparated = [.. expected.Tied.Select(code => code.ToString()).Except(verdict.SeparatedByNextChecks)];
        AddIf(unseparated.Length > 0, $"no next check separates {string.Join(", ", unseparated)}");
        AddIf(IsTooSlow(verdict), $"the verdict took {verdict.Duration.TotalMilliseconds:0} ms, at most {VerdictLimit.TotalMilliseconds:0} ms are quick");
        defects.AddRange(result.Traffic.Defects());
        return new Grade
        {
            IsOutcomeRight = verdict.Outcome == outcome,
            IsFirstCauseRight = causeDefect is null,
            HasWrongConfirmation = wrongConfirmations.Length > 0,
            IsFirstCauseTrue = first is not null && truths.Contains(first),
            Defects = defects,
        };

        void AddIf(bool isDefect, string? words)
        {
            if (isDefect)
            {
                defects.Add(words!);
            }
        }
    }

    private static string? OfDecided(string? expected, string? first) =>
        first == expected ? null : $"the first cause is {first ?? "none"}, not {expected ?? "none"}";

    private static string? OfTied(IReadOnlyList<CauseCode> expected, Verdict verdict)
    {
        string[] group = [.. expected.Select(code => code.ToString())];
        if (verdict.Causes is not [var first, ..])
        {
            return $"no cause, instead of {string.Join(" or ", group)}";
        }

        if (!group.Contains(first.Code))
        {
            return $"the first cause is {first.Code}, none of {string.Join(", ", group)}";
        }

        if (verdict.Causes.FirstOrDefault(cause => cause.IsConfirmed && group.Contains(cause.Code)) is { } confirmed)
        {
            return $"{confirmed.Code} is confirmed, which nothing at the client can decide";
        }

        string[] apart = [.. group.Except(verdict.Causes.Where(cause => cause.Likelihood == first.Likelihood).Select(cause => cause.Code))];
        return apart.Length == 0 ? null : $"not as {first.Likelihood} as {first.Code}, though nothing at the client tells them apart: {string.Join(", ", apart)}";
    }
}
