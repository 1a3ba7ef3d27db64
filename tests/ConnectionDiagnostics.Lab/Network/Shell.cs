using System.Diagnostics;
using System.Text;

namespace ConnectionDiagnostics.Lab.Network;

/// <summary>Runs commands of the system to their end.</summary>
internal static class Shell
{
    /// <summary>No command of a network's set-up takes that long unless it hangs.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Runs a command and returns its standard output.</summary>
    /// <exception cref="LabException">It ended with another status than 0.</exception>
    public static async Task<string> RunAsync(string command, IEnumerable<string> arguments, string input = "")
    {
        ShellResult result = await TryRunAsync(command, arguments, input);
        return result.Status == 0
            ? result.Output
            : throw new LabException($"{command} {string.Join(' ', arguments)} gave {result.Status}: {result.Error.Trim()}\n{input}");
    }

    public static Task<ShellResult> TryRunAsync(string command, IEnumerable<string> arguments, string input = "") =>
        TryRunAsync(new ProcessStartInfo(command, arguments), input, Limit);

    public static async Task<ShellResult> TryRunAsync(ProcessStartInfo start, string input, TimeSpan limit)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var timeUp = new CancellationTokenSource(limit);
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(timeUp.Token);
        Task<string> error = process.StandardError.ReadToEndAsync(timeUp.Token);
        try
        {
            await WriteAsync(process, input);
            await process.WaitForExitAsync(timeUp.Token);
            return new ShellResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new LabException($"{start.FileName} {string.Join(' ', start.ArgumentList)} did not end within {limit.TotalSeconds:0} s");
        }
    }

    private static async Task WriteAsync(Process process, string input)
    {
        try
        {
            await process.StandardInput.WriteAsync(new StringBuilder(input));
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading; its status says why.
        }
    }
}
