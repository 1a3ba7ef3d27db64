using ConnectionDiagnostics.Knowledge;

namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>The cloud's own firewall was not opened for the port.</summary>
internal sealed class CloudSecurityGroup : ICatalogueRule
{
    public CauseCode Code => CauseCode.CloudSecurityGroup;

    public IReadOnlyList<ErrorMessage> ErrorMessages => KnownErrors.TimedOut;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.Timeout || evidence.Connect.Value is not { ConnectedAddress: null } || OwnerOf.Cloud(evidence) is not { } cloud)
        {
            return;
        }

        CloudFirewall? firewall = CloudFirewalls.Of(cloud.Id);
        (string, object?)[] values =
        [
            ("cloud", cloud.Name), ("port", evidence.Target.Port), ("address", evidence.FirstFailure()?.Address), ("name", evidence.Host.Value?.ReverseName),
            ("firewall", firewall?.Name ?? "firewall"), ("where", firewall?.Where), ("silent", evidence.SilentPorts()), ("ports", evidence.LivingPorts().Describe()),
        ];
        scales.Consider(Prior.Usual, Message.Of("cloud-security-group.summary", values));
        scales.For(Strength.Medium, Message.Of(
            evidence.Host.Value?.ReverseName is not null ? "cloud-security-group.reason.name" : "cloud-security-group.reason.address", values));
        if (evidence.SilentPorts().Length > 0)
        {
            scales.For(Strength.Weak, Message.Of("cloud-security-group.reason.default-deny", values));
        }
        else if (evidence.OnlyDialledPortIsSilent())
        {
            scales.Against(Strength.Strong, Message.Of("cloud-security-group.reason.open", values));
        }

        if (evidence.FirstHopSeesOnlyOthers() is not null)
        {
            scales.Against(Strength.Strong, Message.Of(
                "server-backlog-full.reason.first-hop", ("endpoint", evidence.EndPoint()), ("router", evidence.FirstHopSeesOnlyOthers()!.Expired())));
        }

        scales.Remedy(
            RemedyActor.Server, Message.Of(firewall?.Where is null ? "cloud-security-group.remedy" : "cloud-security-group.remedy.where", values));
        scales.SeparateFrom(
            CauseCode.ServerFirewall, RemedyActor.Server, Message.Of("cloud-security-group.next", values), $"sudo tcpdump -ni any tcp port {evidence.Target.Port}");
    }
}
