namespace ConnectionDiagnostics.Lab.Network;

/// <summary>A network of namespaces without an uplink, for one scenario. Disposing it ends what runs in it and removes it.</summary>
internal sealed class LabNetwork : IAsyncDisposable
{
    private static int Count;

    private readonly string _prefix = $"{LabLeftovers.OwnPrefix}{Interlocked.Increment(ref Count)}-";
    private readonly Dictionary<string, LabNode> _nodes = [];

    private LabNetwork(string directory) => Directory = directory;

    /// <summary>Where the scenario's files are: configurations, logs, evidence.</summary>
    public string Directory { get; }

    public LabNode Client => this["client"];

    public LabNode Router => this["router"];

    public LabNode Server => this["server"];

    public LabNode this[string node] => _nodes[node];

    public static async Task<LabNetwork> CreateAsync(LabTopology topology, string directory)
    {
        var network = new LabNetwork(directory);
        try
        {
            await network.BuildAsync(topology);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (LabNode node in _nodes.Values)
        {
            await node.EndProcessesAsync();
        }

        await LabLeftovers.RemoveAsync(_prefix);
    }

    private async Task BuildAsync(LabTopology topology)
    {
        var scripts = new TopologyScripts(topology, node => _prefix + node);
        foreach (string node in scripts.Nodes)
        {
            _nodes[node] = new LabNode(node, _prefix + node, Directory);
        }

        await Client.UseNameServersAsync();
        await Shell.RunAsync("ip", ["-batch", "-"], scripts.Links);
        await Task.WhenAll(scripts.Nodes.Select(node => _nodes[node].RunAsync(scripts.Inside(node))));
    }
}
