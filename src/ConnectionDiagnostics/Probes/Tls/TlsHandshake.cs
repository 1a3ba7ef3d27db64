using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ConnectionDiagnostics.Probes.Tls;

/// <summary>One TLS handshake as a client makes it. Validation is completed and recorded, and never ends the handshake.</summary>
internal sealed class TlsHandshake : IAsyncDisposable
{
    private const int MaxCertificates = 8;
    private const int CloseNotify = 0;

    private readonly RecordingStream _recording;
    private readonly SslStream _ssl;
    private readonly string _serverName;
    private SslPolicyErrors _policyErrors;
    private bool _isValid;
    private IReadOnlyList<string> _chainProblems = [];
    private IReadOnlyList<CertificateEvidence> _certificates = [];
    private IReadOnlyList<string> _offered = [];
    private bool _certificateRequested;

    /// <param name="stream">The plain connection; left open.</param>
    /// <param name="serverName">The name to ask for and to validate against.</param>
    /// <param name="limit">How much is read; by default as much as a handshake can take.</param>
    public TlsHandshake(Stream stream, string serverName, int limit = RecordingStream.MaxRead)
    {
        _serverName = serverName;
        _recording = new RecordingStream(stream, limit);
        _ssl = new SslStream(_recording, leaveInnerStreamOpen: false);
    }

    /// <summary>The stream inside TLS, once the handshake has completed.</summary>
    public Stream Stream => _ssl;

