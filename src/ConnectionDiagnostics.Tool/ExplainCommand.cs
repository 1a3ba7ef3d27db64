using System.CommandLine;
using System.Globalization;

namespace ConnectionDiagnostics.Tool;

/// <summary><c>conndiag explain CODE</c>: what a cause means and what to do.</summary>
internal static class ExplainCommand
{
    public static Command Create(ToolConsole console)
    {
        var code = new Argument<string>("code") { Description = "The code of a cause, like server-not-listening." };
        Option<CultureInfo?> language = ToolLanguage.CreateOption();
        var command = new Command("explain", "Says what a cause means and what to do.") { code, language };
        command.SetAction(parsed => Explain(parsed.GetValue(code) ?? "", parsed.GetValue(language) ?? ToolLanguage.OfSystem(), console));
        return command;
    }

    private static int Explain(string text, CultureInfo culture, ToolConsole console)
    {
        CauseCode? known = CauseCode.WellKnown.Cast<CauseCode?>().FirstOrDefault(candidate => candidate!.Value.Value == text);
        if (known is not { } code)
        {
            console.Error.WriteLine($"conndiag: '{text}' is not the code of a cause. Known are: {string.Join(", ", CauseCode.WellKnown)}");
            return ExitCodes.Usage;
        }

        CauseExplanation explanation = CauseExplanation.Of(code, culture);
        console.Output.WriteLine($"{code}: {explanation.Title}");
        console.Output.WriteLine();
        console.Output.WriteLine(explanation.Meaning);
        console.Output.WriteLine();
        console.Output.WriteLine(explanation.Advice);
        return ExitCodes.Connected;
    }
}
