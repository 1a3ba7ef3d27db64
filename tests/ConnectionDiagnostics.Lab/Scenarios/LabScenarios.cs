namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>All scenarios, by section.</summary>
internal static class LabScenarios
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        .. Healthy.All,
        .. Refused.All,
        .. TimedOut.All,
        .. AddressNotAvailable.All,
        .. BadInput.All,
        .. BrokenMachine.All,
    ];
}
