using System.Net;
using ConnectionDiagnostics.Causes;

namespace ConnectionDiagnostics.Tests.Causes;

/// <summary>What is pasted on each system: the table that a person of that system would check.</summary>
public class CommandsBySystemTests
{
    private static readonly IPAddress IPv4 = IPAddress.Parse("192.0.2.1");
    private static readonly IPAddress IPv6 = IPAddress.Parse("2001:db8::1");
    private static readonly HostsEntry Entry = new() { File = "/etc/hosts", Line = 12, Address = IPv4 };
    private static readonly ProxySetting Proxy = new() { Source = "https_proxy", Scheme = "http", Host = "proxy.example", Port = 3128 };

    private static readonly Dictionary<string, Func<ConnectionEvidence, string?>> All = new()
    {
        ["listeners"] = evidence => Commands.ListListeners(evidence, 8080),
        ["firewall"] = Commands.ShowFirewall,
        ["addresses"] = Commands.ShowAddresses,
        ["routes"] = Commands.ShowRoutes,
        ["path"] = evidence => Commands.TracePath(evidence, IPv4),
        ["ping"] = evidence => Commands.Ping(evidence, IPv4),
        ["ping of IPv6"] = evidence => Commands.Ping(evidence, IPv6),
        ["hosts file"] = evidence => Commands.ShowHostsEntry(evidence, Entry),
        ["name"] = evidence => Commands.LookUp(evidence, "a.example"),
        ["signatures"] = evidence => Commands.CheckSignatures(evidence, "a.example"),
        ["name servers"] = Commands.ShowNameServers,
        ["clock"] = Commands.ShowClock,
        ["local ports"] = Commands.WidenLocalPorts,
        ["descriptors"] = Commands.ShowDescriptorLimit,
        ["local name"] = evidence => Commands.ResolveLocal(evidence, "a.local"),
        ["certificates"] = Commands.ShowCertificates,
        ["proxies"] = Commands.ShowProxies,
        ["through proxy"] = evidence => Commands.AskThroughProxy(evidence, Proxy, "https://a.example/"),
        ["without proxy"] = evidence => Commands.AskWithoutProxy(evidence, "https://a.example/"),
        ["HTTP/2"] = Commands.AskInHttp2,
    };

    /// <summary>What it shows, and how on Linux, Windows and macOS.</summary>
    public static TheoryData<string, string, string, string> Table { get; } = new()
    {
        { "listeners", "ss -ltnp 'sport = :8080'", "netstat -ano | findstr :8080", "lsof -nP -iTCP:8080 -sTCP:LISTEN" },
        { "firewall", "sudo nft list ruleset", "netsh advfirewall firewall show rule name=all", "sudo pfctl -s rules" },
        { "addresses", "ip -brief address", "ipconfig", "ifconfig" },
        { "routes", "ip route; ip -6 route", "route print", "netstat -rn" },
        { "path", "tracepath -n 192.0.2.1", "tracert -d 192.0.2.1", "traceroute -n 192.0.2.1" },
        { "ping", "ping -c 1 192.0.2.1", "ping -n 1 192.0.2.1", "ping -c 1 192.0.2.1" },
        { "ping of IPv6", "ping -c 1 2001:db8::1", "ping -n 1 2001:db8::1", "ping6 -c 1 2001:db8::1" },
        { "hosts file", "sed -n 12p /etc/hosts", "notepad /etc/hosts", "sed -n 12p /etc/hosts" },
        { "name", "dig +short a.example A a.example AAAA", "nslookup a.example", "dig +short a.example A a.example AAAA" },
        {
            "signatures", "dig a.example +dnssec; dig a.example +cd", "powershell -Command \"Resolve-DnsName a.example -DnssecOk; Resolve-DnsName a.example -DnssecCd\"",
            "dig a.example +dnssec; dig a.example +cd"
        },
        { "name servers", "cat /etc/resolv.conf", "ipconfig /all", "scutil --dns" },
        { "clock", "date -u", "w32tm /query /status", "date -u" },
        {
            "local ports", "sudo sysctl net.ipv4.ip_local_port_range='10000 65535'", "netsh int ipv4 set dynamicport tcp start=10000 num=55536",
            "sudo sysctl net.inet.ip.portrange.first=10000"
        },
        { "descriptors", "ulimit -n", "powershell -Command \"Get-Process | Sort-Object Handles -Descending | Select-Object -First 10\"", "ulimit -n" },
        { "local name", "avahi-resolve --name a.local", "ping a.local", "dns-sd -G v4v6 a.local" },
        {
            "certificates", "openssl s_client -connect a.example:8443 -servername a.example -showcerts </dev/null", "curl.exe -k -s -o NUL -w \"%{certs}\" https://a.example:8443/",
            "openssl s_client -connect a.example:8443 -servername a.example -showcerts </dev/null"
        },
        { "proxies", "env | grep -i proxy", "set | findstr /i proxy & netsh winhttp show proxy", "env | grep -i proxy; scutil --proxy" },
        {
            "through proxy", "curl -v -x http://proxy.example:3128 https://a.example/", "curl.exe -v -x http://proxy.example:3128 https://a.example/",
            "curl -v -x http://proxy.example:3128 https://a.example/"
        },
        { "without proxy", "curl -v --noproxy \"*\" https://a.example/", "curl.exe -v --noproxy \"*\" https://a.example/", "curl -v --noproxy \"*\" https://a.example/" },
        { "HTTP/2", "curl -v --http2 https://a.example:8443/", "curl.exe -v --http2 https://a.example:8443/", "curl -v --http2 https://a.example:8443/" },
    };