    /// <param name="applicationProtocols">What to offer (ALPN).</param>
    /// <param name="deadline">When to give up.</param>
    /// <param name="versions">What to offer; by default what the system offers.</param>
    public async Task<TlsEvidence> RunAsync(
        IReadOnlyList<SslApplicationProtocol> applicationProtocols, Deadline deadline, SslProtocols versions = SslProtocols.None)
    {
        _offered = [.. applicationProtocols.Select(protocol => protocol.ToString())];
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = _serverName,
            EnabledSslProtocols = versions,
            RemoteCertificateValidationCallback = Record,
            LocalCertificateSelectionCallback = NoteRequest,
            ApplicationProtocols = [.. applicationProtocols],
            // No third party is contacted: neither for revocation nor for missing intermediates.
            CertificateChainPolicy = new X509ChainPolicy
            {
                RevocationMode = X509RevocationMode.NoCheck,
                DisableCertificateDownloads = true,
            },
        };
        try
        {
            await _ssl.AuthenticateAsClientAsync(options, deadline.Token).ConfigureAwait(false);
            return DescribeCompleted(_isValid ? TlsResult.Succeeded : TlsResult.CertificateInvalid);
        }
        catch (OperationCanceledException) when (deadline.Token.IsCancellationRequested)
        {
            return Describe(ResultOfFailure(timedOut: true, null), null);
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            return Describe(ResultOfFailure(timedOut: false, exception), exception);
        }
    }

    /// <summary>
    /// Waits for what the server says to a client without a certificate. In TLS 1.3 the client has finished before the server has looked at
    /// its certificate (RFC 8446, section 4.4.2.4): the alert comes only afterwards, to whoever reads.
    /// </summary>
    /// <param name="completed">What was seen of the handshake.</param>
    /// <param name="mayRead">Whether nobody else is to read what the server says inside TLS.</param>
    /// <param name="deadline">How long to wait; a server that says nothing is content.</param>
    public async Task<TlsEvidence> AwaitVerdictAsync(TlsEvidence completed, bool mayRead, Deadline deadline)
    {
        try
        {
            // Into no buffer: it ends when there is something to read, and takes nothing away.
            await _ssl.ReadAsync(Memory<byte>.Empty, deadline.Token).ConfigureAwait(false);
            bool closed = mayRead && await _ssl.ReadAsync(new byte[1], deadline.Token).ConfigureAwait(false) == 0;
            return closed ? completed with { Result = TlsResult.ClosedMidway } : completed;
        }
        catch (OperationCanceledException)
        {
            return completed;
        }
        catch (Exception exception) when (IsFailure(exception))
        {
            return TlsErrors.AlertIn(exception) is { } alert and not CloseNotify
                ? completed with { Result = TlsResult.Alert, Alert = alert, Error = TlsErrors.Describe(exception) }
                : completed with { Result = TlsResult.ClosedMidway, Error = TlsErrors.Describe(exception) };
        }
    }

    public async ValueTask DisposeAsync() => await _ssl.DisposeAsync().ConfigureAwait(false);

    private static bool IsFailure(Exception exception) => exception is AuthenticationException or IOException or SocketException
        or CryptographicException or InvalidOperationException or ArgumentException or NotSupportedException;

    private TlsResult ResultOfFailure(bool timedOut, Exception? exception)
    {
        ReadOnlySpan<byte> first = _recording.FirstBytes.Span;
        if (first.IsEmpty)
        {
            return timedOut ? TlsResult.Silent : TlsResult.Closed;
        }

        if (TlsRecord.ReadAlert(first) is not null)
        {
            return TlsResult.Alert;
        }

        if (!TlsRecord.IsServerHello(first) && !TlsRecord.IsHandshakePrefix(first))
        {
            return TlsResult.NotTls;
        }

        return AlertIn(exception) is not null ? TlsResult.Alert
            : timedOut ? TlsResult.TimedOutMidway
            : _recording.PeerClosed ? TlsResult.ClosedMidway
            : TlsResult.Failed;
    }

    /// <summary>The alert of the peer. One that only says goodbye is no more than a close.</summary>
    private int? AlertIn(Exception? exception) =>
        (_recording.Alert ?? (exception is null ? null : TlsErrors.AlertIn(exception))) is { } alert and not CloseNotify ? alert : null;

    private TlsEvidence DescribeCompleted(TlsResult result) => Describe(result, null) with
    {
        Alert = null,
        Version = _ssl.SslProtocol.ToString(),
        CipherSuite = _ssl.NegotiatedCipherSuite.ToString(),
        ApplicationProtocol = _ssl.NegotiatedApplicationProtocol is { Protocol.Length: > 0 } protocol ? protocol.ToString() : null,
    };

    private TlsEvidence Describe(TlsResult result, Exception? exception) => new()
    {
        Result = result,
        ServerName = _serverName,
        OfferedProtocols = _offered,
        HelloVersion = TlsRecord.ReadHelloVersion(_recording.FirstBytes.Span),
        Alert = TlsRecord.ReadAlert(_recording.FirstBytes.Span) ?? AlertIn(exception),
        ClientCertificateRequested = _certificateRequested,
        Certificates = _certificates,
        NameMatches = _certificates.Count > 0 ? !_policyErrors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) : null,
        ChainProblems = _chainProblems,
        Error = exception is null ? null : TlsErrors.Describe(exception),
        FirstBytes = _recording.FirstBytes,
    };

    private bool Record(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _policyErrors = errors;
        _isValid = errors == SslPolicyErrors.None;
        if (chain is not null)
        {
            _chainProblems = [.. chain.ChainStatus.Select(status => status.Status).Where(status => status != X509ChainStatusFlags.NoError)
                .Select(status => status.ToString()).Distinct().Order(StringComparer.Ordinal)];
        }

        if (certificate is X509Certificate2 leaf)
        {
            // The built chain may hold certificates of this machine's store; what the server sent is in ExtraStore.
            IEnumerable<X509Certificate2> sent = chain?.ChainPolicy.ExtraStore ?? Enumerable.Empty<X509Certificate2>();
            _certificates = [.. sent.Where(other => !other.RawDataMemory.Span.SequenceEqual(leaf.RawDataMemory.Span))
                .Prepend(leaf).Take(MaxCertificates).Select(CertificateReader.Read)];
        }

        return true;
    }

    /// <summary>Called once before the handshake, and again with the server's certificate when the server asks for the client's.</summary>
    private X509Certificate NoteRequest(
        object sender, string targetHost, X509CertificateCollection localCertificates, X509Certificate? remoteCertificate, string[] acceptableIssuers)
    {
        _certificateRequested |= remoteCertificate is not null || acceptableIssuers.Length > 0;
        return null!;
    }
}
