using ConnectionDiagnostics.Knowledge;

namespace ConnectionDiagnostics.Causes.TimedOut;

/// <summary>A hosting panel on the server keeps the port shut.</summary>
internal sealed class ControlPanelFirewall : ICatalogueRule
{
    public CauseCode Code => CauseCode.ControlPanelFirewall;

    public IReadOnlyList<ErrorMessage> ErrorMessages => [.. KnownErrors.TimedOut, .. KnownErrors.Refused];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome is not (ConnectionOutcome.Timeout or ConnectionOutcome.Unreachable) || evidence.Connect.Value is not { ConnectedAddress: null }
            || evidence.OtherPorts().FirstOrDefault(port => port.ControlPanel is not null) is not { } found
            || Array.Find(ControlPanels.All, panel => panel.Id == found.ControlPanel) is not { } panel)
        {
            return;
        }

        (string, object?)[] values =
        [
            ("panel", panel.Name), ("panelPort", found.Attempt.Port), ("port", evidence.Target.Port), ("address", found.Attempt.Address), ("where", panel.Firewall),
        ];
        scales.Consider(Prior.Usual, Message.Of("control-panel-firewall.summary", values));
        scales.For(Strength.Strong, Message.Of("control-panel-firewall.reason", values));
        scales.Remedy(RemedyActor.Server, Message.Of(panel.Firewall is null ? "control-panel-firewall.remedy" : "control-panel-firewall.remedy.where", values));
        scales.SeparateFrom(
            CauseCode.ServerFirewall, RemedyActor.Server, Message.Of("control-panel-firewall.next", values), $"sudo nft list ruleset | grep {evidence.Target.Port}");
    }
}
