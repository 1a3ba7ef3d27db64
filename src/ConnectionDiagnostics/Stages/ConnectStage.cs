using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Stages;

internal static class ConnectStage
{
    public static StageLine Tell(ConnectionEvidence evidence)
    {
        if (evidence.Proxy.Value is { } proxy)
        {
            return TellWithProxy(evidence, proxy);
        }

        if (evidence.Connect.Value is not { } connect)
        {
            return StageLine.NotMeasured(evidence.Connect);
        }

        Message[] lines = [.. connect.Attempts.GroupBy(attempt => attempt.Address).Select(address => Describe(Merge([.. address]))), .. TellSurroundings(evidence)];
        var all = Message.Of("stage.connect.attempts", ("attempts", lines));
        if (connect.ConnectedAddress is null)
        {
            return StageLine.Failed(all);
        }

        bool someFailed = connect.Attempts.GroupBy(attempt => attempt.Address)
            .Any(address => !address.Any(attempt => attempt.Connected) && address.Any(attempt => attempt.Error != SocketError.InProgress));
        return someFailed ? StageLine.Warned(all) : StageLine.Passed(all);
    }

    /// <summary>The way through the proxy first: it is the one that counts.</summary>
    private static StageLine TellWithProxy(ConnectionEvidence evidence, ProxyEvidence proxy)
    {
        ConnectAttempt[][] direct = [.. evidence.Attempts().GroupBy(attempt => attempt.Address).Select(address => address.ToArray())];
        Message[] lines = [ProxyLine.Of(evidence, proxy), .. direct.Select(address => Message.Of("stage.connect.direct", ("attempt", Describe(Merge(address)))))];
        var all = Message.Of("stage.connect.attempts", ("attempts", lines));
        return !evidence.GotThroughProxy() ? StageLine.Failed(all)
            : evidence.Connect.Value?.ConnectedAddress is null ? StageLine.Warned(all)
            : StageLine.Passed(all);
    }

    /// <summary>One line an address: the attempt that was answered, or all of them as one silence.</summary>
    private static ConnectAttempt Merge(ConnectAttempt[] attempts)
    {
        ConnectAttempt shown = Array.Find(attempts, attempt => attempt.Connected)
            ?? Array.Find(attempts, attempt => attempt.Error is not (SocketError.TimedOut or SocketError.InProgress))
            ?? attempts[0];
        return shown.Error == SocketError.TimedOut ? shown with { SynsSent = (int?)Math.Min(int.MaxValue, attempts.Sum(attempt => (long?)attempt.SynsSent) ?? 0) } : shown;
    }

    private static IEnumerable<Message> TellSurroundings(ConnectionEvidence evidence)
    {
        if (evidence.Host.Value is { } host)
        {
            if (host.Ports.Count > 0)
            {
                yield return Message.Of("stage.connect.host", ("ports", host.Ports.Describe()));
            }

            if (host.Ping.Value is { } ping)
            {
                yield return Message.Of(ping.Answered ? "stage.connect.ping" : "stage.connect.no-ping", ("duration", ping.RoundTripTime));
            }

            foreach (ConnectAttempt alternate in host.Alternates.Where(attempt => attempt.Connected))
            {
                yield return Message.Of("stage.connect.alternate", ("endpoint", new IPEndPoint(alternate.Address, alternate.Port)));
            }
        }

        if (evidence.AnsweredByFirstHop() is not null)
        {
            yield return Message.Of("stage.connect.first-hop");
        }
        else if (evidence.LastHop() is { } hop)
        {
            yield return Message.Of("stage.connect.path", ("hops", hop.TimeToLive), ("router", hop.Expired()));
        }

        if (evidence.ContainerHost.Value is { Attempt: { Connected: true } gateway })
        {
            yield return Message.Of("stage.connect.container-host", ("endpoint", new IPEndPoint(gateway.Address, gateway.Port)));
        }
    }

    public static Message Describe(ConnectAttempt attempt)
    {
        var endPoint = new IPEndPoint(attempt.Address, attempt.Port);
        IcmpError? icmp = attempt.IcmpErrors is [var first, ..] ? first : null;
        string id = attempt switch
        {
            { SelfConnected: true } => "stage.connect.self",
            { Error: SocketError.Success } => "stage.connect.accepted",
            { Error: SocketError.InProgress } => "stage.connect.not-awaited",
            { FailedAtBind: true } => "stage.connect.bind-failed",
            { Error: SocketError.ConnectionRefused } when icmp is not null => "stage.connect.refused-by-icmp",
            { Error: SocketError.ConnectionRefused } => "stage.connect.refused",
            { Error: SocketError.TimedOut, SynsSent: not null } => "stage.connect.timed-out",
            { Error: SocketError.TimedOut } => "stage.connect.timed-out-uncounted",
            _ when icmp is not null => "stage.connect.failed-by-icmp",
            _ => "stage.connect.failed",
        };
        return Message.Of(
            id,
            ("endpoint", endPoint),
            ("duration", attempt.RoundTripTime ?? attempt.Duration),
            ("error", ErrorNames.Of(attempt.Error)),
            ("syns", attempt.SynsSent),
            ("icmp", icmp?.ToString()),
            ("sender", icmp?.Sender));
    }
}
