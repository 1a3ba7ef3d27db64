using static ConnectionDiagnostics.Lab.Network.LabAddress;

namespace ConnectionDiagnostics.Lab.Network;

/// <summary>Which nodes there are and how they are joined. Nodes called router… forward. Each node's links are eth0, eth1, … in order.</summary>
internal sealed record LabTopology
{
    public required IReadOnlyList<LabSegment> Segments { get; init; }

    public required IReadOnlyList<LabRoute> Routes { get; init; }

    /// <summary>client ── router ── server</summary>
    public static LabTopology Routed { get; } = new()
    {
        Segments =
        [
            new LabSegment("lan", new LabAttachment("client", $"{Client}/24", $"{Client6}/64"), new LabAttachment("router", $"{Router}/24", $"{Router6}/64")),
            new LabSegment("dmz", new LabAttachment("router", "11.22.33.1/24", "2e00:2233::1/64"), new LabAttachment("server", $"{Server}/24", $"{Server6}/64")),
        ],
        Routes =
        [
            .. DefaultRoutes("client", Router, Router6),
            .. DefaultRoutes("server", "11.22.33.1", "2e00:2233::1"),
        ],
    };

    /// <summary>client ── router ── server, server2</summary>
    public static LabTopology TwoServers { get; } = new()
    {
        Segments =
        [
            Routed.Segments[0],
            Routed.Segments[1] with
            {
                Attachments = [.. Routed.Segments[1].Attachments, new LabAttachment("server2", $"{SecondServer}/24", $"{SecondServer6}/64")],
            },
        ],
        Routes = [.. Routed.Routes, .. DefaultRoutes("server2", "11.22.33.1", "2e00:2233::1")],
    };

    /// <summary>client ── router ── router2 ── server</summary>
    public static LabTopology TwoRouters { get; } = new()
    {
        Segments =
        [
            Routed.Segments[0],
            new LabSegment("wan", new LabAttachment("router", "11.22.30.1/30", "2e00:2230::1/64"), new LabAttachment("router2", "11.22.30.2/30", "2e00:2230::2/64")),
            new LabSegment("dmz", new LabAttachment("router2", "11.22.33.1/24", "2e00:2233::1/64"), new LabAttachment("server", $"{Server}/24", $"{Server6}/64")),
        ],
        Routes =
        [
            .. Routed.Routes,
            .. DefaultRoutes("router", "11.22.30.2", "2e00:2230::2"),
            .. DefaultRoutes("router2", "11.22.30.1", "2e00:2230::1"),
        ],
    };

    /// <summary>client, server and router on one switch; the server is <see cref="Peer"/>.</summary>
    public static LabTopology SameSubnet { get; } = new()
    {
        Segments =
        [
            Routed.Segments[0] with
            {
                Attachments = [.. Routed.Segments[0].Attachments, new LabAttachment("server", $"{Peer}/24", $"{Peer6}/64")],
            },
        ],
        Routes = [.. DefaultRoutes("client", Router, Router6), .. DefaultRoutes("server", Router, Router6)],
    };

    /// <summary>client ── router ── router2 ── server, all of it private: a company's network.</summary>
    public static LabTopology Company { get; } = new()
    {
        Segments =
        [
            Routed.Segments[0],
            new LabSegment("backbone", new LabAttachment("router", "10.20.0.1/30"), new LabAttachment("router2", "10.20.0.2/30")),
            new LabSegment("dmz", new LabAttachment("router2", "10.30.0.1/24"), new LabAttachment("server", $"{CompanyServer}/24")),
        ],
        Routes =
        [
            new LabRoute("client", $"default via {Router}"),
            new LabRoute("server", "default via 10.30.0.1"),
            new LabRoute("router", "default via 10.20.0.2"),
            new LabRoute("router2", "192.168.77.0/24 via 10.20.0.1"),
        ],
    };

    /// <summary>client ── router ── provider: a home whose router has a public address and hides the others behind it.</summary>
    public static LabTopology Home { get; } = new()
    {
        Segments = [Routed.Segments[0], new LabSegment("wan", new LabAttachment("router", "11.22.30.1/30"), new LabAttachment("router2", "11.22.30.2/30"))],
        Routes = [new LabRoute("client", $"default via {Router}"), new LabRoute("router", "default via 11.22.30.2")],
    };

    /// <summary>client and a second router beside <see cref="Router"/>, which alone leads to the server: <see cref="Peer"/> leads nowhere.</summary>
    public static LabTopology TwoGateways { get; } = Routed with
    {
        Segments =
        [
            Routed.Segments[0] with { Attachments = [.. Routed.Segments[0].Attachments, new LabAttachment("router2", $"{Peer}/24", $"{Peer6}/64")] },
            Routed.Segments[1],
        ],
    };

    public IEnumerable<string> Nodes => Segments.SelectMany(segment => segment.Attachments).Select(attachment => attachment.Node).Distinct();

    public static LabRoute[] DefaultRoutes(string node, string via, string via6) =>
        [new LabRoute(node, $"default via {via}"), new LabRoute(node, $"default via {via6}")];

    /// <summary>client ── router ── server, with another server's address; its subnet is /24, and the router is .1 there.</summary>
    public static LabTopology RoutedTo(string server)
    {
        string gateway = server[..server.LastIndexOf('.')] + ".1";
        return new LabTopology
        {
            Segments = [Routed.Segments[0], new LabSegment("dmz", new LabAttachment("router", $"{gateway}/24"), new LabAttachment("server", $"{server}/24"))],
            Routes = [.. DefaultRoutes("client", Router, Router6), new LabRoute("server", $"default via {gateway}")],
        };
    }

    /// <summary>The same without a node's routes that begin so.</summary>
    public LabTopology WithoutRoutes(string node, string beginning = "") => this with
    {
        Routes = [.. Routes.Where(route => route.Node != node || !route.Route.StartsWith(beginning, StringComparison.Ordinal))],
    };

    public LabTopology WithRoute(string node, string route) => this with { Routes = [.. Routes, new LabRoute(node, route)] };
}
