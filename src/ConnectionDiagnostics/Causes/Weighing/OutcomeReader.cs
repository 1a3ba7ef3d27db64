using System.Net.Sockets;
using ConnectionDiagnostics.Failures;

namespace ConnectionDiagnostics.Causes.Weighing;

/// <summary>Reads from the evidence what happened: the last stage that was reached decides.</summary>
internal static class OutcomeReader
{
    /// <summary>Before a silence, after what a server says.</summary>
    private const int RankOfRoutersWord = 3;

    public static ConnectionOutcome Read(ConnectionEvidence evidence)
    {
        if (evidence.Target.Problem is not null)
        {
            return ConnectionOutcome.InvalidTarget;
        }

        if (evidence.Connect.Reason == FactReason.Forbidden)
        {
            return ConnectionOutcome.BlockedLocally;
        }

        if (evidence.GoesThroughProxy())
        {
            return evidence.GotThroughProxy() ? OfPath(evidence.PathOfInterest())
                // The target's own fault, seen both ways.
                : evidence.BothWaysRefused() ? ReadDirect(evidence)
                : ConnectionOutcome.ProxyFailed;
        }

        return OfPath(evidence);
    }

    /// <summary>What would have happened without the proxy.</summary>
    public static ConnectionOutcome ReadDirect(ConnectionEvidence evidence) => OfPath(evidence.DirectPath());

    private static ConnectionOutcome OfPath(ConnectionEvidence evidence)
    {
        if (evidence.Names is { IsMeasured: true, Value: { Addresses.Count: 0 } names })
        {
            return names.Error is SocketError.TooManyOpenSockets ? ConnectionOutcome.ResourceExhausted : ConnectionOutcome.NameResolutionFailed;
        }

        if (evidence.Connect is { IsMeasured: true, Value: var connect } && connect.ConnectedAddress is null)
        {
            return OfAttempts(connect.Attempts, evidence);
        }

        if (evidence.Tls.IsMeasured && evidence.Tls.Value.Result != TlsResult.Succeeded)
        {
            return OfTls(evidence.Tls.Value, evidence.Detected());
        }

        if (evidence.Protocol.IsMeasured)
        {
            return OfProtocol(evidence, evidence.Protocol.Value);
        }

        if (evidence.Connect.Value?.ConnectedAddress is null)
        {
            // Not even the connect was measured: all there is is what the caller saw, or that the time was up.
            return evidence.Reported is { Outcome: not ConnectionOutcome.Unknown } reported ? reported.Outcome
                : evidence.Settings.Depth == DiagnosisDepth.Passive ? ConnectionOutcome.Unknown
                : ConnectionOutcome.Timeout;
        }

        // Accepted is all that tcp needs; a scheme that needs more and was cut short by the deadline has not got it.
        bool isCutShort = (evidence.Target.UsesTls && !evidence.Tls.IsMeasured)
            || (evidence.Target.Protocol is not null && evidence.Protocol.State == FactState.NotMeasured);
        return isCutShort ? ConnectionOutcome.Timeout : ConnectionOutcome.Connected;
    }

    /// <summary>Several addresses may fail in several ways: the answer that says most about the server wins over silence.</summary>
    private static ConnectionOutcome OfAttempts(IReadOnlyList<ConnectAttempt> attempts, ConnectionEvidence evidence)
    {
        ConnectionOutcome worst = ConnectionOutcome.Unknown;
        int best = int.MaxValue;
        foreach (ConnectAttempt attempt in attempts)
        {
            if (attempt.Error == SocketError.InProgress && attempts.Any(other => other.Error != SocketError.InProgress))
            {
                // Nobody waited for it any longer: another attempt had the answer.
                continue;
            }

            // A socket that met itself on loopback has found nobody: as good as refused.
            ConnectionOutcome outcome = attempt switch
            {
                { SelfConnected: true } => ConnectionOutcome.Refused,
                // Linux says "permission denied" for the ICMPv6 error "administratively prohibited", whoever sent it.
                { Error: SocketError.AccessDenied, IcmpErrors: [var icmp, ..] } when !evidence.IsOwnAddress(icmp.Sender) => ConnectionOutcome.Unreachable,
                { FailedAtBind: true, Error: not SocketError.AccessDenied } => ConnectionOutcome.AddressNotAvailable,
                _ => FailureTable.OutcomeOf(attempt.Error, attempt.NativeErrorCode),
            };
            // "Unreachable" from a router is an answer; this machine's own word is none.
            bool isRoutersWord = outcome == ConnectionOutcome.Unreachable && attempt.IcmpErrors is [var first, ..] && !evidence.IsOwnAddress(first.Sender);
            int rank = isRoutersWord ? RankOfRoutersWord : Rank(outcome);
            if (rank < best)
            {
                (worst, best) = (outcome, rank);
            }
        }

        // EINVAL and the like: a blackhole route, a link-local address without its zone. No packet gets out.
        return worst == ConnectionOutcome.Unknown ? ConnectionOutcome.Unreachable : worst;
    }

