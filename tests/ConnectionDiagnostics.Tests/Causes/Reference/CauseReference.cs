using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ConnectionDiagnostics.Causes;

namespace ConnectionDiagnostics.Tests.Causes.Reference;

/// <summary>The reference of the causes as Markdown, made from what <c>conndiag explain</c> says in English.</summary>
internal static partial class CauseReference
{
    private static readonly Dictionary<string, string> Sections = new()
    {
        ["Refused"] = "Refused",
        ["TimedOut"] = "Timed out or unreachable",
        ["AddressNotAvailable"] = "Cannot assign requested address",
        ["OtherProtocol"] = "The two sides speak different protocols",
        ["Tls"] = "TLS",
        ["Names"] = "Names",
        ["Proxies"] = "Proxies",
        ["ThisMachine"] = "This machine, this target",
    };

    public static string Write()
    {
        var text = new StringBuilder("\n");
        foreach ((string folder, string section) in Sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n### {section}\n");
            foreach (CauseCode code in CauseCode.WellKnown.Where(code => FolderOf(code) == folder))
            {
                Append(text, CauseExplanation.Of(code, CultureInfo.InvariantCulture));
            }
        }

        return text.Append('\n').ToString();
    }

    /// <summary>The folder of the cause's file; where two rules weigh one cause, that of the cause itself comes last.</summary>
    private static string FolderOf(CauseCode code) =>
        Catalogue.Rules.Append(Catalogue.Unknown).Last(rule => rule.Code == code).GetType().Namespace!.Split('.')[^1];

    private static void Append(StringBuilder text, CauseExplanation cause)
    {
        // The code alone is the heading: Diagnosis.HelpLink names it as the fragment.
        text.Append(CultureInfo.InvariantCulture, $"\n#### {cause.Code}\n\n{Escape(cause.Meaning)}\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- **Recognised**: {Escape(cause.Recognition)}\n- **Ruled out**: {Escape(cause.Exclusion)}\n- **What to do**:\n");
        foreach (string line in cause.Advice.Split('\n'))
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {Commands(line)}\n");
        }

        if (cause.ErrorMessages.Count > 0)
        {
            text.Append("- **Error messages**:\n");
            foreach (IGrouping<string, ErrorMessage> program in cause.ErrorMessages.GroupBy(message => message.Program))
            {
                text.Append(CultureInfo.InvariantCulture, $"  - {program.Key}: {string.Join(", ", program.Select(message => $"`{message.Text}`"))}\n");
            }
        }
    }

    /// <summary>A command stands two blanks after the colon, or after the "or" that follows another one.</summary>
    private static string Commands(string line)
    {
        var text = new StringBuilder();
        bool isCommand = false;
        foreach (string part in Blanks().Split(line))
        {
            text.Append(text.Length == 0 ? "" : " ").Append(isCommand ? $"`{part.TrimEnd(' ', ';')}`" : Escape(part));
            isCommand = !isCommand && (part.EndsWith(':') || part is "or" or "and");
        }

        return text.ToString();
    }

    private static string Escape(string text) => MarkdownCharacters().Replace(text, match => $"\\{match.Value}");

    [GeneratedRegex(" {2,}")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"[\\`*<>|]|(?<!\w)_|_(?!\w)")]
    private static partial Regex MarkdownCharacters();
}
