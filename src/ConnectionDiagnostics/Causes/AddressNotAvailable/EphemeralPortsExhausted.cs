using System.Net.Sockets;

namespace ConnectionDiagnostics.Causes.AddressNotAvailable;

/// <summary>No local port is left for this destination.</summary>
internal sealed class EphemeralPortsExhausted : ICatalogueRule
{
    public CauseCode Code => CauseCode.EphemeralPortsExhausted;

    public IReadOnlyList<ErrorMessage> ErrorMessages => KnownErrors.NoLocalPort;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome != ConnectionOutcome.AddressNotAvailable || evidence.LacksIPv6()
            || evidence.Attempts().Any(attempt => attempt is { FailedAtBind: true, Error: not SocketError.AddressAlreadyInUse }))
        {
            return;
        }

        LocalPortEvidence? ports = evidence.LocalPorts.Value;
        (string, object?)[] values =
        [
            ("endpoint", evidence.EndPoint()), ("first", ports?.FirstPort), ("last", ports?.LastPort), ("usable", ports?.UsablePorts), ("reserved", ports?.ReservedPorts),
            ("used", ports?.Connections?.Sum(state => (long)state.Count)), ("states", DescribeStates(ports)), ("owners", DescribeOwners(ports)),
        ];
        if (ports?.AreUsedUp() == true)
        {
            scales.Confirm(Message.Of("ephemeral-ports-exhausted.summary.used", values), Message.Of("ephemeral-ports-exhausted.reason.used", values));
            if (ports.Owners.Count > 0)
            {
                scales.For(Strength.Weak, Message.Of("ephemeral-ports-exhausted.reason.owners", values));
            }
        }
        else
        {
            scales.Consider(Prior.Usual, Message.Of("ephemeral-ports-exhausted.summary", values));
            scales.For(Strength.Medium, Message.Of("ephemeral-ports-exhausted.reason", values));
            if (ports is { Connections: { } connections, UsablePorts: { } usable } && connections.Sum(state => (long)state.Count) < usable / 2 && !evidence.FailedForPortAtBind())
            {
                scales.Against(Strength.Strong, Message.Of("ephemeral-ports-exhausted.reason.free", values));
            }
        }

        AddRemedies(evidence, ports, values, scales);
    }

    private static void AddRemedies(ConnectionEvidence evidence, LocalPortEvidence? ports, (string, object?)[] values, CauseScales scales)
    {
        // The peer has closed and the application has not: no setting helps against a leak.
        bool isLeak = ports?.Connections?.FirstOrDefault(state => state.State == ConnectionState.CloseWait)?.Count * 2 > ports?.Connections?.Sum(state => (long)state.Count);
        scales.Remedy(RemedyActor.Client, Message.Of(isLeak ? "ephemeral-ports-exhausted.remedy.leak" : "ephemeral-ports-exhausted.remedy.reuse", values));
        scales.Remedy(RemedyActor.Client, Message.Of("ephemeral-ports-exhausted.remedy.widen"), Commands.WidenLocalPorts(evidence));
    }

    private static string[] DescribeStates(LocalPortEvidence? ports) =>
        [.. (ports?.Connections ?? []).OrderByDescending(state => state.Count).Select(state => $"{state.Count} {state.State.ToKernelName()}")];

    private static string[] DescribeOwners(LocalPortEvidence? ports) => [.. (ports?.Owners ?? []).Select(owner => $"{owner.Process}: {owner.Connections}")];
}
