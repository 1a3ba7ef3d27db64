using System.Net.Sockets;

namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>The server does not exist or is not running.</summary>
internal sealed class HostDown : ICatalogueRule
{
    public CauseCode Code => CauseCode.HostDown;

    public IReadOnlyList<ErrorMessage> ErrorMessages => [.. KnownErrors.TimedOut, .. KnownErrors.HostUnreachable];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Connect.Value is not { ConnectedAddress: null })
        {
            return;
        }

        if (evidence.ForwardedToNobody() is { } forwarded)
        {
            (string, object?)[] values = [("address", forwarded.Address), ("port", forwarded.Port), ("duration", forwarded.Duration), ("endpoint", evidence.EndPoint())];
            scales.Consider(Prior.Common, Message.Of("host-down.summary.forwarded", values));
            scales.For(Strength.Medium, Message.Of("host-down.reason.forwarded", values));
            scales.Remedy(RemedyActor.Server, Message.Of("host-down.remedy.forwarded", values));
        }
        else if (evidence.IsOwnMachine())
        {
            scales.RuleOut(Message.Of("host-down.ruled-out.own", ("address", evidence.FirstFailure()?.Address)));
        }
        else if (scales.Outcome is ConnectionOutcome.Timeout or ConnectionOutcome.Unreachable)
        {
            WeighSilence(evidence, scales);
        }
    }

    private static void WeighSilence(ConnectionEvidence evidence, CauseScales scales)
    {
        (string, object?)[] values = [("address", evidence.FirstFailure()?.Address), ("endpoint", evidence.EndPoint())];
        if (evidence.LivingPorts() is { Count: > 0 } living)
        {
            scales.RuleOut(Message.Of("host-down.ruled-out.port", [.. values, ("ports", living.Describe())]));
        }
        else if (evidence.AnswersPing())
        {
            scales.RuleOut(Message.Of("host-down.ruled-out.ping", values));
        }
        else if (evidence.AnsweredOnLink())
        {
            scales.RuleOut(Message.Of("host-down.ruled-out.link", values));
        }

        scales.Remedy(RemedyActor.Server, Message.Of("host-down.remedy", values));
        if (evidence.NobodyOnLink() is { } missing)
        {
            // ARP is asked and answered by the kernel, below every packet filter for IP; neighbour discovery is ICMPv6, which firewalls drop by mistake.
            (string, object?)[] link = [.. values, ("interface", missing.Interface)];
            if (missing.Address.AddressFamily == AddressFamily.InterNetwork && evidence.Attempts().All(attempt => attempt.Address.Equals(missing.Address)))
            {
                scales.Confirm(Message.Of("host-down.summary", values), Message.Of("host-down.reason.link", link));
                return;
            }

            scales.Consider(Prior.Common, Message.Of("host-down.summary", values));
            scales.For(Strength.Strong, Message.Of("host-down.reason.link", link));
            return;
        }

        scales.Consider(Prior.Common, Message.Of("host-down.summary", values));
        WeighErrors(evidence, values, scales);
    }

    private static void WeighErrors(ConnectionEvidence evidence, (string, object?)[] values, CauseScales scales)
    {
        foreach (ConnectAttempt attempt in evidence.Attempts())
        {
            if (attempt.IcmpErrors?.FirstOrDefault(icmp => icmp is { IsIPv6: false, Type: 3, Code: 1 } or { IsIPv6: true, Type: 1, Code: 3 }) is not { } sent)
            {
                continue;
            }

            (string, object?)[] details = [.. values, ("icmp", sent), ("sender", sent.Sender), ("duration", attempt.Duration)];
            if (!evidence.IsOwnAddress(sent.Sender))
            {
                scales.For(attempt.Duration >= HostReading.RouterHasAsked ? Strength.Strong : Strength.Weak, Message.Of("host-down.reason.router", details));
            }
            else if (evidence.RouteTo(attempt.Address) is { Gateway: not null })
            {
                scales.RuleOut(Message.Of("host-down.ruled-out.gateway", details));
            }
            else
            {
                scales.For(Strength.Strong, Message.Of("host-down.reason.neighbour", details));
            }

            return;
        }

        if (evidence.Host.Value is { Ports.Count: > 0 } host)
        {
            scales.For(Strength.Weak, Message.Of("host-down.reason.nothing-answers", [.. values, ("ports", host.Ports.Select(port => port.Attempt.Port).ToArray())]));
        }
    }
}
