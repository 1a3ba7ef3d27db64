using ConnectionDiagnostics.Lab.Network;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>A fault that is really built, what proves that it was, and what a diagnosis has to say of it.</summary>
/// <param name="Name">Kebab case; also the name of files.</param>
internal sealed record LabScenario(string Name)
{
    /// <summary>What was built, in words, for the table.</summary>
    public required string Built { get; init; }

    public LabTopology Topology { get; init; } = LabTopology.Routed;

    /// <summary>What the tool is given to diagnose.</summary>
    public required string Target { get; init; }

    /// <summary>More arguments for the tool.</summary>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <summary>Environment variables for the tool.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Shell commands that change the tool's file system before it starts, in its root: <c>touch .dockerenv</c>.</summary>
    public string Sandbox { get; init; } = "";

    /// <summary>A command that starts the tool: <c>prlimit --nofile=16</c>.</summary>
    public IReadOnlyList<string> Wrapper { get; init; } = [];

    /// <summary>A <see cref="Wrapper"/> under which the kernel denies the tool something, see deny.py: <c>netlink</c>, <c>connect</c>, <c>ports</c>.</summary>
    public static IReadOnlyList<string> Denying(string what) =>
        ["/usr/bin/python3", "-c", File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Tool", "deny.py")), what];

    /// <summary>The addresses that the tool may talk to; by default the target's, when that is an address.</summary>
    public IReadOnlyList<string> TargetAddresses { get; init; } = [];

    /// <summary>The name servers that the tool may talk to.</summary>
    public IReadOnlyList<string> NameServers { get; init; } = [];

    /// <summary>Starts servers and breaks what is to be broken.</summary>
    public Func<LabNetwork, Task> Build { get; init; } = _ => Task.CompletedTask;

    /// <summary>What has to be seen after the run; otherwise the truth was not built and the scenario is invalid.</summary>
    public required IReadOnlyList<Observation> Truth { get; init; }

    public required Expectation Expected { get; init; }

    public override string ToString() => Name;
}
