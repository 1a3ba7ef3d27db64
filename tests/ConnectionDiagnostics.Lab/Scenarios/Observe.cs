using System.Globalization;
using System.Text.RegularExpressions;
using ConnectionDiagnostics.Lab.Network;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>The observations that scenarios are made of.</summary>
internal static partial class Observe
{
    /// <summary>The rule with this named counter met packets of the run.</summary>
    public static Observation Counter(string node, string counter) => new($"{node}: packets met the rule '{counter}'", async network =>
    {
        string counters = await network[node].RunAsync("nft list counters\n");
        Match found = Regex.Match(counters, $@"counter {counter} \{{\s*packets (\d+)");
        return found.Success && found.Groups[1].Value != "0" ? null : counters;
    });

    /// <summary>Something listens there: <c>127.0.0.1:80</c>, <c>*:80</c>, <c>[::1]:80</c>, as <c>ss</c> writes it.</summary>
    public static Observation Listening(string node, string endPoint) => new($"{node}: {endPoint} is listened on", async network =>
    {
        string table = await network[node].ListenersAsync();
        return Rows(table).Any(row => row[3] == endPoint) ? null : table;
    });

    public static Observation NotListening(string node, int port) => new($"{node}: nothing listens on {port}", async network =>
    {
        string table = await network[node].ListenersAsync();
        return Rows(table).Any(row => row[3].EndsWith($":{port}", StringComparison.Ordinal)) ? table : null;
    });

    /// <summary>The accept queue holds more than its limit, and the kernel refused to add to it.</summary>
    public static Observation QueueOverflows(string node, int port) => new($"{node}: the accept queue of {port} overflows", async network =>
    {
        string table = await network[node].ListenersAsync($"sport = :{port}");
        string overflows = await network[node].RunAsync("grep -A0 TcpExt /proc/net/netstat\n");
        bool isFull = Rows(table).Any(row => Number(row[1]) > Number(row[2]));
        return isFull && KernelCounter(overflows, "ListenOverflows") > 0 ? null : table + overflows;
    });

    /// <summary>A socket of the client has this state towards an address: <c>syn-sent</c>, <c>established</c>, <c>time-wait</c>.</summary>
    public static Observation Connections(string node, string state, string filter, int atLeast) => new($"{node}: at least {atLeast} {state} {filter}", async network =>
    {
        string table = await network[node].RunAsync($"ss -tnH state {state} '{filter}'\n");
        return Rows(table).Count() >= atLeast ? null : table;
    });

    /// <summary>Nobody answered for the address on the link.</summary>
    public static Observation NeighbourFailed(string node, string address) => new($"{node}: nobody answers for {address} on the link", async network =>
    {
        string table = await network[node].RunAsync($"ip neigh show {address}\n");
        return table.Contains("FAILED", StringComparison.Ordinal) || table.Contains("INCOMPLETE", StringComparison.Ordinal) ? null : table;
    });

    public static Observation NoRoute(string node, string address) => new($"{node}: no route to {address}", async network =>
    {
        ShellResult result = await network[node].TryRunAsync($"ip route get {address}\n");
        return result.Status != 0 ? null : result.Output;
    });

    /// <summary>A command's output matches a pattern.</summary>
    public static Observation Output(string node, string script, string pattern) => Script($"{node}: {script} shows {pattern}", node, script, pattern);

    /// <summary>A connect from a node is accepted: what is meant to work does.</summary>
    public static Observation Answers(string node, string address, int port) => Connect(node, address, port, "connected");

    /// <summary>A connect from a node is refused: the host is there, and nothing filters that port.</summary>
    public static Observation Refuses(string node, string address, int port) => Connect(node, address, port, "refused");

    /// <summary>A connect from a node gets no answer.</summary>
    public static Observation Silent(string node, string address, int port) => Connect(node, address, port, "timed out");

    /// <summary>A connect from a node fails with another error than being refused.</summary>
    public static Observation Unreachable(string node, string address, int port) => Connect(node, address, port, @"\[Errno");

    /// <summary>An echo request from a node is answered.</summary>
    public static Observation Pings(string node, string address) => Script($"{node}: {address} answers an echo request", node, $"{Python} '{PingScript}' {address}", "alive");

    /// <summary>What the node knows of the address on its link, as <c>ip neigh</c> prints it.</summary>
    public static Observation Neighbour(string node, string address, string pattern) => Output(node, $"ip neigh show {address}", pattern);

    private const string Python = "/usr/bin/python3 -c";

    private const string ConnectScript = """
        import socket, sys
        try:
            socket.create_connection((sys.argv[1], int(sys.argv[2])), 2).close()
            print("connected")
        except OSError as error:
            print("timed out" if isinstance(error, TimeoutError) else "refused" if isinstance(error, ConnectionRefusedError) else error)
        """;

    private const string PingScript = """
        import socket, struct, sys
        is6 = ":" in sys.argv[1]
        s = socket.socket(socket.AF_INET6 if is6 else socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_ICMPV6 if is6 else socket.IPPROTO_ICMP)
        s.settimeout(2)
        s.connect((sys.argv[1], 0))
        s.send(struct.pack("!BBHHH", 128 if is6 else 8, 0, 0, 0, 1))
        try:
            s.recv(100)
            print("alive")
        except OSError as error:
            print(error)
        """;

    private static Observation Connect(string node, string address, int port, string result) =>
        Script($"{node}: {address} port {port}: {result}", node, $"{Python} '{ConnectScript}' {address} {port}", $"^{result}");

    private static Observation Script(string what, string node, string script, string pattern) => new(what, async network =>
    {
        ShellResult result = await network[node].TryRunAsync(script + "\n");
        return Regex.IsMatch(result.Output, pattern) ? null : result.Output + result.Error;
    });

    private static IEnumerable<string[]> Rows(string table) =>
        table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => Spaces().Split(row.Trim()));

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>A value of /proc/net/netstat: a line of names, then a line of numbers.</summary>
    private static long KernelCounter(string table, string name)
    {
        string[][] rows = [.. Rows(table)];
        int column = Array.IndexOf(rows[0], name);
        return column < 0 ? 0 : Number(rows[1][column]);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
