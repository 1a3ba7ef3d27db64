namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>The server does not exist or is not running.</summary>
internal sealed class HostDown : ICauseRule
{
    public CauseCode Code => CauseCode.HostDown;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Connect.Value is not { } connect)
        {
            return;
        }

        (string, object?)[] values = [("address", evidence.FirstFailure()?.Address), ("endpoint", evidence.EndPoint())];
        if (evidence.IsOwnMachine())
        {
            if (connect.ConnectedAddress is null)
            {
                scales.RuleOut(Message.Of("host-down.ruled-out.own", values));
            }
        }
        else if (connect.ConnectedAddress is null && scales.Outcome is ConnectionOutcome.Timeout or ConnectionOutcome.Unreachable)
        {
            WeighSilence(evidence, values, scales);
        }
    }

    private static void WeighSilence(ConnectionEvidence evidence, (string, object?)[] values, CauseScales scales)
    {
        scales.Consider(Prior.Common, Message.Of("host-down.summary", values));
        if (evidence.IcmpErrors().FirstOrDefault(icmp => icmp is { IsIPv6: false, Type: 3, Code: 1 } or { IsIPv6: true, Type: 1, Code: 3 }) is { } sent)
        {
            string reason = evidence.IsOwnAddress(sent.Sender) ? "host-down.reason.neighbour" : "host-down.reason.router";
            scales.For(Strength.Strong, Message.Of(reason, [.. values, ("icmp", sent), ("sender", sent.Sender)]));
        }

        scales.Remedy(RemedyActor.Server, Message.Of("host-down.remedy", values));
    }
}
