namespace ConnectionDiagnostics.Lab.Network;

/// <summary>
/// The addresses of the lab's usual nodes. The client sits in a private network, as clients do. The servers have addresses that look
/// public, because private and documentation addresses are causes of their own; nothing sent to them leaves the lab.
/// </summary>
internal static class LabAddress
{
    public const string Client = "192.168.77.2";

    public const string Client6 = "2e00:77::2";

    public const string Router = "192.168.77.1";

    public const string Router6 = "2e00:77::1";

    /// <summary>A node on the client's own subnet.</summary>
    public const string Peer = "192.168.77.20";

    public const string Peer6 = "2e00:77::20";

    /// <summary>Nobody has it; on the client's own subnet.</summary>
    public const string AbsentPeer = "192.168.77.99";

    public const string Server = "11.22.33.44";

    public const string Server6 = "2e00:2233::44";

    public const string SecondServer = "11.22.33.55";

    public const string SecondServer6 = "2e00:2233::55";

    /// <summary>Nobody has it; on the servers' subnet.</summary>
    public const string AbsentServer = "11.22.33.99";

    public const string AbsentServer6 = "2e00:2233::99";

    /// <summary>A server that clouds and CDNs would have: in ranges that they publish.</summary>
    public const string AwsServer = "52.28.10.44";

    public const string AzureServer = "20.50.10.44";

    public const string AlibabaServer = "47.91.10.44";

    public const string CloudflareServer = "104.16.10.44";

    /// <summary>A server in a company's private network.</summary>
    public const string CompanyServer = "10.30.0.44";

    public const string AbsentCompanyServer = "10.30.0.99";
}
