namespace ConnectionDiagnostics.Lab.Network;

/// <summary>Turns a topology into batches for <c>ip</c>: one that makes namespaces and links, and one a node.</summary>
internal sealed class TopologyScripts
{
    private readonly Dictionary<string, List<string>> _nodes = [];
    private readonly Dictionary<string, int> _linkCounts = [];
    private readonly List<string> _outside = [];
    private readonly Func<string, string> _nameOf;

    /// <param name="topology">The topology.</param>
    /// <param name="nameOf">Gives a node's namespace.</param>
    public TopologyScripts(LabTopology topology, Func<string, string> nameOf)
    {
        _nameOf = nameOf;
        string[] nodes = [.. topology.Nodes];
        bool hasSwitch = topology.Segments.Any(segment => segment.Attachments.Length != 2);
        Nodes = hasSwitch ? [.. nodes, "switch"] : nodes;
        foreach (string node in Nodes)
        {
            _outside.Add($"netns add {nameOf(node)}");
            _nodes[node] = ["link set lo up"];
        }

        foreach (LabSegment segment in topology.Segments)
        {
            Join(segment);
        }

        foreach (LabRoute route in topology.Routes)
        {
            _nodes[route.Node].Add($"route add {route.Route}");
        }
    }

    public IReadOnlyList<string> Nodes { get; }

    /// <summary>For <c>ip -batch</c> outside.</summary>
    public string Links => Lines(_outside);

    /// <summary>A shell script that runs inside the node.</summary>
    public string Inside(string node)
    {
        List<string> script =
        [
            // Addresses are there at once: nobody else has them, so nobody is asked.
            "for f in /proc/sys/net/ipv6/conf/*/accept_dad /proc/sys/net/ipv6/conf/*/router_solicitations; do echo 0 > $f; done",
            // As systemd sets it on most distributions.
            "echo '0 2147483647' > /proc/sys/net/ipv4/ping_group_range",
        ];
        if (node.StartsWith("router", StringComparison.Ordinal))
        {
            script.AddRange(["echo 1 > /proc/sys/net/ipv4/ip_forward", "echo 1 > /proc/sys/net/ipv6/conf/all/forwarding"]);
        }

        // The kernel tells only after a while that a link works; until then it counts as down.
        string[] links = [.. Enumerable.Range(0, _linkCounts.GetValueOrDefault(node)).Select(number => $"/sys/class/net/eth{number}/operstate")];
        IEnumerable<string> waits = links.Select(state => $"until grep -q up {state}; do sleep 0.02; done");
        return Lines([.. script, "ip -batch - <<'END'", .. _nodes[node], "END", .. waits]);
    }

    private static string Lines(IEnumerable<string> lines) => string.Concat(lines.Select(line => line + '\n'));

    private void Join(LabSegment segment)
    {
        if (segment.Attachments is [var left, var right])
        {
            _outside.Add($"link add {AddLink(left)} netns {_nameOf(left.Node)} type veth peer name {AddLink(right)} netns {_nameOf(right.Node)}");
            return;
        }

        _outside.Add($"link add {segment.Name} netns {_nameOf("switch")} type bridge");
        foreach (LabAttachment attachment in segment.Attachments)
        {
            string port = $"{segment.Name}-{attachment.Node}";
            _outside.Add($"link add {AddLink(attachment)} netns {_nameOf(attachment.Node)} type veth peer name {port} netns {_nameOf("switch")}");
            _nodes["switch"].Add($"link set {port} master {segment.Name} up");
        }

        _nodes["switch"].Add($"link set {segment.Name} up");
    }

    private string AddLink(LabAttachment attachment)
    {
        int number = _linkCounts.GetValueOrDefault(attachment.Node);
        _linkCounts[attachment.Node] = number + 1;
        string link = $"eth{number}";
        foreach (string address in attachment.Addresses)
        {
            string noDad = address.Contains(':', StringComparison.Ordinal) ? " nodad" : "";
            _nodes[attachment.Node].Add($"addr add {address} dev {link}{noDad}");
        }

        _nodes[attachment.Node].Add($"link set {link} up");
        return link;
    }
}
