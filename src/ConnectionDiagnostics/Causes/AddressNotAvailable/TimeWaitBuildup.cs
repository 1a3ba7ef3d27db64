using System.Net.Sockets;

namespace ConnectionDiagnostics.Causes.AddressNotAvailable;

/// <summary>The local ports are held by TIME_WAIT after many short connections.</summary>
internal sealed class TimeWaitBuildup : ICatalogueRule
{
    public CauseCode Code => CauseCode.TimeWaitBuildup;

    public IReadOnlyList<ErrorMessage> ErrorMessages => KnownErrors.NoLocalPort;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.AddressNotAvailable || evidence.LocalPorts.Value is not { Connections: { } connections } ports
            || evidence.Attempts().Any(attempt => attempt is { FailedAtBind: true, Error: not SocketError.AddressAlreadyInUse }))
        {
            return;
        }

        long total = connections.Sum(state => (long)state.Count);
        int waiting = connections.FirstOrDefault(state => state.State == ConnectionState.TimeWait)?.Count ?? 0;
        if (total == 0 || waiting * 2 < total)
        {
            if (total > 0)
            {
                scales.RuleOut(Message.Of("time-wait-buildup.ruled-out", ("count", waiting), ("total", total)));
            }

            return;
        }

        (string, object?)[] values = [("endpoint", ports.Destination), ("count", waiting), ("total", total), ("usable", ports.UsablePorts)];
        if (ports.AreUsedUp())
        {
            scales.Confirm(Message.Of("time-wait-buildup.summary", values), Message.Of("time-wait-buildup.reason", values));
        }
        else
        {
            scales.Consider(Prior.Usual, Message.Of("time-wait-buildup.summary", values));
            scales.For(Strength.Medium, Message.Of("time-wait-buildup.reason", values));
        }

        scales.Remedy(RemedyActor.Client, Message.Of("time-wait-buildup.remedy.reuse"));
        if (evidence.Environment.Value?.OperatingSystem is not (OperatingSystemKind.Windows or OperatingSystemKind.MacOS))
        {
            scales.Remedy(RemedyActor.Client, Message.Of("time-wait-buildup.remedy.tw-reuse"), "sudo sysctl net.ipv4.tcp_tw_reuse=1");
        }

        scales.Remedy(RemedyActor.Client, Message.Of("ephemeral-ports-exhausted.remedy.widen"), Commands.WidenLocalPorts(evidence));
    }
}
