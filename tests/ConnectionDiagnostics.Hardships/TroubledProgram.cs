using System.Diagnostics;
using System.Text.Json;

namespace ConnectionDiagnostics.Hardships;

/// <summary>Runs the program under a hardship and reads the diagnoses that it prints.</summary>
internal static class TroubledProgram
{
    /// <summary>Only a hang takes so long.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(120);

    private static string Path => System.IO.Path.Combine(AppContext.BaseDirectory, "program", "ConnectionDiagnostics.Hardships.Program.dll");

    private static string Mode => Environment.GetEnvironmentVariable("CONDIAG_LAB") ?? "";

    /// <param name="script">A line for the shell that prepares what the program gets to live in, and ends with <c>"$@"</c>.</param>
    /// <param name="hardship">What the program lacks.</param>
    /// <param name="targets">What it diagnoses.</param>
    public static async Task<IReadOnlyList<JsonElement>> RunAsync(string script, string hardship, params string[] targets)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the hardships are Linux'");
        if (script.Contains("unshare", StringComparison.Ordinal) && (Mode == "off" || !Environment.IsPrivilegedProcess))
        {
            Assert.False(Mode == "required", "namespaces need root, and CONDIAG_LAB=required");
            Assert.Skip(Mode == "off" ? "CONDIAG_LAB=off" : "namespaces need root");
        }

        var start = new ProcessStartInfo("sh", ["-c", script, "sh", Environment.ProcessPath is { } host && host.EndsWith("dotnet", StringComparison.Ordinal) ? host : "dotnet", Path, hardship, .. targets])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        using Process process = Process.Start(start)!;
        using var hang = new CancellationTokenSource(Hang);
        Task<string> error = process.StandardError.ReadToEndAsync(hang.Token);
        try
        {
            string output = await process.StandardOutput.ReadToEndAsync(hang.Token);
            await process.WaitForExitAsync(hang.Token);
            Assert.True(process.ExitCode == 0, $"exit code {process.ExitCode}\n{output}\n{await error}");
            return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
