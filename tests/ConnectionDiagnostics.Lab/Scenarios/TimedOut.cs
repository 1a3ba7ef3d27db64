namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>The section "Timed out or unreachable" of the causes, with filters that refuse.</summary>
internal static class TimedOut
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        .. TimedOutServerFirewall.All,
        .. TimedOutRejected.All,
        .. TimedOutCloud.All,
        .. TimedOutControlPanel.All,
        .. TimedOutHostDown.All,
        .. TimedOutPrivateAddress.All,
        .. TimedOutBacklog.All,
        .. TimedOutNoNetwork.All,
        .. TimedOutNoRoute.All,
        .. TimedOutClientFirewall.All,
        .. TimedOutPathMtu.All,
        .. TimedOutConnectionFiltered.All,
        .. TimedOutSomeAddresses.All,
    ];
}
