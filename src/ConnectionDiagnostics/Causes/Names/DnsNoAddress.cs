using System.Net.Sockets;

namespace ConnectionDiagnostics.Causes.Names;

/// <summary>The name exists, but has no address.</summary>
internal sealed class DnsNoAddress : ICauseRule
{
    public CauseCode Code => CauseCode.DnsNoAddress;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.NameResolutionFailed || evidence.Names.Value is not { NeverExists: false } names)
        {
            return;
        }

        (string, object?)[] values = [("host", names.Host), ("servers", names.ServersThat(NameServerResult.NoAddress))];
        if (names.Answered().Any() && names.Answered().All(answer => answer.Result == NameServerResult.NoAddress))
        {
            scales.Confirm(Message.Of("dns-no-address.summary", values), Message.Of("dns-no-address.reason", values));
        }
        else if (names.Answered().All(answer => answer.Result == NameServerResult.NoSuchName) && names.Answered().Any())
        {
            scales.RuleOut(Message.Of("dns-no-address.ruled-out", ("host", names.Host), ("servers", names.ServersThat(NameServerResult.NoSuchName))));
        }
        else if (names.Error is SocketError.HostNotFound or SocketError.NoData)
        {
            scales.Consider(Prior.Rare, Message.Of("dns-no-address.summary", values));
        }

        scales.Remedy(RemedyActor.Network, Message.Of("dns-no-address.remedy", values), Commands.LookUp(evidence, names.Host));
    }
}
