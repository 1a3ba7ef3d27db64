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

    private readonly RecordingStream _recording;
    private readonly SslStream _ssl;
    private readonly string _serverName;
    private SslPolicyErrors _policyErrors;
    private IReadOnlyList<string> _chainProblems = [];
    private IReadOnlyList<CertificateEvidence> _certificates = [];

    /// <param name="stream">The plain connection; left open.</param>
    /// <param name="serverName">The name to ask for and to validate against.</param>
    public TlsHandshake(Stream stream, string serverName)
    {
        _serverName = serverName;
        _recording = new RecordingStream(stream);
        _ssl = new SslStream(_recording, leaveInnerStreamOpen: false);
    }

    /// <summary>The stream inside TLS, once the handshake has completed.</summary>
    public Stream Stream => _ssl;

    public async Task<TlsEvidence> RunAsync(IReadOnlyList<SslApplicationProtocol> applicationProtocols, Deadline deadline)
    {
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = _serverName,
            RemoteCertificateValidationCallback = Record,
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
            return Describe(_policyErrors == SslPolicyErrors.None ? TlsResult.Succeeded : TlsResult.CertificateInvalid, null) with
            {
                Version = _ssl.SslProtocol.ToString(),
                CipherSuite = _ssl.NegotiatedCipherSuite.ToString(),
                ApplicationProtocol = _ssl.NegotiatedApplicationProtocol is { Protocol.Length: > 0 } protocol ? protocol.ToString() : null,
            };
        }
        catch (OperationCanceledException) when (deadline.Token.IsCancellationRequested)
        {
            return Describe(ResultOfFailure(timedOut: true), null);
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException or SocketException or CryptographicException
            or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            return Describe(ResultOfFailure(timedOut: false), Innermost(exception).Message);
        }
    }

    public async ValueTask DisposeAsync() => await _ssl.DisposeAsync().ConfigureAwait(false);

    private TlsResult ResultOfFailure(bool timedOut)
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

        return timedOut ? TlsResult.TimedOutMidway : _recording.PeerClosed ? TlsResult.ClosedMidway : TlsResult.Failed;
    }

    private TlsEvidence Describe(TlsResult result, string? error) => new()
    {
        Result = result,
        ServerName = _serverName,
        Alert = TlsRecord.ReadAlert(_recording.FirstBytes.Span),
        Certificates = _certificates,
        NameMatches = _certificates.Count > 0 ? !_policyErrors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) : null,
        ChainProblems = _chainProblems,
        Error = error,
        FirstBytes = _recording.FirstBytes,
    };

    private bool Record(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _policyErrors = errors;
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

    private static Exception Innermost(Exception exception)
    {
        while (exception.InnerException is { } inner)
        {
            exception = inner;
        }

        return exception;
    }
}
