using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>The section "Cannot assign requested address" of the causes.</summary>
internal static class AddressNotAvailable
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("ephemeral-ports-exhausted")
        {
            Built = "all 16 local ports hold connections to the target",
            Target = "http://11.22.33.44/",
            Build = async network =>
            {
                await network.Server.StartNginxAsync();
                await network.Client.SysctlAsync("net.ipv4.ip_local_port_range", "40000 40015");
                await network.Client.HoldConnectionsAsync("11.22.33.44", 80, 16);
            },
            Truth = [Observe.Connections("client", "established", "dst 11.22.33.44:80", 16), Observe.Answers("router", "11.22.33.44", 80)],
            Expected = Expectation.Decided(ConnectionOutcome.AddressNotAvailable, CauseCode.EphemeralPortsExhausted),
        },
    ];
}
