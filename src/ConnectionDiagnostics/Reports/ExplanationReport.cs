using System.Text;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Reports;

/// <summary>What a cause means as text: what <c>conndiag explain</c> prints, and the reference holds.</summary>
internal static class ExplanationReport
{
    public static string Write(CauseExplanation explanation, Language language)
    {
        var text = new StringBuilder();
        text.Append(explanation.Code.Value).Append(": ").Append(explanation.Title).Append("\n\n").Append(explanation.Meaning).Append('\n');
        Append(text, Message.Of("explain.recognised").In(language), explanation.Recognition.Split('\n'));
        Append(text, Message.Of("explain.excluded-by").In(language), explanation.Exclusion.Split('\n'));
        Append(text, Message.Of("explain.advice").In(language), explanation.Advice.Split('\n'));
        int width = explanation.ErrorMessages.Count == 0 ? 0 : explanation.ErrorMessages.Max(message => message.Program.Length);
        Append(
            text, Message.Of("explain.errors").In(language),
            explanation.ErrorMessages.Select(message => $"{message.Program.PadRight(width)}  {message.Text}"));
        return text.ToString().TrimEnd();
    }

    private static void Append(StringBuilder text, string heading, IEnumerable<string> lines)
    {
        string[] filled = [.. lines.Where(line => line.Length > 0)];
        if (filled.Length == 0)
        {
            return;
        }

        text.Append('\n').Append(heading).Append('\n');
        foreach (string line in filled)
        {
            text.Append("  ").Append(line).Append('\n');
        }
    }
}
