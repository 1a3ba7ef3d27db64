using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>The address that the application binds to.</summary>
internal static class LocalAddresses
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("local-address-missing")
        {
            Built = "the application binds to an address that the client does not have",
            Target = "11.22.33.44:80",
            Arguments = ["--local-address", "192.168.77.200"],
            Build = network => network.Server.StartNginxAsync(),
            Truth = [Observe.Answers("client", "11.22.33.44", 80), Observe.Output("client", "ip -o addr | grep -c 192.168.77.200 || true", "^0")],
            Expected = Expectation.Decided(ConnectionOutcome.AddressNotAvailable, CauseCode.LocalAddressMissing),
        },
        new LabScenario("local-address-of-the-other-family")
        {
            Built = "the application binds to an IPv6 address and dials an IPv4 one",
            Target = "11.22.33.44:80",
            Arguments = ["--local-address", LabAddress.Client6],
            Build = network => network.Server.StartNginxAsync(),
            Truth = [Observe.Answers("client", "11.22.33.44", 80)],
            Expected = Expectation.Decided(ConnectionOutcome.AddressNotAvailable, CauseCode.LocalAddressMissing),
        },
        new LabScenario("local-address-of-an-interface-that-is-down")
        {
            Built = "the application binds to the client's address; the client has it, on an interface that is down",
            Target = "11.22.33.44:80",
            Arguments = ["--local-address", LabAddress.Client],
            Build = network => network.Client.RunAsync("ip link set eth0 down\n"),
            Truth = [Observe.Output("client", "ip -br addr show eth0", "DOWN.*192.168.77.2/24"), Observe.NoRoute("client", "11.22.33.44")],
            Expected = Expectation.Decided(ConnectionOutcome.Unreachable, CauseCode.NoNetwork),
        },
    ];
}
