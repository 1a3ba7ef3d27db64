using System.Globalization;

namespace ConnectionDiagnostics.Tool;

/// <summary>How many targets failed of which cause.</summary>
internal sealed class SweepTally
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (int Count, string Example)> _causes = new(StringComparer.Ordinal);

    public int Done { get; private set; }

    public int Failed { get; private set; }

    public void Count(Diagnosis diagnosis)
    {
        lock (_lock)
        {
            Done++;
            if (diagnosis.Outcome == ConnectionOutcome.Connected)
            {
                return;
            }

            Failed++;
            string cause = diagnosis.Causes is [var first, ..] ? first.Code.Value : diagnosis.Outcome.ToCode();
            _causes[cause] = _causes.TryGetValue(cause, out (int Count, string Example) found) ? (found.Count + 1, found.Example) : (1, diagnosis.Target.ToString());
        }
    }

    /// <summary>The causes, the commonest first.</summary>
    public IReadOnlyList<(string Cause, int Count, string Example)> ByCause()
    {
        lock (_lock)
        {
            return [.. _causes.Select(entry => (entry.Key, entry.Value.Count, entry.Value.Example)).OrderByDescending(row => row.Count).ThenBy(row => row.Key, StringComparer.Ordinal)];
        }
    }

    /// <summary>The closing table.</summary>
    public void WriteTo(TextWriter writer, int already, int repeated, SweepEnd end)
    {
        IReadOnlyList<(string Cause, int Count, string Example)> rows = ByCause();
        int width = Math.Max(rows.Select(row => row.Cause.Length).DefaultIfEmpty().Max(), "connected".Length);
        string left = string.Concat(already > 0 ? $", {Show(already)} were done before" : "", repeated > 0 ? $", {Show(repeated)} lines repeated a target" : "");
        writer.WriteLine();
        writer.WriteLine($"{Show(Done)} targets, {Show(Done - Failed)} connected, {Show(Failed)} not{left}");
        foreach ((string cause, int count, string example) in rows)
        {
            writer.WriteLine($"  {Show(count),9}  {cause.PadRight(width)}  {example}");
        }

        if (end.Complaint is { } complaint)
        {
            writer.WriteLine();
            writer.WriteLine($"conndiag: {complaint}");
        }
    }

    private static string Show(int number) => number.ToString("N0", CultureInfo.InvariantCulture).Replace(',', ' ');
}
