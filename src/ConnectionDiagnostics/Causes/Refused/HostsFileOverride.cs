namespace ConnectionDiagnostics.Causes.Refused;

/// <summary>The hosts file decides, and DNS says otherwise.</summary>
internal sealed class HostsFileOverride : ICatalogueRule
{
    public CauseCode Code => CauseCode.HostsFileOverride;

    public IReadOnlyList<ErrorMessage> ErrorMessages => [.. KnownErrors.Refused, .. KnownErrors.TimedOut];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome is not (ConnectionOutcome.Refused or ConnectionOutcome.Timeout or ConnectionOutcome.Unreachable)
            || evidence.Connect.Value is not { ConnectedAddress: null } || evidence.HostsEntryInForce() is not { } entry)
        {
            return;
        }

        (string, object?)[] values =
        [
            ("host", evidence.Target.Host), ("address", entry.Address), ("file", entry.File), ("line", entry.Line), ("others", evidence.OtherAddresses()),
            ("working", evidence.WorkingAlternate()?.Address), ("port", evidence.Target.Port),
        ];
        if (!evidence.NameServersContradict())
        {
            if (evidence.Names.Value!.NameServers.Any(answer => answer.Addresses.Contains(entry.Address)))
            {
                scales.RuleOut(Message.Of("hosts-file-override.ruled-out", values));
            }

            return;
        }

        scales.Consider(Prior.Common, Message.Of("hosts-file-override.summary", values));
        scales.For(Strength.Medium, Message.Of("hosts-file-override.reason.dns", values));
        if (evidence.WorkingAlternate() is not null)
        {
            scales.For(Strength.Strong, Message.Of("hosts-file-override.reason.works", values));
        }

        scales.Remedy(RemedyActor.Client, Message.Of("hosts-file-override.remedy", values), Commands.ShowHostsEntry(evidence, entry));
    }
}
