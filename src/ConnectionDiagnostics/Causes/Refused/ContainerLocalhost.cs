using System.Net;

namespace ConnectionDiagnostics.Causes.Refused;

/// <summary>"localhost" inside a container, WSL or a VM means the container itself.</summary>
internal sealed class ContainerLocalhost : ICatalogueRule
{
    public CauseCode Code => CauseCode.ContainerLocalhost;

    public IReadOnlyList<ErrorMessage> ErrorMessages => KnownErrors.Refused;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        bool isAlone = evidence.Environment.Value is { InContainer: true } or { InSubsystemForLinux: true };
        if (scales.Outcome != ConnectionOutcome.Refused || !isAlone || !evidence.IsLoopback() || evidence.ListenersOnPort() is { Count: > 0 })
        {
            return;
        }

        (string, object?)[] values =
        [
            ("port", evidence.Target.Port), ("endpoint", evidence.EndPoint()), ("gateway", evidence.ContainerHost.Value?.Attempt.Address),
            ("target", evidence.ContainerHost.Value is { Attempt: var attempt } ? evidence.TargetAt(new IPEndPoint(attempt.Address, attempt.Port)) : null),
        ];
        scales.Consider(Prior.Common, Message.Of("container-localhost.summary", values));
        switch (evidence.ContainerHost.Value)
        {
            case { ServesTarget: false }:
                scales.Against(Strength.Medium, Message.Of("container-localhost.reason.other-protocol", [.. values, ("protocol", evidence.ProtocolName())]));
                break;
            case { Attempt.Connected: true }:
                scales.For(Strength.Strong, Message.Of("container-localhost.reason.gateway", values));
                scales.For(Strength.Medium, Message.Of("container-localhost.reason.empty", values));
                scales.Remedy(RemedyActor.Client, Message.Of("container-localhost.remedy.gateway", values));
                break;
            case not null:
                scales.Against(Strength.Weak, Message.Of("container-localhost.reason.no-gateway", values));
                break;
        }

        scales.Remedy(RemedyActor.Client, Message.Of("container-localhost.remedy.name", values));
    }
}
