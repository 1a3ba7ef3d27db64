using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Causes.Refused;

/// <summary>The server listens, but on an address or address family other than the one dialled.</summary>
internal sealed class BoundToOtherAddress : ICatalogueRule
{
    public CauseCode Code => CauseCode.BoundToOtherAddress;

    public IReadOnlyList<ErrorMessage> ErrorMessages => KnownErrors.Refused;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.Refused || evidence.RefusedByReset() is null)
        {
            return;
        }

        if (!evidence.IsOwnMachine() || (evidence.ListenersOnPort() is { Count: 0 } && evidence.MayBeForwarded()))
        {
            // Nothing that is seen from afar speaks for or against it: it stays beside server-not-listening, after it.
            scales.Consider(Prior.Uncommon, Message.Of("bound-to-other-address.summary.remote", ("endpoint", evidence.EndPoint())));
            AddServerRemedy(evidence, scales);
            return;
        }

        switch (evidence.ListenersOnPort())
        {
            case { Count: 0 }:
                scales.RuleOut(Message.Of("bound-to-other-address.ruled-out.none", ("port", evidence.Target.Port)));
                break;
            case { } listeners when evidence.IsServedHere(listeners) == false:
                WeighHere(evidence, listeners, scales);
                break;
        }
    }

    private static void WeighHere(ConnectionEvidence evidence, IReadOnlyList<Listener> listeners, CauseScales scales)
    {
        ConnectAttempt attempt = evidence.RefusedByReset()!;
        Listener listener = listeners[0];
        IPEndPoint reachable = listener.ReachableBeside(attempt.Address);
        bool otherFamily = listeners.All(other => other.Address.AddressFamily != attempt.Address.AddressFamily)
            && (listener.Address.Equals(IPAddress.Any) || listener.Address.Equals(IPAddress.IPv6Any));
        (string, object?)[] values =
        [
            ("bound", listeners.Select(other => new IPEndPoint(other.Address, other.Port).ToString()).ToArray()),
            ("dialled", attempt.Address), ("port", evidence.Target.Port), ("listeners", listeners.Describe()),
            ("target", evidence.TargetAt(reachable)),
            ("family", listener.Address.AddressFamily == AddressFamily.InterNetworkV6 ? "IPv6" : "IPv4"),
        ];
        var summary = Message.Of(otherFamily ? "bound-to-other-address.summary.family" : "bound-to-other-address.summary.here", values);
        var reason = Message.Of("bound-to-other-address.reason.table", values);
        if (evidence.AnotherProgramOnPort())
        {
            scales.Consider(Prior.Uncommon, summary);
            scales.Against(Strength.Weak, Message.Of("bound-to-other-address.reason.other-protocol", [.. values, ("protocol", evidence.ProtocolName())]));
        }
        else if (evidence.MayBeForwarded() || evidence.IsLedByHostsFileAlone() || (evidence.Target.Protocol is not null && evidence.Neighbours.Value?.Ports.Any(port => port.ServesTarget) != true))
        {
            // It may have been a container that refused, the service that is meant may be on another machine, and a listener that has not answered
            // in the client's own language may be another program.
            scales.Consider(Prior.Usual, summary);
            scales.For(Strength.Strong, reason);
        }
        else
        {
            scales.Confirm(summary, reason);
        }

        AddServerRemedy(evidence, scales);
        scales.Remedy(RemedyActor.Client, Message.Of("bound-to-other-address.remedy.client", values));
    }

    private static void AddServerRemedy(ConnectionEvidence evidence, CauseScales scales) =>
        scales.Remedy(
            RemedyActor.Server, Message.Of("bound-to-other-address.remedy.server", ("port", evidence.Target.Port)),
            Commands.ListListenersOnServer(evidence, evidence.Target.Port));
}
