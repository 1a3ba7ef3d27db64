using System.Globalization;
using System.Reflection;
using System.Text;
using ConnectionDiagnostics.Servers.Kinds;

namespace ConnectionDiagnostics.Servers.Grading;

/// <summary>The matrix as a page.</summary>
internal static class MatrixReport
{
    private static readonly string[] Columns = ["ws", "wss", "http", "https", "tcp"];

    public static string Write(MatrixSummary summary, IReadOnlyList<(ServerKind Kind, string Why)> skipped, DateTimeOffset now)
    {
        var page = new StringBuilder();
        string version = typeof(Diagnosis).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
        string kernel = File.ReadAllText("/proc/sys/kernel/osrelease").Trim();
        Line($"""
            # Real servers in every scheme

            {summary.Rows.Count} kinds of real servers on 127.0.0.1, each on a free port that says nothing about what it speaks, and each diagnosed as ws, wss, http,
            https, tcp and, where it has one, its own scheme: {summary.Cells.Count} diagnoses with default settings.
            Written by `dotnet test --project tests/ConnectionDiagnostics.Servers` on {now:yyyy-MM-dd}, ConnectionDiagnostics {version}, Linux {kernel}, {Environment.ProcessorCount} processors.

            | | |
            |---|---|
            | right (outcome, first cause and protocol) | {summary.RightCells} of {summary.Cells.Count} ({summary.Right:P1}) |
            | misnamed protocols | {summary.Misnamed} |
            | wrong confirmations | {summary.WrongConfirmations} |
            | most fresh connections to identify a server, beside the client's own | {summary.MostFreshConnections} |
            | named within {MatrixSummary.WantedTime.TotalSeconds} s | {summary.NamedInTime} of {summary.NamedCells} that were named |
            | slowest diagnosis that names the server | {Slow(summary.SlowestNamed)} |
            | slowest diagnosis | {Slow(summary.Slowest)} |
            | cells that were right only alone, not beside others | {summary.RightOnlyAlone} |

            A cell shows the first cause, how sure it is, and what the server was seen to speak. *Right* means that outcome, first cause and protocol
            are the true ones, which are written by hand in `tests/ConnectionDiagnostics.Servers/Kinds`; .NET's own HTTP and WebSocket clients have to agree with
            each of them. "–": connected, without remarks.

            | server | {string.Join(" | ", Columns)} | own scheme | connections | longest |
            |---|{string.Concat(Columns.Select(_ => "---|"))}---|---|---|
            """);
        foreach (MatrixRow row in summary.Rows)
        {
            Line(Row(row));
        }

        Line($"""

            ## The servers

            | server | built | version |
            |---|---|---|
            """);
        foreach (MatrixRow row in summary.Rows)
        {
            Line($"| {row.Kind.Name} | {row.Kind.Built} | {row.Version} |");
        }

        foreach ((ServerKind kind, string why) in skipped)
        {
            Line($"| {kind.Name} | {kind.Built} | skipped: needs {why} |");
        }

        MatrixRow[] wrong = [.. summary.Rows.Where(row => row.Cells.Any(cell => !cell.IsRight))];
        if (wrong.Length > 0)
        {
            Line($"\n## What is wrong\n");
            foreach (Cell cell in wrong.SelectMany(row => row.Cells).Where(cell => !cell.IsRight))
            {
                Line($"- {KindOf(summary, cell)}, {cell.Scheme}: {string.Join("; ", cell.Defects)}");
            }
        }

        return page.ToString();

        void Line(FormattableString text) => page.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static string KindOf(MatrixSummary summary, Cell cell) => summary.Rows.First(row => row.Cells.Contains(cell)).Kind.Name;

    private static FormattableString Row(MatrixRow row)
    {
        IEnumerable<string> cells = Columns.Select(column => Text(row.Cells.First(cell => cell.Scheme == column), ""));
        Cell? own = row.Cells.FirstOrDefault(cell => !Columns.Contains(cell.Scheme));
        return $"| {row.Kind.Name} | {string.Join(" | ", cells)} | {(own is null ? "" : Text(own, own.Scheme + ": "))} | {row.Cells.Max(cell => cell.Connections)} | {row.Cells.Max(cell => cell.Diagnosis.Duration).TotalMilliseconds:0} ms |";
    }

    private static string Text(Cell cell, string before)
    {
        string cause = cell.First is { } first ? $"{first.Code} ({first.Likelihood.ToString().ToLowerInvariant()})"
            : cell.Diagnosis.Outcome == ConnectionOutcome.Connected ? "–"
            : cell.Diagnosis.Outcome.ToString().ToLowerInvariant();
        string detected = cell.Diagnosis.Detected is { } name ? $" {name}" : "";
        return $"{before}{cause}{detected} {(cell.IsRight ? "✓" : "**✗**")}";
    }

    private static string Slow(Cell? cell) => cell is null ? "–" : string.Create(
        CultureInfo.InvariantCulture, $"{cell.Diagnosis.Duration.TotalMilliseconds:0} ms ({cell.Scheme} to {cell.Diagnosis.Detected ?? "a server that was not named"})");
}
