using System.CommandLine;
using System.CommandLine.Parsing;

namespace ConnectionDiagnostics.Tool;

/// <summary>The command line: <c>conndiag TARGET</c> and its verbs.</summary>
internal static class ToolCommand
{
    public static async Task<int> RunAsync(string[] arguments, ToolConsole console, CancellationToken cancellationToken)
    {
        var root = new RootCommand("Finds out why a connection fails.");
        DiagnoseCommand.AddTo(root, console);
        root.Add(SweepCommand.Create(console));
        root.Add(ReplayCommand.Create(console));
        root.Add(ExplainCommand.Create(console));

        ParseResult parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (ParseError error in parsed.Errors)
            {
                await console.Error.WriteLineAsync($"conndiag: {error.Message}").ConfigureAwait(false);
            }

            await console.Error.WriteLineAsync("conndiag: 'conndiag --help' shows the usage").ConfigureAwait(false);
            return ExitCodes.Usage;
        }

        try
        {
            var configuration = new InvocationConfiguration
            {
                Output = console.Output,
                Error = console.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(configuration, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
        catch (IOException exception)
        {
            // The disk behind standard output is full, or nobody reads it any more.
            await console.Error.WriteLineAsync($"conndiag: the output could not be written: {exception.Message}").ConfigureAwait(false);
            return ExitCodes.Usage;
        }
    }
}
