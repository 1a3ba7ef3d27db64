using System.Net.Sockets;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>A filter on the client drops or rejects the connection.</summary>
internal sealed class ClientFirewall : ICatalogueRule
{
    public CauseCode Code => CauseCode.ClientFirewall;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("System.Net.Sockets.SocketException (1): Operation not permitted"),
        KnownErrors.DotNet("System.Net.Sockets.SocketException (13): Permission denied"),
        KnownErrors.DotNet("System.Net.Sockets.SocketException (10013): An attempt was made to access a socket in a way forbidden by its access permissions."),
        KnownErrors.Curl("Immediate connect fail for …: Operation not permitted"),
        KnownErrors.Curl("Immediate connect fail for …: Permission denied"),
        KnownErrors.Chrome("net::ERR_NETWORK_ACCESS_DENIED"),
        KnownErrors.Node("Error: connect EPERM …"),
        KnownErrors.Node("Error: connect EACCES …"),
        KnownErrors.Java("java.net.SocketException: Operation not permitted"),
        KnownErrors.Java("java.net.BindException: Permission denied"),
        .. KnownErrors.Refused,
        .. KnownErrors.TimedOut,
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        // On one's own machine client and server share their filters: server-firewall tells it.
        if (evidence.Connect.Value is not { ConnectedAddress: null } || (evidence.IsOwnMachine() && scales.Outcome != ConnectionOutcome.BlockedLocally)
            || scales.Outcome is not (ConnectionOutcome.BlockedLocally or ConnectionOutcome.Timeout or ConnectionOutcome.Refused or ConnectionOutcome.Unreachable))
        {
            return;
        }

        (string, object?)[] values = [("endpoint", evidence.EndPoint()), ("address", evidence.FirstFailure()?.Address), ("port", evidence.Target.Port)];
        if (evidence.Attempts().Select(attempt => FilterOf(attempt, evidence)).FirstOrDefault(icmp => icmp is not null) is { } sent)
        {
            WeighIcmp(sent, values, evidence, scales);
        }
        else if (scales.Outcome == ConnectionOutcome.BlockedLocally)
        {
            scales.Consider(Prior.Usual, Message.Of("client-firewall.summary.denied", values));
            scales.For(Strength.Medium, Message.Of("client-firewall.reason.denied", ("error", evidence.FirstFailure() is { } failure ? ErrorNames.Of(failure.Error) : null)));
        }
        else if (scales.Outcome == ConnectionOutcome.Timeout)
        {
            WeighSilence(values, evidence, scales);
        }

        scales.Remedy(RemedyActor.Client, Message.Of("client-firewall.remedy", values), Commands.ShowFirewall(evidence));
    }

    private static void WeighIcmp(IcmpError sent, (string, object?)[] values, ConnectionEvidence evidence, CauseScales scales)
    {
        (string, object?)[] details = [.. values, ("icmp", sent), ("sender", sent.Sender)];
        if (evidence.Attempts().All(attempt => FilterOf(attempt, evidence) is not null))
        {
            scales.Confirm(Message.Of("client-firewall.summary.icmp", details), Message.Of("client-firewall.reason.icmp", details));
        }
        else
        {
            scales.Consider(Prior.Usual, Message.Of("client-firewall.summary.icmp", details));
            scales.For(Strength.Strong, Message.Of("client-firewall.reason.icmp", details));
        }
    }

    private static void WeighSilence((string, object?)[] values, ConnectionEvidence evidence, CauseScales scales)
    {
        PathEvidence? path = evidence.Path.Value;
        bool left = path?.Hops.Any(hop => hop.Expired() is { } router && !evidence.IsOwnAddress(router)) == true;
        ConnectAttempt? control = evidence.FirstHopSeesOnlyOthers();
        if ((left || evidence.Connect.Value!.SendFailures == 0) && evidence.DiscardsWhatArrives())
        {
            scales.Consider(Prior.Common, Message.Of("client-firewall.summary.input", values));
            scales.For(Strength.Medium, Message.Of("client-firewall.reason.input", [.. values, ("count", evidence.Connect.Value!.Undelivered)]));
        }
        else if (left)
        {
            scales.RuleOut(Message.Of("client-firewall.ruled-out.left", [.. values, ("router", path!.Hops.Select(hop => hop.Expired()).First(router => router is not null))]));
        }
        else if (path?.LocalSend == SocketError.AccessDenied)
        {
            scales.Consider(Prior.Usual, Message.Of("client-firewall.summary.silent", values));
            scales.For(Strength.Strong, Message.Of("client-firewall.reason.datagram", values));
        }
        else if (evidence.Connect.Value!.SendFailures > 0)
        {
            scales.Consider(Prior.Usual, Message.Of("client-firewall.summary.silent", values));
            scales.For(Strength.Strong, Message.Of("client-firewall.reason.counter", [.. values, ("count", evidence.Connect.Value.SendFailures)]));
        }
        else if (evidence.Connect.Value.SendFailures == 0 && evidence.Attempts().Any(attempt => attempt.SynsSent > 1))
        {
            // What is sent is not dropped here; of what arrives nothing is known, so that it is neither named nor ruled out.
            return;
        }
        else if (control is not null)
        {
            scales.Consider(Prior.Usual, Message.Of("client-firewall.summary.silent", values));
            scales.For(
                Strength.Strong,
                Message.Of("client-firewall.reason.first-hop", [.. values, ("other", new System.Net.IPEndPoint(control.Address, control.Port)), ("router", control.Expired())]));
        }
        else
        {
            scales.Consider(Prior.Rare, Message.Of("client-firewall.summary.silent", values));
        }

        scales.SeparateFrom(
            CauseCode.ServerFirewall, RemedyActor.Client, Message.Of("client-firewall.next", values), Commands.ShowFirewall(evidence));
    }

    private static IcmpError? FilterOf(ConnectAttempt attempt, ConnectionEvidence evidence) =>
        attempt.IcmpErrors?.FirstOrDefault(icmp => evidence.IsOwnAddress(icmp.Sender) && !IsNeighbourFailure(icmp));

    /// <summary>Our own kernel says "host unreachable" (3/1, in ICMPv6 1/3) when nobody on the link answers for the address: no filter.</summary>
    private static bool IsNeighbourFailure(IcmpError icmp) =>
        icmp is { IsIPv6: false, Type: 3, Code: 1 } or { IsIPv6: true, Type: 1, Code: 3 };
}
