using System.Net.Sockets;

namespace ConnectionDiagnostics.Causes.AddressNotAvailable;

/// <summary>No local port is left for this destination.</summary>
internal sealed class EphemeralPortsExhausted : ICauseRule
{
    public CauseCode Code => CauseCode.EphemeralPortsExhausted;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.AddressNotAvailable
            || evidence.Attempts().Any(attempt => attempt is { FailedAtBind: true, Error: SocketError.AddressNotAvailable }))
        {
            return;
        }

        (string, object?)[] values = [("endpoint", evidence.EndPoint())];
        scales.Consider(Prior.Usual, Message.Of("ephemeral-ports-exhausted.summary", values));
        scales.For(Strength.Medium, Message.Of("ephemeral-ports-exhausted.reason", values));
        scales.Remedy(RemedyActor.Client, Message.Of("ephemeral-ports-exhausted.remedy.reuse", values));
        scales.Remedy(RemedyActor.Client, Message.Of("ephemeral-ports-exhausted.remedy.widen"), "sysctl net.ipv4.ip_local_port_range");
    }
}
