using System.Net;
using System.Net.Security;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Probes.Tls;

/// <summary>The TLS handshake of a TLS scheme, on the connection that the connect stage made.</summary>
internal sealed class TlsProbe : IStageProbe
{
    private const double TimeShare = 0.4;

    /// <summary>Short enough that a server which accepts and is silent has its verdict, with what other probes hear from it, within four seconds.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2.5);

    /// <summary>RFC 8446, section 6.2: no acceptable set of security parameters.</summary>
    private const int HandshakeFailure = 40;

    private const double AgainShare = 0.1;

    private static readonly TimeSpan AgainLimit = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan VerdictLimit = TimeSpan.FromMilliseconds(300);

    /// <summary>A WebSocket client speaks HTTP/1.1 (RFC 6455); offering h2 would let the server choose what the client cannot speak.</summary>
    private static readonly SslApplicationProtocol[] Http1 = [SslApplicationProtocol.Http11];

    private static readonly SslApplicationProtocol[] Http2 = [SslApplicationProtocol.Http2];

    public Stage Stage => Stage.Tls;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence with { Tls = Fact<TlsEvidence>.NotMeasured(reason) };

    public async Task<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        if (session.Stream is not { } stream)
        {
            return evidence with { Tls = Fact<TlsEvidence>.Skipped(FactReason.EarlierStageFailed) };
        }

        if (!session.Target.UsesTls)
        {
            return evidence with { Tls = Fact<TlsEvidence>.Skipped(FactReason.NotNeeded) };
        }

        using Deadline deadline = session.StartDeadline(session.Share(TimeShare, Limit), cancellationToken);
        var handshake = new TlsHandshake(stream, session.Target.Host.TrimEnd('.'));
        TimeSpan start = session.Elapsed;
        TlsEvidence seen = await handshake.RunAsync(ApplicationProtocols(session.Target), deadline).ConfigureAwait(false);
        if (seen is { ClientCertificateRequested: true, Result: TlsResult.Succeeded or TlsResult.CertificateInvalid })
        {
            // A handshake takes two round trips or more: its time again is enough for a verdict.
            TimeSpan patience = session.Elapsed - start + VerdictLimit;
            using Deadline verdict = session.StartDeadline(patience < Limit ? patience : Limit, cancellationToken);
            seen = await handshake.AwaitVerdictAsync(seen, mayRead: session.Target.SchemeInfo.Protocol is null, verdict).ConfigureAwait(false);
        }

        session.Stream = handshake.Stream;
        if (seen is { Result: TlsResult.Alert, Alert: HandshakeFailure, ClientCertificateRequested: false } && evidence.Connect.Value?.ConnectedAddress is { } address)
        {
            // Systems still offer TLS 1.0 and 1.1 with ciphers that nobody takes: a server that has nothing newer speaks of ciphers then.
            TlsEvidence? again = await FreshConnection.OfferNewVersionsAsync(
                new IPEndPoint(address, session.Target.Port), session.Share(AgainShare, AgainLimit), session, cancellationToken).ConfigureAwait(false);
            seen = seen with { AlertToNewVersions = again?.Alert };
        }

        return evidence with { Tls = Fact<TlsEvidence>.Measured(seen) };
    }

    public static IReadOnlyList<SslApplicationProtocol> ApplicationProtocols(ConnectionTarget target) => target.SchemeInfo.SendsPath ? Http1 : [];

    /// <summary>What is offered for a question of its own: HTTP/2 where that is asked, otherwise as the target's client does.</summary>
    public static IReadOnlyList<SslApplicationProtocol> ApplicationProtocols(ConnectionTarget target, string? spoken) =>
        spoken == WireProtocol.Http2 ? Http2 : ApplicationProtocols(target);
}
