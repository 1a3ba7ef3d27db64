using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Clients on which files are missing or garbage, and the kernel answers nothing: they get fewer facts, never an exception.</summary>
internal static class BrokenMachine
{
    private const string Name = "www.example.lab";

    /// <summary>A folder of settings of the tool's own; what the system needs is in it, and no more than that.</summary>
    private const string OwnSettings =
        "cp -L /etc/resolv.conf /etc/hosts /etc/nsswitch.conf /etc/passwd /etc/ld.so.cache .; umount -lR etc; mv resolv.conf hosts nsswitch.conf passwd ld.so.cache etc/; ";

    private static readonly string HugeHosts =
        "127.0.0.1 localhost\n" + string.Concat(Enumerable.Range(0, 100_000).Select(number => $"10.{number / 65536}.{number / 256 % 256}.{number % 256} blocked-{number}.lab\n"))
        + $"{LabAddress.Server} {Name}\n";

    private static readonly string Garbage = string.Concat(Enumerable.Range(0, 20_000).Select(number => (char)(number * 7919 % 256)));

    public static IReadOnlyList<LabScenario> All { get; } =
    [
        Named("hosts-file-missing", "/etc/hosts is missing", OwnSettings + "rm etc/hosts"),
        Named("hosts-file-huge", "/etc/hosts has 100 000 lines; the name's is the last", "", ("hosts", HugeHosts)),
        Named("hosts-file-binary", "/etc/hosts is garbage", "", ("hosts", Garbage)),
        Named("nsswitch-missing", "/etc/nsswitch.conf is missing", OwnSettings + "rm etc/nsswitch.conf"),
        Unnamed("resolv-conf-missing", "/etc/resolv.conf is missing", OwnSettings + "rm etc/resolv.conf"),
        Unnamed("resolv-conf-empty", "/etc/resolv.conf is empty", "", ("resolv.conf", "")),
        Unnamed("resolv-conf-garbage", "/etc/resolv.conf is garbage", "", ("resolv.conf", Garbage)),
        Dropped("proc-net-unreadable", "/proc/net cannot be read", "mount -t tmpfs -o mode=0700 none proc/$$/net"),
        Dropped("proc-of-processes-only", "/proc shows processes and nothing else", "umount -lR proc; mount -t proc -o subset=pid,hidepid=2 proc proc"),
        Dropped("no-sys", "/sys is empty", "umount -lR sys"),
        Dropped("netlink-denied", "the kernel refuses netlink sockets (seccomp)", "", LabScenario.Denying("netlink")),
        new LabScenario("netlink-denied-own-machine")
        {
            Built = "the kernel refuses netlink sockets (seccomp); the queue of this machine's listener is full",
            Target = "127.0.0.1:8080",
            Wrapper = LabScenario.Denying("netlink"),
            Build = network => network.Client.StartListenerAsync("full", "127.0.0.1", 8080, backlog: 2),
            Truth = [Observe.QueueOverflows("client", 8080)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.ServerBacklogFull, CauseCode.ServerFirewall),
        },
        new LabScenario("netlink-denied-healthy")
        {
            Built = "the kernel refuses netlink sockets (seccomp); the server serves",
            Target = "http://11.22.33.44/",
            Wrapper = LabScenario.Denying("netlink"),
            Build = network => network.Server.StartNginxAsync(),
            Truth = [Observe.Answers("client", "11.22.33.44", 80)],
            Expected = Expectation.Connected,
        },
        new LabScenario("proc-missing-own-machine-refuses")
        {
            Built = "/proc shows processes and nothing else; nothing listens on this machine's port",
            Target = "127.0.0.1:8080",
            Sandbox = "umount -lR proc; mount -t proc -o subset=pid,hidepid=2 proc proc",
            Truth = [Observe.NotListening("client", 8080)],
            Expected = Expectation.Decided(ConnectionOutcome.Refused, CauseCode.ServerNotListening),
        },
        new LabScenario("ping-denied")
        {
            Built = "the client may not ping; the server drops all TCP",
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Client.SysctlAsync("net.ipv4.ping_group_range", "1 0");
                await network.Server.FilterAsync("input", "meta l4proto tcp counter name dropped drop");
            },
            Truth = [Observe.Counter("server", "dropped"), Observe.Output("client", "cat /proc/sys/net/ipv4/ping_group_range", @"1\s+0")],
            Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.ServerFirewall, CauseCode.HostDown),
        },
        Dropped("few-descriptors", "the process may open 100 files", "", ["prlimit", "--nofile=100"]),
    ];

    /// <summary>The name is resolved all the same, and the target serves.</summary>
    private static LabScenario Named(string name, string what, string sandbox, params (string File, string Content)[] settings) => new(name)
    {
        Built = $"{what}; the name is resolved all the same, and the server serves",
        Target = $"http://{Name}/",
        TargetAddresses = [LabAddress.Server],
        NameServers = [LabAddress.Router],
        Sandbox = sandbox,
        Build = async network =>
        {
            await network.Router.StartDnsAsync($"--host-record={Name},{LabAddress.Server}");
            await network.Server.StartNginxAsync();
            await WriteAsync(network, settings);
        },
        Truth = [Observe.Answers("client", LabAddress.Server, 80)],
        Expected = Expectation.Connected,
    };

    /// <summary>No name server is configured: the system asks this machine itself, where none is.</summary>
    private static LabScenario Unnamed(string name, string what, string sandbox, params (string File, string Content)[] settings) => new(name)
    {
        Built = $"{what}: this machine is asked for names, and has no name server",
        Target = $"http://{Name}/",
        TargetAddresses = [LabAddress.Server],
        Sandbox = sandbox,
        Build = async network =>
        {
            await network.Server.StartNginxAsync();
            await WriteAsync(network, settings);
        },
        Truth = [Observe.NotListening("client", 53), Observe.Answers("client", LabAddress.Server, 80)],
        Expected = Expectation.Decided(ConnectionOutcome.NameResolutionFailed, CauseCode.DnsServerUnreachable),
    };

    /// <summary>The server drops the port, and the client sees less of it than usual.</summary>
    private static LabScenario Dropped(string name, string what, string sandbox, IReadOnlyList<string>? wrapper = null) => new(name)
    {
        Built = $"{what}; the server drops the port, sshd answers",
        Target = "11.22.33.44:8080",
        Sandbox = sandbox,
        Wrapper = wrapper ?? [],
        Build = async network =>
        {
            await network.Server.StartSshAsync();
            await network.Server.FilterAsync("input", "tcp dport 8080 counter name dropped drop");
        },
        Truth = [Observe.Counter("server", "dropped"), Observe.Answers("client", "11.22.33.44", 22)],
        Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.ServerFirewall, CauseCode.ServerBacklogFull),
    };

    private static async Task WriteAsync(LabNetwork network, (string File, string Content)[] settings)
    {
        foreach ((string file, string content) in settings)
        {
            await network.Client.WriteSettingAsync(file, content);
        }
    }
}
