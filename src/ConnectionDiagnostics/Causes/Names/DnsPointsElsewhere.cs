using ConnectionDiagnostics.Knowledge;

namespace ConnectionDiagnostics.Causes.Names;

/// <summary>The name resolves to an address that is not the server's.</summary>
internal sealed class DnsPointsElsewhere : ICatalogueRule
{
    public CauseCode Code => CauseCode.DnsPointsElsewhere;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        .. KnownErrors.Refused,
        .. KnownErrors.TimedOut,
        KnownErrors.Chrome("net::ERR_CERT_COMMON_NAME_INVALID"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Names.Value is not { IsLiteral: false, Addresses: { Count: > 0 } addresses } names)
        {
            return;
        }

        if (evidence.Settings.ExpectedAddresses.Count > 0)
        {
            WeighExpected(names, addresses, evidence, scales);
        }
        else if (evidence.Connect.Value is { ConnectedAddress: null } && evidence.HostsEntryInForce() is null
            && scales.Outcome is ConnectionOutcome.Refused or ConnectionOutcome.Timeout or ConnectionOutcome.Unreachable)
        {
            WeighDisagreement(names, evidence, scales);
        }
    }

    private static void WeighExpected(NameEvidence names, IReadOnlyList<System.Net.IPAddress> addresses, ConnectionEvidence evidence, CauseScales scales)
    {
        (string, object?)[] values = [("host", names.Host), ("addresses", addresses), ("expected", evidence.Settings.ExpectedAddresses)];
        if (evidence.IsExpected(addresses))
        {
            if (scales.Outcome != ConnectionOutcome.Connected)
            {
                scales.RuleOut(Message.Of("dns-points-elsewhere.ruled-out", values));
            }

            return;
        }

        if (evidence.IsLedByHostsFileAlone() || addresses.All(address => FakeAddresses.Find(address) is not null))
        {
            // DNS was not asked, or proxy software answered in its place: hosts-file-override or client-proxy-interferes tells it.
            return;
        }

        if (scales.Outcome == ConnectionOutcome.Connected)
        {
            scales.Remark();
        }

        // That it is the wrong address says nothing of why the wrong address refuses.
        scales.ExplainNoOther();

        if (evidence.HostsEntryInForce() is not null && !names.NameServers.Any(answer => answer.Addresses.Intersect(addresses).Any()))
        {
            // What DNS says is not known.
            scales.Consider(Prior.Common, Message.Of("dns-points-elsewhere.summary", values));
            scales.For(Strength.Medium, Message.Of("dns-points-elsewhere.reason", values));
        }
        else
        {
            scales.Confirm(Message.Of("dns-points-elsewhere.summary", values), Message.Of("dns-points-elsewhere.reason", values));
        }

        scales.Remedy(RemedyActor.Network, Message.Of("dns-points-elsewhere.remedy.record", values), Commands.LookUp(evidence, names.Host));
    }

    /// <summary>Name servers that give other addresses are no proof (load is spread so, too), unless one of those addresses works.</summary>
    private static void WeighDisagreement(NameEvidence names, ConnectionEvidence evidence, CauseScales scales)
    {
        bool authorityDiffers = names.AuthoritativeElsewhere().Count > 0;
        if (evidence.OtherAddresses() is not { Count: > 0 } others)
        {
            if (!authorityDiffers)
            {
                return;
            }

            others = names.AuthoritativeElsewhere();
        }

        (string, object?)[] values =
        [
            ("host", names.Host), ("addresses", names.Addresses), ("others", others), ("working", evidence.WorkingAlternate()?.Address), ("port", evidence.Target.Port),
            ("answers", names.NameServers.Where(answer => answer.Addresses.Count > 0).Select(answer => $"{answer.Server.Address}: {string.Join(", ", answer.Addresses)}").ToArray()),
        ];
        bool serversDisagree = names.NameServers.Any(answer => answer.Addresses.Count > 0 && !answer.Addresses.Intersect(names.Addresses).Any());
        if (!serversDisagree && !authorityDiffers && evidence.WorkingAlternate() is null)
        {
            return;
        }

        scales.Consider(Prior.Uncommon, Message.Of("dns-points-elsewhere.summary.disagree", values));
        if (serversDisagree)
        {
            scales.For(Strength.Medium, Message.Of("dns-points-elsewhere.reason.disagree", values));
        }

        if (authorityDiffers)
        {
            // Load is spread by the responsible servers too; but then not every resolver has an address that none of them gives.
            TimeSpan? kept = names.NameServers.Where(answer => answer.Addresses.Count > 0).Select(answer => answer.TimeToLive).Max();
            scales.For(
                Strength.Medium,
                Message.Of(
                    kept is null ? "dns-points-elsewhere.reason.authority" : "dns-points-elsewhere.reason.authority-kept",
                    ("authorities", names.Authorities.Select(answer => answer.Server.Address).ToArray()), ("found", names.AuthoritativeElsewhere()),
                    ("seconds", kept?.TotalSeconds)));
        }

        if (evidence.WorkingAlternate() is not null)
        {
            scales.For(Strength.Strong, Message.Of("dns-points-elsewhere.reason.works", values));
        }

        scales.Remedy(RemedyActor.Network, Message.Of("dns-points-elsewhere.remedy.record", values), Commands.LookUp(evidence, names.Host));
    }
}
