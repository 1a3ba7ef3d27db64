using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>Client and server have no TLS version in common.</summary>
internal sealed class TlsVersionMismatch : ICatalogueRule
{
    /// <summary>The number of TLS 1.2; all later versions show it as well (RFC 8446, section 4.1.3).</summary>
    private const int Tls12 = 0x0303;

    public CauseCode Code => CauseCode.TlsVersionMismatch;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("The client and server cannot communicate, because they do not possess a common algorithm."),
        KnownErrors.DotNet("SSL routines::tlsv1 alert protocol version"),
        KnownErrors.DotNet("SSL routines::unsupported protocol"),
        KnownErrors.Curl("curl: (35) … tlsv1 alert protocol version"),
        KnownErrors.Curl("curl: (35) … unsupported protocol"),
        KnownErrors.Chrome("net::ERR_SSL_VERSION_OR_CIPHER_MISMATCH"),
        KnownErrors.Firefox("SSL_ERROR_UNSUPPORTED_VERSION"),
        KnownErrors.Firefox("SSL_ERROR_PROTOCOL_VERSION_ALERT"),
        KnownErrors.Node("ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION"),
        KnownErrors.Node("ERR_SSL_UNSUPPORTED_PROTOCOL"),
        KnownErrors.Java("javax.net.ssl.SSLHandshakeException: Received fatal alert: protocol_version"),
        KnownErrors.Java("is not accepted by client preferences"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Tls.Value is not { } tls)
        {
            return;
        }

        (string, object?)[] values = [("endpoint", evidence.EndPoint()), ("version", NameOf(tls.HelloVersion)), ("error", tls.Error)];

        // RFC 8446, section 6.2: protocol_version is sent for a version that is not supported, and for nothing else.
        if (tls is { Result: TlsResult.Alert, Alert: TlsAlerts.ProtocolVersion })
        {
            scales.Confirm(Message.Of("tls-version-mismatch.summary", values), Message.Of("tls-version-mismatch.reason"));
        }
        else if (IsToldBySecondHello(tls))
        {
            scales.Confirm(Message.Of("tls-version-mismatch.summary", values), Message.Of("tls-version-mismatch.reason.again"));
        }
        else if (tls is { Result: TlsResult.Failed or TlsResult.ClosedMidway, HelloVersion: < Tls12, Version: null })
        {
            // The server chose a version below all that today's systems offer, and then this side ended it.
            scales.Consider(Prior.Usual, Message.Of("tls-version-mismatch.summary.old", values));
            scales.For(Strength.Strong, Message.Of("tls-version-mismatch.reason.hello", values));
        }
        else
        {
            return;
        }

        scales.Remedy(RemedyActor.Server, Message.Of("tls-version-mismatch.remedy"));
    }

    /// <summary>Whether the server, which first spoke of ciphers, named the version when it was offered new ones only.</summary>
    public static bool IsToldBySecondHello(TlsEvidence tls) => tls is { Result: TlsResult.Alert, AlertToNewVersions: TlsAlerts.ProtocolVersion };

    private static string? NameOf(int? version) => version switch
    {
        0x0300 => "SSL 3.0",
        0x0301 => "TLS 1.0",
        0x0302 => "TLS 1.1",
        _ => null,
    };
}
