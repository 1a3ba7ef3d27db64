using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace ConnectionDiagnostics.Tool;

/// <summary><c>conndiag sweep FILE</c>: diagnoses many targets, one a line.</summary>
internal static class SweepCommand
{
    private const int MaxConcurrency = 10_000;

    public static Command Create(ToolConsole console)
    {
        var file = new Argument<string>("file") { Description = "A file with one target a line, or - for standard input. Blank lines and what follows a # at the start of a line are left out." };
        var json = new Option<bool>("--json") { Description = "JSON Lines: one diagnosis a line on standard output and nothing else." };
        var output = new Option<FileInfo?>("--output")
        {
            Description = "Appends the diagnoses to a file, as JSON Lines. Targets that are in it already are left out: the same command goes on where it was interrupted.",
        };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Shows the targets that work, too." };
        Option<int> concurrency = CreateNumber("--concurrency", 256, "How many targets are diagnosed at once.");
        Option<int> perHost = CreateNumber("--per-host", 8, "How many of them on one host; loopback is not limited.");
        var timeout = new Option<TimeSpan>("--timeout")
        {
            Description = "The time for each target, like 10s, 500ms or 1m.",
            DefaultValueFactory = _ => DiagnosisRequest.DefaultTimeout,
            CustomParser = ArgumentParsers.Duration,
        };
        var depth = new Option<DiagnosisDepth>("--depth")
        {
            Description = "passive sends nothing; normal is the default; thorough also asks every name server and those responsible for the zone.",
            DefaultValueFactory = _ => DiagnosisDepth.Normal,
            CustomParser = ArgumentParsers.Depth,
        };
        Option<CultureInfo?> language = ToolLanguage.CreateOption();
        var command = new Command("sweep", "Diagnoses many targets, one a line.") { file, json, output, verbose, concurrency, perHost, timeout, depth, language };
        command.SetAction((parsed, cancellationToken) =>
        {
            var sweep = new Sweep
            {
                File = parsed.GetRequiredValue(file),
                Json = parsed.GetValue(json),
                Verbose = parsed.GetValue(verbose),
                Output = parsed.GetValue(output)?.FullName,
                Concurrency = parsed.GetValue(concurrency),
                PerHost = parsed.GetValue(perHost),
                Timeout = parsed.GetValue(timeout),
                Depth = parsed.GetValue(depth),
                Culture = parsed.GetValue(language) ?? ToolLanguage.OfSystem(),
                Console = console,
            };
            return sweep.RunAsync(cancellationToken);
        });
        return command;
    }

    private static Option<int> CreateNumber(string name, int usual, string description) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => usual,
        CustomParser = ReadNumber,
    };

    private static int ReadNumber(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= MaxConcurrency)
        {
            return number;
        }

        result.AddError($"'{text}' is not a number from 1 to {MaxConcurrency}");
        return 0;
    }
}
