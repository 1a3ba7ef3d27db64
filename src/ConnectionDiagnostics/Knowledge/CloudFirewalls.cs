namespace ConnectionDiagnostics.Knowledge;

/// <summary>What the clouds call their packet filter. General knowledge as of 2026-08; consoles move their menus more often than they rename the thing.</summary>
internal static class CloudFirewalls
{
    /// <summary>By the provider's id; <see langword="null"/> when not known: then "the provider's firewall" is all that can be said.</summary>
    public static CloudFirewall? Of(string provider) => provider switch
    {
        // Light-weight servers have a simpler one, called firewall, in all three: Lightsail, Simple Application Server, Lighthouse.
        "aws" => new("security group", "EC2 > Network & Security > Security Groups", "安全组"),
        "alibaba" => new("security group", "ECS > Network & Security > Security Groups", "安全组"),
        "tencent" => new("security group", "CVM > Security Groups", "安全组"),

        "azure" => new("network security group", "Virtual machine > Networking > Network settings", "网络安全组"),
        "digitalocean" => new("Cloud Firewall", "Networking > Firewalls"),
        "google" => new("VPC firewall rules", "VPC network > Firewall", "VPC 防火墙规则"),
        // Of its cloud; a dedicated server has its own in Robot.
        "hetzner" => new("Firewall", "Firewalls"),
        "huawei" => new("security group", "VPC > Access Control > Security Groups", "安全组"),
        "ionos" => new("firewall policies", "Network > Firewall Policies"),
        "linode" => new("Cloud Firewall", "Firewalls"),
        "navercloud" => new("ACG (Access Control Group)"),
        "nhncloud" => new("security groups", "Network > Security Groups"),
        // Either may let a packet in.
        "oracle" => new("security list or network security group", "Networking > Virtual cloud networks > Security", "安全列表"),
        "ovh" => new("Edge Network Firewall", "Network > Public IP Addresses"),
        "scaleway" => new("security group", "Instances > Security groups"),
        "vultr" => new("Vultr Firewall", "Network > Firewall"),
        _ => null,
    };
}
