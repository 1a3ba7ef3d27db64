namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>The address can be nobody's, or nobody's that is meant.</summary>
internal static class WrongHost
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("wrong-host-broadcast")
        {
            Built = "the broadcast address of the client's own subnet",
            Target = "192.168.77.255:8080",
            Truth = [Observe.Output("client", "ip route get 192.168.77.255", "broadcast")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.WrongHost),
        },
        new LabScenario("wrong-host-multicast")
        {
            Built = "a multicast group",
            Target = "239.1.2.3:8080",
            Truth = [Observe.Output("client", "ip route get 239.1.2.3", "multicast")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.WrongHost),
        },
        new LabScenario("class-e-address")
        {
            Built = "an address of 240.0.0.0/4, for which the router has no route",
            Target = "240.0.0.7:8080",
            Truth = [Observe.Output("client", "ip route get 240.0.0.7", "via"), Observe.NoRoute("router", "240.0.0.7")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.WrongHost),
        },
    ];
}
