using System.CommandLine;
using System.Globalization;

namespace ConnectionDiagnostics.Tool;

/// <summary><c>conndiag explain CODE</c>: what a cause means and what to do.</summary>
internal static class ExplainCommand
{
    public static Command Create(ToolConsole console)
    {
        var code = new Argument<string>("code") { Description = "The code of a cause, like server-not-listening.", Arity = ArgumentArity.ZeroOrOne };
        Option<CultureInfo?> language = ToolLanguage.CreateOption();
        var command = new Command("explain", "Says what a cause means and what to do.") { code, language };
        command.SetAction(parsed => Explain(parsed.GetValue(code) ?? "", parsed.GetValue(language) ?? ToolLanguage.OfSystem(), console));
        return command;
    }

    private static int Explain(string text, CultureInfo culture, ToolConsole console)
    {
        if (text.Length == 0)
        {
            console.Error.WriteLine("conndiag: Which cause? Its code is missing. Known are:");
            WriteList(CauseCode.WellKnown, culture, console);
            return ExitCodes.Usage;
        }

        CauseCode? known = CauseCode.WellKnown.Cast<CauseCode?>().FirstOrDefault(candidate => candidate!.Value.Value == text);
        if (known is not { } code)
        {
            Suggest(text, culture, console);
            return ExitCodes.Usage;
        }

        console.Output.WriteLine(CauseExplanation.Of(code, culture).ToString());
        return ExitCodes.Connected;
    }

    /// <summary>What is no code may be an error message, which is what people have at hand.</summary>
    private static void Suggest(string text, CultureInfo culture, ToolConsole console)
    {
        IReadOnlyList<CauseCode> codes = CauseExplanation.FindByErrorMessage(text);
        if (codes.Count == 0)
        {
            console.Error.WriteLine($"conndiag: '{text}' is not the code of a cause. Known are: {string.Join(", ", CauseCode.WellKnown)}");
            return;
        }

        console.Error.WriteLine($"conndiag: '{text}' is not the code of a cause, but an error message. These causes can be behind it:");
        WriteList(codes, culture, console);
    }

    private static void WriteList(IReadOnlyList<CauseCode> codes, CultureInfo culture, ToolConsole console)
    {
        int width = codes.Max(code => code.Value.Length);
        foreach (CauseCode code in codes)
        {
            console.Error.WriteLine($"  {code.Value.PadRight(width)}  {CauseExplanation.Of(code, culture).Title}");
        }
    }
}