    /// <summary>What a server says comes before what this machine says of itself: IPv6 that is switched off is no news beside a refusal.</summary>
    private static int Rank(ConnectionOutcome outcome) => outcome switch
    {
        ConnectionOutcome.Refused => 0,
        ConnectionOutcome.Reset => 1,
        ConnectionOutcome.ResourceExhausted => 2,
        ConnectionOutcome.Timeout => 4,
        ConnectionOutcome.BlockedLocally => 5,
        ConnectionOutcome.AddressNotAvailable => 6,
        ConnectionOutcome.Unreachable => 7,
        _ => 8,
    };

    private static ConnectionOutcome OfTls(TlsEvidence tls, string? detected) => tls.Result switch
    {
        TlsResult.NotTls => ConnectionOutcome.ProtocolMismatch,
        // No protocol in common (RFC 7301, section 3.2), and with h2 offered the handshake succeeds: the server speaks HTTP/2 alone.
        TlsResult.Alert when detected == WireProtocol.Http2 => ConnectionOutcome.ProtocolMismatch,
        TlsResult.CertificateInvalid or TlsResult.Alert or TlsResult.ClosedMidway or TlsResult.TimedOutMidway => ConnectionOutcome.TlsFailed,
        // Silence and a close say nothing of themselves; another probe may have shown what the server speaks.
        _ when detected is not null and not WireProtocol.Tls => ConnectionOutcome.ProtocolMismatch,
        TlsResult.Closed => ConnectionOutcome.Reset,
        TlsResult.Silent => ConnectionOutcome.Timeout,
        _ => ConnectionOutcome.TlsFailed,
    };

    private static ConnectionOutcome OfProtocol(ConnectionEvidence evidence, ProtocolEvidence protocol)
    {
        ProtocolExchange own = protocol.Own;
        if (own.Result == ExchangeResult.Answered && evidence.ServesTarget(own))
        {
            return ConnectionOutcome.Connected;
        }

        if (evidence.Target.Protocol is null && own.Result == ExchangeResult.Silent)
        {
            // It was only listened to, and it keeps the connection: that is all that tcp needs.
            return ConnectionOutcome.Connected;
        }

        // A server that is known to speak what the client speaks, and did not complete this answer, is no mismatch.
        bool isIncomplete = own.Result != ExchangeResult.Answered || own.IsCutOff;
        string? detected = evidence.Detected();
        bool isOnlyTls = own.InsideTls && detected == WireProtocol.Tls;
        if (isIncomplete && isOnlyTls && own.Result != ExchangeResult.Silent && evidence.Tls.Value is { ClientCertificateRequested: true })
        {
            // In TLS 1.3 the handshake is over for the client before the server has missed its certificate (RFC 8446, section 4.4.2.4).
            return ConnectionOutcome.TlsFailed;
        }

        if (isIncomplete && (detected is null || isOnlyTls || evidence.SpeaksTarget(detected)))
        {
            return own.Result is ExchangeResult.Closed or ExchangeResult.Reset || own.End == AnswerEnd.Closed ? ConnectionOutcome.Reset : ConnectionOutcome.Timeout;
        }

        return ConnectionOutcome.ProtocolMismatch;
    }
}
