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
        new LabScenario("local-address-that-is-a-duplicate")
        {
            Built = "the application binds to an IPv6 address that is on the client's interface and may not be used: another machine of the link has it",
            Target = $"[{LabAddress.Server6}]:80",
            Arguments = ["--local-address", "2e00:77::7"],
            Build = async network =>
            {
                await network.Server.StartListenerAsync("accept", "::", 80);
                await network.Router.RunAsync("ip addr add 2e00:77::7/64 dev eth0 nodad\n");
                await network.Client.SysctlAsync("net.ipv6.conf.eth0.accept_dad", "1");
                await network.Client.RunAsync("ip addr add 2e00:77::7/64 dev eth0\nfor i in $(seq 50); do ip addr show dev eth0 | grep -q dadfailed && break; sleep 0.1; done\n");
            },
            Truth = [Observe.Output("client", "ip addr show dev eth0", "2e00:77::7/64 .*dadfailed"), Observe.Answers("client", LabAddress.Server6, 80)],
            Expected = Expectation.Decided(ConnectionOutcome.AddressNotAvailable, CauseCode.LocalAddressMissing),
        },
    ];
}
