using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Scenarios;

namespace ConnectionDiagnostics.Lab.Grading;

/// <summary>
/// Counts with nftables what leaves the client, before any filter of the scenario sees it, and the connections that are completed, after them all.
/// </summary>
internal sealed class TrafficMeter
{
    /// <summary>Headers of a packet with data between two Linux machines: IP, TCP and its timestamps.</summary>
    private const int Headers4 = 20 + 32;

    private const int Headers6 = 40 + 32;

    /// <summary>
    /// Who answers in the place of a neighbour may still send when the socket is closed. What the kernel replies to that, a reset, or an
    /// acknowledgement from TIME_WAIT, has the system's limit of hops and not the socket's. It opens nothing and carries nothing.
    /// </summary>
    private const string KernelsReplies = """
        ip daddr @near4 tcp flags & (syn | psh) == 0x0 counter name near accept
        ip6 daddr @near6 tcp flags & (syn | psh) == 0x0 counter name near accept
        """;

    private readonly LabNode _client;

    private TrafficMeter(LabNode client) => _client = client;

    /// <summary>Starts to count.</summary>
    public static async Task<TrafficMeter> StartAsync(LabScenario scenario, LabNode client)
    {
        IPAddress[] targets = [.. Targets(scenario)];
        IPAddress[] names = [.. scenario.NameServers.Select(IPAddress.Parse)];
        string table = $$"""
            table inet traffic {
                counter syns { }
                counter connections { }
                counter data4 { }
                counter data6 { }
                counter near { }
                counter stray { }
                set strays4 { type ipv4_addr . inet_proto . inet_service; flags dynamic; size 64; }
                set strays6 { type ipv6_addr . inet_proto . inet_service; flags dynamic; size 64; }
                {{Set("targets4", "ipv4_addr", Of(targets, AddressFamily.InterNetwork))}}
                {{Set("targets6", "ipv6_addr", Of(targets, AddressFamily.InterNetworkV6))}}
                {{Set("near4", "ipv4_addr", Of(targets, AddressFamily.InterNetwork).Select(address => $"{address}/24"))}}
                {{Set("near6", "ipv6_addr", Of(targets, AddressFamily.InterNetworkV6).Select(address => $"{address}/64"))}}
                {{Set("names4", "ipv4_addr", Of(names, AddressFamily.InterNetwork))}}
                {{Set("names6", "ipv6_addr", Of(names, AddressFamily.InterNetworkV6))}}
                chain sent {
                    type filter hook output priority -350; policy accept;
                    tcp flags & (syn | ack | rst | fin) == syn counter name syns
                    ip protocol tcp tcp flags & psh == psh counter name data4
                    ip6 nexthdr tcp tcp flags & psh == psh counter name data6
                    oifname "lo" accept
                    ip daddr @targets4 accept
                    ip6 daddr @targets6 accept
                    meta l4proto { tcp, udp } th dport 53 ip daddr @names4 accept
                    meta l4proto { tcp, udp } th dport 53 ip6 daddr @names6 accept
                    icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-solicit, mld-listener-query, mld-listener-report, mld2-listener-report } accept
                    ip protocol igmp accept
                    ip ttl <= 16 ip daddr @near4 counter name near accept
                    ip6 hoplimit <= 16 ip6 daddr @near6 counter name near accept
                    {{KernelsReplies}}
                    icmp type destination-unreachable ip daddr @names4 accept
                    counter name stray
                    meta l4proto { tcp, udp } add @strays4 { ip daddr . meta l4proto . th dport }
                    meta l4proto { tcp, udp } add @strays6 { ip6 daddr . meta l4proto . th dport }
                }
                chain received {
                    type filter hook input priority 350; policy accept;
                    tcp flags & (syn | ack) == syn | ack counter name connections
                }
            }
            """;
        await client.RunAsync($"nft -f - <<'END'\n{table}\nEND\n");
        return new TrafficMeter(client);
    }

    public async Task<Traffic> ReadAsync()
    {
        using JsonDocument json = JsonDocument.Parse(await _client.RunAsync("nft -j list counters table inet traffic\n"));
        Dictionary<string, (long Packets, long Bytes)> counters = json.RootElement.GetProperty("nftables").EnumerateArray()
            .Where(entry => entry.TryGetProperty("counter", out _)).Select(entry => entry.GetProperty("counter"))
            .ToDictionary(counter => counter.GetProperty("name").GetString()!, counter => (counter.GetProperty("packets").GetInt64(), counter.GetProperty("bytes").GetInt64()));
        return new Traffic
        {
            Syns = counters["syns"].Packets,
            Connections = counters["connections"].Packets,
            Bytes = counters["data4"].Bytes - (Headers4 * counters["data4"].Packets) + counters["data6"].Bytes - (Headers6 * counters["data6"].Packets),
            NearPackets = counters["near"].Packets,
            StrayPackets = counters["stray"].Packets,
            Strays = counters["stray"].Packets == 0 ? "" : await _client.RunAsync("nft list set inet traffic strays4\nnft list set inet traffic strays6\n"),
        };
    }

    private static IEnumerable<IPAddress> Targets(LabScenario scenario)
    {
        if (scenario.TargetAddresses.Count > 0)
        {
            return scenario.TargetAddresses.Select(IPAddress.Parse);
        }

        string host = scenario.Target.Split("://")[^1].Split('/')[0];
        string address = host.StartsWith('[') ? host[1..host.IndexOf(']', StringComparison.Ordinal)] : host.Split(':')[0];
        return IPAddress.TryParse(address, out IPAddress? literal) ? [literal] : [];
    }

    private static IEnumerable<string> Of(IEnumerable<IPAddress> addresses, AddressFamily family) =>
        addresses.Where(address => address.AddressFamily == family).Select(address => address.ToString().Split('%')[0]).Distinct();

    private static string Set(string name, string type, IEnumerable<string> elements)
    {
        string content = string.Join(", ", elements);
        return $"set {name} {{ type {type}; flags interval; auto-merge; {(content.Length > 0 ? $"elements = {{ {content} }}" : "")} }}";
    }
}
