using System.Diagnostics;
using System.Runtime.InteropServices;
using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Scenarios;

namespace ConnectionDiagnostics.Lab.Tool;

/// <summary>The tool, run as users run it: without privileges, in the client's namespace.</summary>
internal sealed class ToolUnderTest
{
    /// <summary>The conventional user without rights.</summary>
    private const string Nobody = "65534";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _dotnet;
    private readonly string _tool;

    /// <param name="directory">Where everybody may read; the tool is copied there, because its build may lie where only root looks.</param>
    public ToolUnderTest(string directory)
    {
        _tool = Path.Combine(WorldReadable.Copy(Path.Combine(AppContext.BaseDirectory, "tool-under-test"), Path.Combine(directory, "conndiag")), "conndiag.dll");
        var root = new DirectoryInfo(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        _dotnet = Path.Combine(WorldReadable.IsReadable(root.FullName) ? root.FullName : CopyRuntime(root.FullName, directory), "dotnet");
    }

    public async Task<Verdict> RunAsync(LabScenario scenario, LabNetwork network)
    {
        string home = WorldReadable.CreateWritable(Path.Combine(network.Directory, "home"));
        string evidence = Path.Combine(home, "evidence.json");
        ProcessStartInfo start = network.Client.StartInfo(
        [
            "sh", Path.Combine(AppContext.BaseDirectory, "Tool", "sandbox.sh"),
            "setpriv", "--reuid", Nobody, "--regid", Nobody, "--clear-groups", "--no-new-privs", "--inh-caps=-all", "--bounding-set=-all",
            .. scenario.Wrapper, _dotnet, _tool, scenario.Target, "--json", "--language", "en", "--save-evidence", evidence, .. scenario.Arguments,
        ]);
        start.Environment.Clear();
        start.Environment["PATH"] = Prerequisites.SearchPath;
        start.Environment["LAB_SANDBOX"] = scenario.Sandbox;
        start.Environment["HOME"] = start.Environment["TMPDIR"] = home;
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        foreach ((string name, string value) in scenario.Environment)
        {
            start.Environment[name] = value;
        }

        ShellResult result = await Shell.TryRunAsync(start, "", Limit);
        return Verdict.Read(result, File.Exists(evidence) ? evidence : null);
    }

    private static string CopyRuntime(string root, string directory)
    {
        string copy = WorldReadable.CreateReadable(Path.Combine(directory, "dotnet"));
        WorldReadable.CopyFile(Path.Combine(root, "dotnet"), Path.Combine(copy, "dotnet"));
        WorldReadable.Copy(Path.Combine(root, "host"), Path.Combine(copy, "host"));
        WorldReadable.Copy(RuntimeEnvironment.GetRuntimeDirectory(), Path.Combine(copy, "shared", "Microsoft.NETCore.App", Environment.Version.ToString()));
        return copy;
    }
}