    private static ConnectionEvidence On(OperatingSystemKind system, string target = "https://a.example:8443/") => Scene.Of(target).On(system).Evidence;

    [Theory]
    [MemberData(nameof(Table))]
    public void Each_system_has_its_own_words(string what, string linux, string windows, string macOS)
    {
        Func<ConnectionEvidence, string?> command = All[what];

        command(On(OperatingSystemKind.Linux)).Should().Be(linux);
        command(On(OperatingSystemKind.Windows)).Should().Be(windows);
        command(On(OperatingSystemKind.MacOS)).Should().Be(macOS);
        command(On(OperatingSystemKind.Linux) with { Environment = default }).Should().Be(linux, "most servers are Linux, and so are most that were not looked at");
    }

    [Fact]
    public void No_command_is_left_out() => Table.Select(row => row.Data.Item1).Should().BeEquivalentTo(All.Keys);

    [Theory]
    [InlineData("https://192.0.2.1:8443/", "openssl s_client -connect 192.0.2.1:8443 -noservername -showcerts </dev/null", "openssl s_client -connect 192.0.2.1:8443 -showcerts </dev/null")]
    [InlineData("https://[2001:db8::1]:8443/", "openssl s_client -connect [2001:db8::1]:8443 -noservername -showcerts </dev/null", "openssl s_client -connect [2001:db8::1]:8443 -showcerts </dev/null")]
    public void An_address_is_no_name_for_SNI(string target, string linux, string macOS)
    {
        Commands.ShowCertificates(On(OperatingSystemKind.Linux, target)).Should().Be(linux);
        Commands.ShowCertificates(On(OperatingSystemKind.MacOS, target)).Should().Be(macOS);
        Commands.ShowCertificates(On(OperatingSystemKind.Windows, target)).Should().Be($"curl.exe -k -s -o NUL -w \"%{{certs}}\" {target}");
    }

    [Fact]
    public void Without_TLS_HTTP2_needs_prior_knowledge() =>
        Commands.AskInHttp2(On(OperatingSystemKind.Linux, "http://a.example:8080/")).Should().Be("curl -v --http2-prior-knowledge http://a.example:8080/");

    [Theory]
    [InlineData("http://192.0.2.1:8080/", OperatingSystemKind.Windows, "ss -ltnp 'sport = :8080'", "sysctl net.core.somaxconn")]
    [InlineData("http://192.0.2.1:8080/", OperatingSystemKind.MacOS, "ss -ltnp 'sport = :8080'", "sysctl net.core.somaxconn")]
    [InlineData("http://127.0.0.1:8080/", OperatingSystemKind.Windows, "netstat -ano | findstr :8080", null)]
    [InlineData("http://127.0.0.1:8080/", OperatingSystemKind.MacOS, "lsof -nP -iTCP:8080 -sTCP:LISTEN", "sysctl kern.ipc.somaxconn")]
    [InlineData("http://127.0.0.1:8080/", OperatingSystemKind.Linux, "ss -ltnp 'sport = :8080'", "sysctl net.core.somaxconn")]
    public void A_server_elsewhere_is_taken_for_Linux_and_this_machine_for_what_it_is(string target, OperatingSystemKind system, string listeners, string? backlog)
    {
        Commands.ListListenersOnServer(On(system, target), 8080).Should().Be(listeners);
        Commands.ShowBacklogLimit(On(system, target)).Should().Be(backlog);
    }
}
