using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Stages;

internal static class ConnectStage
{
    public static StageLine Tell(ConnectionEvidence evidence)
    {
        if (evidence.Connect.Value is not { } connect)
        {
            return StageLine.NotMeasured(evidence.Connect);
        }

        Message[] lines = [.. connect.Attempts.Select(Describe)];
        var all = Message.Of("stage.connect.attempts", ("attempts", lines));
        if (connect.ConnectedAddress is null)
        {
            return StageLine.Failed(all);
        }

        bool someFailed = connect.Attempts.Any(attempt => !attempt.Connected && attempt.Error != SocketError.InProgress);
        return someFailed ? StageLine.Warned(all) : StageLine.Passed(all);
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
