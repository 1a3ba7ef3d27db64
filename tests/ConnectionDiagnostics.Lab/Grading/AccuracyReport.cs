using System.Globalization;
using System.Reflection;
using System.Text;
using ConnectionDiagnostics.Lab.Scenarios;
using ConnectionDiagnostics.Lab.Tool;

namespace ConnectionDiagnostics.Lab.Grading;

/// <summary>The results as a page.</summary>
internal static class AccuracyReport
{
    public static string Write(LabSummary summary, DateTimeOffset now)
    {
        var page = new StringBuilder();
        string version = typeof(Diagnosis).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        string kernel = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();
        Line($"""
            # Accuracy in the fault lab

            {summary.Results.Count} faults, really built in network namespaces and observed to be there, diagnosed by `conndiag` as an unprivileged user.
            Written by `dotnet test --project tests/ConnectionDiagnostics.Lab` (see its README.md) on {now:yyyy-MM-dd}, ConnectionDiagnostics {version}, Linux {kernel}.

            | | |
            |---|---|
            | first cause right | {summary.FirstCauseRight} of {summary.Results.Count} ({summary.Accuracy:P1}) |
            | wrong confirmations | {summary.WrongConfirmations} |
            | without any defect | {summary.Flawless} of {summary.Results.Count} |
            | longest verdict | {summary.LongestVerdict.TotalMilliseconds:0} ms |
            | most SYNs, connections, bytes sent | {summary.Results.Max(result => result.Traffic.Syns)}, {summary.Results.Max(result => result.Traffic.Connections)}, {summary.Results.Max(result => result.Traffic.Bytes)} |

            A cause is *right* when it is the true one, or, where nothing at the client can decide, when it is tied with the true one and with
            all others of the group.

            ## Are the likelihoods true?

            | first cause is | times | and true | |
            |---|---|---|---|
            """);
        foreach ((string likelihood, int times, int isTrue) in summary.Calibration())
        {
            Line($"| {likelihood} | {times} | {isTrue} | {(double)isTrue / times:P0} |");
        }

        Line($"""

            ## Scenarios

            | scenario | built | true cause | tied with | outcome | first cause | verdict | SYNs | grade |
            |---|---|---|---|---|---|---|---|---|
            """);
        foreach (LabResult result in summary.Results)
        {
            Line(Row(result));
        }

        return page.ToString();

        void Line(FormattableString text) => page.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static FormattableString Row(LabResult result)
    {
        (LabScenario scenario, Verdict verdict, Grade grade) = (result.Scenario, result.Verdict, result.Grade);
        string first = verdict.Causes is [var cause, ..] ? $"{cause.Code} ({cause.Likelihood})" : "none";
        string tied = string.Join(", ", scenario.Expected.Tied.Skip(1));
        string defects = result.NotObserved.Count > 0 ? "invalid: " + string.Join("; ", result.NotObserved) : string.Join("; ", grade.Defects);
        return $"| {scenario.Name} | {scenario.Built} | {scenario.Expected.Cause?.ToString() ?? "none"} | {tied} | {verdict.Outcome} | {first} | {verdict.Duration.TotalMilliseconds:0} ms | {result.Traffic.Syns} | {(defects.Length == 0 ? "right" : Cell(defects))} |";
    }

    private static string Cell(string text) => string.Join(' ', text.Split(['\n', '\t', ' '], StringSplitOptions.RemoveEmptyEntries)).Replace("|", "\\|", StringComparison.Ordinal);
}
