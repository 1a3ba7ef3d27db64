using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>Client and server have no TLS version in common.</summary>
internal sealed class TlsVersionMismatch : ICauseRule
{
    public CauseCode Code => CauseCode.TlsVersionMismatch;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        // RFC 8446, section 6.2: protocol_version is sent for a version that is not supported, and for nothing else.
        if (evidence.Tls.Value is { Result: TlsResult.Alert, Alert: TlsAlerts.ProtocolVersion })
        {
            scales.Confirm(
                Message.Of("tls-version-mismatch.summary", ("endpoint", evidence.EndPoint())), Message.Of("tls-version-mismatch.reason"));
            scales.Remedy(RemedyActor.Server, Message.Of("tls-version-mismatch.remedy"));
        }
    }
}
