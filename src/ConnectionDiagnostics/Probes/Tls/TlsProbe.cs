using System.Net.Security;
using System.Net.Sockets;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Probes.Tls;

/// <summary>The TLS handshake of a TLS scheme, on the connection that the connect stage made.</summary>
internal sealed class TlsProbe : IStageProbe
{
    private const double TimeShare = 0.4;

    /// <summary>Short enough that a server which accepts and is silent has its verdict, with what other probes hear from it, within four seconds.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2.2);

    /// <summary>RFC 8446, section 6.2: no acceptable set of security parameters.</summary>
    private const int HandshakeFailure = 40;

    /// <summary>The alert no_application_protocol (RFC 7301, section 3.2).</summary>
    private const int NoApplicationProtocol = 120;

    /// <summary>HTTP/2 in ALPN (RFC 9113, section 3.1).</summary>
    public const string Http2Name = "h2";

    private const double AgainShare = 0.1;

    private static readonly TimeSpan AgainLimit = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan VerdictLimit = TimeSpan.FromMilliseconds(300);

    /// <summary>A WebSocket client speaks HTTP/1.1 (RFC 6455); offering h2 would let the server choose what the client cannot speak.</summary>
    private static readonly SslApplicationProtocol[] Http1 = [SslApplicationProtocol.Http11];

    private static readonly SslApplicationProtocol[] Http2 = [SslApplicationProtocol.Http2];

    public Stage Stage => Stage.Tls;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence with { Tls = Fact<TlsEvidence>.NotMeasured(reason) };

    public async ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
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
        var handshake = new TlsHandshake(stream, ServerName(session.Request));
        TimeSpan start = session.Elapsed;
        TlsEvidence seen = await handshake.RunAsync(ApplicationProtocols(session.Request), deadline).ConfigureAwait(false);
        if (seen is { ClientCertificateRequested: true, Result: TlsResult.Succeeded or TlsResult.CertificateInvalid })
        {
            // A handshake takes two round trips or more: its time again is enough for a verdict.
            TimeSpan patience = session.Elapsed - start + VerdictLimit;
            using Deadline verdict = session.StartDeadline(patience < Limit ? patience : Limit, cancellationToken);
            seen = await handshake.AwaitVerdictAsync(seen, mayRead: session.Target.SchemeInfo.Protocol is null, verdict).ConfigureAwait(false);
        }

        session.Stream = handshake.Stream;
        if (seen is { Result: TlsResult.Alert, Alert: HandshakeFailure, ClientCertificateRequested: false })
        {
            // Systems still offer TLS 1.0 and 1.1 with ciphers that nobody takes: a server that has nothing newer speaks of ciphers then.
            TlsEvidence? again = await FreshConnection.OfferNewVersionsAsync(
                FreshConnection.ServerOf(evidence, session.Target), session.Share(AgainShare, AgainLimit), session, cancellationToken).ConfigureAwait(false);
            seen = seen with { AlertToNewVersions = again?.Alert };
        }

        if (seen.Alert == NoApplicationProtocol && session.Target.SchemeInfo.Protocol == WireProtocol.Http && session.Request is { Exception: null, ApplicationProtocols: null })
        {
            seen = await OfferHttp2Async(evidence, session, cancellationToken).ConfigureAwait(false) ?? seen;
        }

        return evidence with { Tls = Fact<TlsEvidence>.Measured(seen) };
    }

    /// <summary>
    /// Browsers and curl offer HTTP/2 as well: to them a server that speaks nothing else works, and the later stages speak it. Who comes with a
    /// failure of its own is held to what its client offers.
    /// </summary>
    /// <returns>The second handshake, when it succeeded.</returns>
    private static async Task<TlsEvidence?> OfferHttp2Async(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        (Socket? socket, Stream? stream) = await FreshConnection.OpenAsync(FreshConnection.ServerOf(evidence, session.Target), session, cancellationToken).ConfigureAwait(false);
        if (socket is null || stream is null)
        {
            return null;
        }

        using Deadline deadline = session.StartDeadline(session.Share(AgainShare, AgainLimit), cancellationToken);
        var handshake = new TlsHandshake(stream, ServerName(session.Request));
        TlsEvidence seen = await handshake.RunAsync(Http2, deadline).ConfigureAwait(false);
        if (seen.ApplicationProtocol != Http2Name)
        {
            await handshake.DisposeAsync().ConfigureAwait(false);
            socket.Dispose();
            return null;
        }

        await session.ReplaceConnectionAsync(socket, handshake.Stream).ConfigureAwait(false);
        return seen;
    }

    /// <summary>The name to ask for, and to validate against.</summary>
    public static string ServerName(DiagnosisRequest request) => (request.TlsServerName ?? request.Target.Host).TrimEnd('.');

    public static IReadOnlyList<SslApplicationProtocol> ApplicationProtocols(DiagnosisRequest request) =>
        request.ApplicationProtocols ?? (request.Target.SchemeInfo.SendsPath ? Http1 : []);

    /// <summary>What is offered for a question of its own: HTTP/2 where that is asked, otherwise as the target's client does.</summary>
    public static IReadOnlyList<SslApplicationProtocol> ApplicationProtocols(DiagnosisRequest request, string? spoken) =>
        spoken == WireProtocol.Http2 ? Http2 : ApplicationProtocols(request);
}
