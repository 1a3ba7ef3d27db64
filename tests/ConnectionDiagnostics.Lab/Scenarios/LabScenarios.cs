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
        .. StaleNames.All,
        .. Cdn.All,
        .. NotListening.All,
        .. StoppedHere.All,
        .. BoundElsewhere.All,
        .. RefusedByFilter.All,
        .. Containers.All,
        .. PublishedPorts.All,
        .. ClientProxies.All,
        .. NotAProxy.All,
        .. TimedOut.All,
        .. AddressNotAvailable.All,
        .. LocalPorts.All,
        .. LocalAddresses.All,
        .. BadInput.All,
        .. BrokenMachine.All,
    ];
}
