namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>All scenarios, by section.</summary>
internal static class LabScenarios
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        .. Healthy.All,
        .. Refused.All,
        .. WrongPort.All,
        .. WrongHost.All,
        .. NamesThatMislead.All,
        .. Cdn.All,
        .. NotListening.All,
        .. Containers.All,
        .. ClientProxies.All,
        .. TimedOut.All,
        .. AddressNotAvailable.All,
        .. LocalPorts.All,
        .. BadInput.All,
        .. BrokenMachine.All,
    ];
}
