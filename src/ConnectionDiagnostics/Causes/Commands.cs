using System.Globalization;

namespace ConnectionDiagnostics.Causes;

/// <summary>Commands to paste, for the operating system at hand. Never translated; none of them changes anything.</summary>
internal static class Commands
{
    /// <summary>Who listens on a port of this machine.</summary>
    public static string ListListeners(ConnectionEvidence evidence, int port) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => Invariant($"netstat -ano | findstr :{port}"),
        OperatingSystemKind.MacOS => Invariant($"lsof -nP -iTCP:{port} -sTCP:LISTEN"),
        _ => Invariant($"ss -ltnp 'sport = :{port}'"),
    };

    /// <summary>Who listens on a port of a server of unknown system: most are Linux.</summary>
    public static string ListListenersOnServer(int port) => Invariant($"ss -ltnp 'sport = :{port}'");

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

    /// <summary>The same question with and without validation (dig(1), +cd: checking disabled).</summary>
    public static string CheckSignatures(string host) => $"dig {host} +dnssec; dig {host} +cd";

    /// <summary>Asks whoever is responsible for names under .local.</summary>
    public static string ResolveLocal(ConnectionEvidence evidence, string host) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => $"ping {host}",
        OperatingSystemKind.MacOS => $"dns-sd -G v4v6 {host}",
        _ => $"avahi-resolve --name {host}",
    };

    public static string ShowCertificates(string host, int port) =>
        // SNI carries names only (RFC 6066, section 3).
        System.Net.IPAddress.TryParse(host, out System.Net.IPAddress? address)
            ? Invariant($"openssl s_client -connect {new System.Net.IPEndPoint(address, port)} -noservername -showcerts </dev/null")
            : Invariant($"openssl s_client -connect {host}:{port} -servername {host} -showcerts </dev/null");

    public static string ShowProxies(ConnectionEvidence evidence) => evidence.Environment.Value?.OperatingSystem switch
    {
        OperatingSystemKind.Windows => "set | findstr /i proxy & netsh winhttp show proxy",
        OperatingSystemKind.MacOS => "env | grep -i proxy; scutil --proxy",
        _ => "env | grep -i proxy",
    };

    /// <summary>The same way through the proxy, told in every step.</summary>
    public static string AskThroughProxy(ProxySetting proxy, string url) => $"curl -v -x {proxy} {url}";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
