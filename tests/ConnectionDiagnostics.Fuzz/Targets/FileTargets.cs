using System.Net;
using System.Text;
using ConnectionDiagnostics.Platform.Linux;
using ConnectionDiagnostics.Probes.Names;

namespace ConnectionDiagnostics.Fuzz.Targets;

/// <summary>What the system's files say, and what people write.</summary>
internal static class FileTargets
{
    private const string Arp = "IP address       HW type     Flags       HW address            Mask     Device\n10.77.1.1        0x1         0x2         02:42:ac:11:00:02     *        eth0\n";

    private const string Counters = "Ip: Forwarding DefaultTTL\nIp: 1 64\nTcp: RtoAlgorithm RtoMin OutRsts InCsumErrors\nTcp: 1 200 34 0\n";

    private const string Mounts = "573 561 254:1 /docker/containers/0ab/resolv.conf /etc/resolv.conf rw,relatime - ext4 /dev/vda1 rw\n0::/kubepods/pod1\n";

    private const string Ports = "8080,39990-40001,40005-40006,40009-50000\n";

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("hosts-file", "the hosts file", MakeHosts, ReadHosts) { MostAllocated = (256 * 1024, 512) },
        new(
            "proc-files", "files of /proc: arp, snmp, cgroup, mountinfo, port ranges",
            grammar => grammar.Changed(Bytes(Arp), Bytes(Counters), Bytes(Mounts), Bytes(Ports), Bytes("32768\t60999\n")), ReadProc)
        {
            MostAllocated = (256 * 1024, 1024),
        },
        new("target", "a target as people write it", MakeTarget, ReadTarget) { MostAllocated = (256 * 1024, 1024) },
    ];

    private static byte[] MakeHosts(ByteGrammar grammar)
    {
        var text = new StringBuilder();
        for (int lines = grammar.Random.Next(grammar.Chance(50) ? 400 : 8); lines > 0; lines--)
        {
            text.Append(grammar.Pick("", " ", "\t", "#", grammar.Address())).Append(grammar.Pick(" ", "\t", "  ", "#"))
                .Append(grammar.Pick("server.example", "SERVER.EXAMPLE", "server.example.", grammar.Word()))
                .Append(grammar.Pick("", " # comment", " other", "\r")).Append('\n');
        }

        return grammar.Text(text.ToString());
    }

    private static void ReadHosts(byte[] input)
    {
        string[] lines = Encoding.UTF8.GetString(input).Split('\n');
        if (HostsFile.Find(lines, "server.example").Any(entry => entry.Line < 1 || entry.Line > lines.Length))
        {
            throw new InvalidOperationException("a line that is not there");
        }
    }

    private static void ReadProc(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        ArpFile.Find(text, IPAddress.Parse("10.77.1.1"), "eth0");
        KernelCounters.Undelivered(text, text);
        ContainerMarks.HasMarkedGroup(text);
        ContainerMarks.HasMarkedMount(text);
        PortRangeFile.Read(text, Ports);
        PortRangeFile.Read("32768\t60999\n", text);
    }

    private static byte[] MakeTarget(ByteGrammar grammar)
    {
        if (grammar.Chance(4))
        {
            return grammar.Changed(Bytes("wss://user:secret@api.example.com:9443/chat?token=1#f"), Bytes("[fe80::1%eth0]:8080"), Bytes("redis://:p@127.0.0.1"), Bytes("bücher.example:80"));
        }

        string scheme = grammar.Pick("", "ws://", "wss://", "http://", "https:", "tcp://", "redis://", "HTTP://", "//", $"{grammar.Word()}://");
        string user = grammar.Pick("", "", "", $"{grammar.Word()}@", $"{grammar.Word()}:{grammar.Word()}@", ":@", "@");
        string host = grammar.Random.Next(5) switch
        {
            0 => grammar.Address(),
            1 => $"[{grammar.Address()}]",
            2 => $"{grammar.Word()}.{grammar.Word()}",
            3 => string.Join('.', Enumerable.Range(0, grammar.Random.Next(40)).Select(_ => grammar.Word())),
            _ => grammar.Word(),
        };
        string port = grammar.Pick("", $":{grammar.Number()}", ":", "::");
        string rest = grammar.Pick("", "/", $"/{grammar.Word()}", $"/?{grammar.Word()}={grammar.Word()}", $"#{grammar.Word()}", $"?{grammar.Word()}", " ", "\r\nHost: x");
        return Encoding.UTF8.GetBytes(scheme + user + host + port + rest);
    }

    private static void ReadTarget(byte[] input)
    {
        string text = Encoding.UTF8.GetString(input);
        bool isTarget = ConnectionTarget.TryParse(text, out ConnectionTarget? target);
        try
        {
            ConnectionTarget parsed = ConnectionTarget.Parse(text);
            if (!isTarget || parsed.ToString() != target!.ToString() || parsed.Port is < 0 or > 65535)
            {
                throw new InvalidOperationException("Parse and TryParse disagree");
            }
        }
        catch (FormatException exception)
        {
            if (isTarget || exception.Message.Length > 4096 || exception.Message.Any(char.IsControl))
            {
                throw new InvalidOperationException($"a message that is none: {exception.Message}", exception);
            }
        }
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
