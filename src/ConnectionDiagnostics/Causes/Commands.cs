using System.Globalization;

namespace ConnectionDiagnostics.Causes;

/// <summary>Commands to paste, for the operating system at hand. Never translated.</summary>
/// <remarks>
/// On Windows they are for cmd.exe, and for PowerShell too where that costs nothing: <c>curl.exe</c>, because <c>curl</c> is another command in
/// Windows PowerShell. On a server elsewhere they are Linux', which most are.
/// </remarks>
internal static class Commands
{
    /// <summary>Who listens on a port of this machine.</summary>
    public static string ListListeners(ConnectionEvidence evidence, int port) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => Invariant($"netstat -ano | findstr :{port}"),
        OperatingSystemKind.MacOS => Invariant($"lsof -nP -iTCP:{port} -sTCP:LISTEN"),
        _ => Invariant($"ss -ltnp 'sport = :{port}'"),
    };

    /// <summary>Who listens on a port of the server: this machine, or one of unknown system.</summary>
    public static string ListListenersOnServer(ConnectionEvidence evidence, int port) =>
        evidence.IsOwnMachine() ? ListListeners(evidence, port) : Invariant($"ss -ltnp 'sport = :{port}'");

    /// <summary>The longest accept queue that the server's kernel allows: this machine's, or that of one of unknown system.</summary>
    public static string? ShowBacklogLimit(ConnectionEvidence evidence) => evidence.IsOwnMachine() ? evidence.Environment.Value?.OperatingSystem switch
    {
        // Windows has no such setting.
        OperatingSystemKind.Windows => null,
        OperatingSystemKind.MacOS => "sysctl kern.ipc.somaxconn",
        _ => "sysctl net.core.somaxconn",
    }
    : "sysctl net.core.somaxconn";

    public static string ShowFirewall(ConnectionEvidence evidence) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => "netsh advfirewall firewall show rule name=all",
        OperatingSystemKind.MacOS => "sudo pfctl -s rules",
        _ => "sudo nft list ruleset",
    };

    public static string ShowAddresses(ConnectionEvidence evidence) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => "ipconfig",
        OperatingSystemKind.MacOS => "ifconfig",
        _ => "ip -brief address",
    };

    public static string ShowRoutes(ConnectionEvidence evidence) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => "route print",
        OperatingSystemKind.MacOS => "netstat -rn",
        _ => "ip route; ip -6 route",
    };

    /// <summary>How far packets come on the way to an address.</summary>
    public static string TracePath(ConnectionEvidence evidence, System.Net.IPAddress? address) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => $"tracert -d {address}",
        OperatingSystemKind.MacOS => $"traceroute -n {address}",
        _ => $"tracepath -n {address}",
    };

    /// <summary>One ping; macOS has a program of its own for IPv6.</summary>
    public static string Ping(ConnectionEvidence evidence, System.Net.IPAddress address) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => $"ping -n 1 {address}",
        OperatingSystemKind.MacOS when address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 => $"ping6 -c 1 {address}",
        _ => $"ping -c 1 {address}",
    };

    public static string ShowHostsEntry(ConnectionEvidence evidence, HostsEntry entry) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => $"notepad {entry.File}",
        _ => Invariant($"sed -n {entry.Line}p {entry.File}"),
    };

    public static string LookUp(ConnectionEvidence evidence, string host) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => $"nslookup {host}",
        _ => $"dig +short {host} A {host} AAAA",
    };

    /// <summary>The same question with and without validation (dig(1), +cd: checking disabled; macOS has dig, Windows Resolve-DnsName).</summary>
    public static string CheckSignatures(ConnectionEvidence evidence, string host) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => $"powershell -Command \"Resolve-DnsName {host} -DnssecOk; Resolve-DnsName {host} -DnssecCd\"",
        _ => $"dig {host} +dnssec; dig {host} +cd",
    };

    /// <summary>Which name servers are configured.</summary>
    public static string ShowNameServers(ConnectionEvidence evidence) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => "ipconfig /all",
        // macOS has a resolv.conf too, and says in it that most programs do not read it.
        OperatingSystemKind.MacOS => "scutil --dns",
        _ => "cat /etc/resolv.conf",
    };

    public static string ShowClock(ConnectionEvidence evidence) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => "w32tm /query /status",
        _ => "date -u",
    };

    /// <summary>More local ports for connections: 55536 of them.</summary>
    public static string WidenLocalPorts(ConnectionEvidence evidence) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => "netsh int ipv4 set dynamicport tcp start=10000 num=55536",
        OperatingSystemKind.MacOS => "sudo sysctl net.inet.ip.portrange.first=10000",
        _ => "sudo sysctl net.ipv4.ip_local_port_range='10000 65535'",
    };

    /// <summary>How many descriptors a process may have; on Windows, which has no such limit, who holds the most handles.</summary>
    public static string ShowDescriptorLimit(ConnectionEvidence evidence) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => "powershell -Command \"Get-Process | Sort-Object Handles -Descending | Select-Object -First 10\"",
        _ => "ulimit -n",
    };

    /// <summary>Asks whoever is responsible for names under .local.</summary>
    public static string ResolveLocal(ConnectionEvidence evidence, string host) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => $"ping {host}",
        OperatingSystemKind.MacOS => $"dns-sd -G v4v6 {host}",
        _ => $"avahi-resolve --name {host}",
    };

    /// <summary>The certificates that the server sends. OpenSSL's client is at hand everywhere but on Windows, where curl shows them too.</summary>
    public static string ShowCertificates(ConnectionEvidence evidence)
    {
        (string host, int port) = (evidence.Target.Host, evidence.Target.Port);
        bool isAddress = System.Net.IPAddress.TryParse(host, out System.Net.IPAddress? address);
        string place = isAddress ? new System.Net.IPEndPoint(address!, port).ToString() : Invariant($"{host}:{port}");
        return evidence.Environment.Value?.OperatingSystem switch
        {
            OperatingSystemKind.Windows => $"curl.exe -k -s -o NUL -w \"%{{certs}}\" https://{place}/",
            // SNI carries names only (RFC 6066, section 3). macOS' openssl is LibreSSL: it sends none unless told, and does not know -noservername.
            OperatingSystemKind.MacOS when isAddress => $"openssl s_client -connect {place} -showcerts </dev/null",
            _ when isAddress => $"openssl s_client -connect {place} -noservername -showcerts </dev/null",
            _ => $"openssl s_client -connect {place} -servername {host} -showcerts </dev/null",
        };
    }

    /// <summary>The same handshake for the sake of a name that the server hardly has: what it answers is not the point, but that it does.</summary>
    public static string ShowCertificatesOfOtherName(ConnectionEvidence evidence)
    {
        (string host, int port) = (evidence.Target.Host, evidence.Target.Port);
        string place = System.Net.IPAddress.TryParse(host, out System.Net.IPAddress? address) ? new System.Net.IPEndPoint(address, port).ToString() : Invariant($"{host}:{port}");
        return evidence.Environment.Value?.OperatingSystem == OperatingSystemKind.Windows
            ? $"curl.exe -v -k --connect-to example.org:443:{place} https://example.org/"
            : $"openssl s_client -connect {place} -servername example.org </dev/null";
    }

    public static string ShowProxies(ConnectionEvidence evidence) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => "set | findstr /i proxy & netsh winhttp show proxy",
        OperatingSystemKind.MacOS => "env | grep -i proxy; scutil --proxy",
        _ => "env | grep -i proxy",
    };

    /// <summary>The same way through the proxy, told in every step.</summary>
    public static string AskThroughProxy(ConnectionEvidence evidence, ProxySetting proxy, string url) => $"{Curl(evidence)} -v -x {proxy} {url}";

    /// <summary>The same way without any proxy.</summary>
    public static string AskWithoutProxy(ConnectionEvidence evidence, string url) => $"{Curl(evidence)} -v --noproxy \"*\" {url}";

    /// <summary>The target asked in HTTP/2, with TLS or with prior knowledge (RFC 9113, section 3.3).</summary>
    public static string AskInHttp2(ConnectionEvidence evidence) =>
        $"{Curl(evidence)} -v {(evidence.Target.UsesTls ? "--http2" : "--http2-prior-knowledge")} {evidence.Target.Text}";

    private static string Curl(ConnectionEvidence evidence) => evidence.Environment.Value?.OperatingSystem == OperatingSystemKind.Windows ? "curl.exe" : "curl";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
