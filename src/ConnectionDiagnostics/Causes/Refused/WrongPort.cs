namespace ConnectionDiagnostics.Causes.Refused;

/// <summary>The service is on another port.</summary>
internal sealed class WrongPort : ICatalogueRule
{
    public CauseCode Code => CauseCode.WrongPort;

    public IReadOnlyList<ErrorMessage> ErrorMessages => [.. KnownErrors.Refused, .. KnownErrors.InvalidAnswer];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome is not (ConnectionOutcome.Refused or ConnectionOutcome.Timeout) || evidence.Connect.Value is not { ConnectedAddress: null })
        {
            return;
        }

        if (evidence.OtherPorts().FirstOrDefault(port => port.ServesTarget) is { } served)
        {
            WeighFoundElsewhere(evidence, served.Attempt.Port, scales);
        }
        else if (evidence.RefusedByReset() is null)
        {
            return;
        }
        else if (evidence.Neighbours.Value?.Ports.FirstOrDefault(port => port.ServesTarget && port.EndPoint.Port != evidence.Target.Port) is { } found)
        {
            WeighFound(evidence, found, scales);
        }
        else if (evidence.Neighbours.Value?.Ports.FirstOrDefault(port => port.ServesWithoutTls && port.EndPoint.Port != evidence.Target.Port) is { } plain)
        {
            WeighFoundWithoutTls(evidence, plain, scales);
        }
        else if (evidence.ListenersOnPort() is { Count: > 0 })
        {
            scales.RuleOut(Message.Of("wrong-port.ruled-out.listens", ("port", evidence.Target.Port)));
        }
        else if (evidence.Neighbours is { IsMeasured: true, Value.Ports.Count: 0 })
        {
            scales.RuleOut(Message.Of("wrong-port.ruled-out.no-other"));
        }
        else if (evidence.Neighbours.IsMeasured)
        {
            scales.RuleOut(Message.Of(
                "wrong-port.ruled-out.none-serves", ("protocol", evidence.ProtocolName()),
                ("ports", evidence.Neighbours.Value.Ports.Select(port => port.EndPoint.Port).ToArray())));
        }
        else if (!evidence.IsOwnMachine())
        {
            scales.Consider(Prior.Uncommon, Message.Of("wrong-port.summary.remote", ("target", evidence.Target.Text), ("port", evidence.Target.Port)));
            scales.Remedy(RemedyActor.Client, Message.Of("wrong-port.remedy.check", ("port", evidence.Target.Port)));
            if (AskedElsewhere(evidence) is { Length: > 0 } asked)
            {
                scales.Against(Strength.Weak, Message.Of("wrong-port.reason.usual-ports", ("protocol", evidence.ProtocolName()), ("ports", asked)));
            }
        }
    }

    /// <summary>The usual ports of the service, on which nobody serves it.</summary>
    private static int[] AskedElsewhere(ConnectionEvidence evidence) =>
        [.. evidence.OtherPorts().Where(port => port.Role == HostPortRole.UsualPort && port.Attempt.WasAnswered()).Select(port => port.Attempt.Port)];

    /// <summary>Another machine's port serves what the client wants.</summary>
    private static void WeighFoundElsewhere(ConnectionEvidence evidence, int found, CauseScales scales)
    {
        var endPoint = new System.Net.IPEndPoint(evidence.Host.Value!.Address, found);
        (string, object?)[] values =
        [
            ("port", evidence.Target.Port), ("found", found), ("protocol", evidence.ProtocolName()), ("target", evidence.TargetAtPort(found)), ("endpoint", endPoint),
        ];
        bool refused = scales.Outcome == ConnectionOutcome.Refused;
        scales.Consider(Prior.Common, Message.Of(refused ? "wrong-port.summary.found" : "wrong-port.summary.found-silent", values));
        // Behind a silent port the service may as well be on both.
        scales.For(
            IsFrontPage(evidence) ? Strength.Weak : !refused || evidence.Target.Protocol == WireProtocol.Http ? Strength.Medium : Strength.Strong,
            Message.Of("wrong-port.reason.serves-elsewhere", values));
        scales.Remedy(RemedyActor.Client, Message.Of("wrong-port.remedy.client", values));
        scales.SeparateFrom(
            refused ? CauseCode.ServerNotListening : CauseCode.ServerFirewall, RemedyActor.Server, Message.Of("wrong-port.next", values), Commands.ListListenersOnServer(evidence, found));
    }

    /// <summary>A front page says little: many machines have a web server beside the one that is meant.</summary>
    private static bool IsFrontPage(ConnectionEvidence evidence) => evidence.Target is { Protocol: WireProtocol.Http, Path: null or "" or "/" };

    private static void WeighFound(ConnectionEvidence evidence, NeighbourPort found, CauseScales scales)
    {
        (string, object?)[] values =
        [
            ("port", evidence.Target.Port), ("found", found.EndPoint.Port), ("protocol", evidence.ProtocolName()), ("process", found.Process),
            ("target", TargetAt(evidence, found.EndPoint)),
        ];
        bool isHttp = evidence.Target.Protocol == WireProtocol.Http;
        // A web application that calls another one serves HTTP itself: that says nothing of the other one's port.
        scales.Consider(isHttp && found.IsOwnProcess ? Prior.Uncommon : Prior.Common, Message.Of("wrong-port.summary.found", values));
        // Many machines run a second HTTP server, least of all the wanted one if it has no page to show; a second one of a rarer protocol is rarely there by chance.
        scales.For(
            !isHttp ? Strength.Strong : found.IsOwnProcess || found.Exchange.Http is { Status: >= 400 } ? Strength.Weak : Strength.Medium,
            Message.Of(found switch
            {
                { IsOwnProcess: true } => "wrong-port.reason.serves-own",
                { Process: null } => "wrong-port.reason.serves",
                _ => "wrong-port.reason.serves-process",
            }, values));
        scales.Remedy(RemedyActor.Client, Message.Of("wrong-port.remedy.client", values));
        scales.Remedy(RemedyActor.Server, Message.Of("wrong-port.remedy.server", values));
    }

    /// <summary>Another port serves what the client wants, but without TLS.</summary>
    private static void WeighFoundWithoutTls(ConnectionEvidence evidence, NeighbourPort found, CauseScales scales)
    {
        (string, object?)[] values =
        [
            ("port", evidence.Target.Port), ("found", found.EndPoint.Port), ("protocol", evidence.ProtocolName()),
            ("target", evidence.TargetAtPort(found.EndPoint.Port, WithoutTls(evidence.Target.Scheme))),
        ];
        scales.Consider(Prior.Common, Message.Of("wrong-port.summary.found-plain", values));
        scales.For(evidence.Target.Protocol == WireProtocol.Http ? Strength.Weak : Strength.Medium, Message.Of("wrong-port.reason.serves-plain", values));
        scales.Remedy(RemedyActor.Client, Message.Of("wrong-port.remedy.client", values));
        scales.Remedy(RemedyActor.Server, Message.Of("wrong-port.remedy.server-tls", values));
    }

    /// <summary>The scheme without its last letter: <c>rediss</c> is <c>redis</c> with TLS.</summary>
    private static string WithoutTls(string scheme) => scheme.EndsWith('s') ? scheme[..^1] : scheme;

    /// <summary>The host by its name where the name leads to what answers; the address where only that is known to.</summary>
    private static string TargetAt(ConnectionEvidence evidence, System.Net.IPEndPoint found) =>
        evidence.Attempts().Any(attempt => attempt.Address.Equals(found.Address)) ? evidence.TargetAtPort(found.Port) : evidence.TargetAt(found);
}
