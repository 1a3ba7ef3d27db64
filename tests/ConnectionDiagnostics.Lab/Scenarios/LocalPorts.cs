using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>No local port is left to connect from.</summary>
internal static class LocalPorts
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        new LabScenario("close-wait-leak")
        {
            Built = "the server has closed 16 connections that a program here never closes; they hold all local ports",
            Target = "http://11.22.33.44/",
            Build = async network =>
            {
                await network.Server.StartListenerAsync("close", "0.0.0.0", 80);
                await network.Client.SysctlAsync("net.ipv4.ip_local_port_range", "40000 40015");
                await network.Client.HoldConnectionsAsync("11.22.33.44", 80, 16);
            },
            Truth = [Observe.Connections("client", "close-wait", "dst 11.22.33.44:80", 16)],
            Expected = Expectation.Decided(ConnectionOutcome.AddressNotAvailable, CauseCode.EphemeralPortsExhausted),
        },
        new LabScenario("reserved-ports-leave-few")
        {
            Built = "of 100 local ports 90 are reserved, and 10 hold connections to the target",
            Target = "11.22.33.44:80",
            Build = async network =>
            {
                await network.Server.StartNginxAsync();
                await network.Client.SysctlAsync("net.ipv4.ip_local_port_range", "40000 40099");
                await network.Client.SysctlAsync("net.ipv4.ip_local_reserved_ports", "40010-40099");
                await network.Client.HoldConnectionsAsync("11.22.33.44", 80, 10);
            },
            Truth = [Observe.Connections("client", "established", "dst 11.22.33.44:80", 10)],
            Expected = Expectation.Decided(ConnectionOutcome.AddressNotAvailable, CauseCode.EphemeralPortsExhausted),
        },
        new LabScenario("ports-exhausted-to-another-destination")
        {
            Built = "all local ports hold connections to another destination; the dialled port is closed",
            Target = "11.22.33.44:8080",
            Build = async network =>
            {
                await network.Server.StartNginxAsync();
                await network.Client.SysctlAsync("net.ipv4.ip_local_port_range", "40000 40015");
                await network.Client.HoldConnectionsAsync("11.22.33.44", 80, 16);
            },
            Truth = [Observe.Connections("client", "established", "dst 11.22.33.44:80", 16), Observe.NotListening("server", 8080)],
            Expected = Expectation.Undecidable(ConnectionOutcome.Refused, CauseCode.ServerNotListening, CauseCode.BoundToOtherAddress, CauseCode.ServerFirewall),
        },
        new LabScenario("time-wait-buildup")
        {
            Built = "16 short connections, closed here, rest in TIME_WAIT and hold all local ports",
            Target = "http://11.22.33.44/",
            Build = network => BuildTimeWaitAsync(network, 16, 0),
            Truth = [Observe.Connections("client", "time-wait", "dst 11.22.33.44:80", 16)],
            Expected = Expectation.Decided(ConnectionOutcome.AddressNotAvailable, CauseCode.TimeWaitBuildup, CauseCode.EphemeralPortsExhausted),
        },
        new LabScenario("time-wait-buildup-beside-open-ones")
        {
            Built = "12 connections in TIME_WAIT and 4 open ones hold all local ports",
            Target = "11.22.33.44:80",
            Build = network => BuildTimeWaitAsync(network, 12, 4),
            Truth = [Observe.Connections("client", "time-wait", "dst 11.22.33.44:80", 12), Observe.Connections("client", "established", "dst 11.22.33.44:80", 4)],
            Expected = Expectation.Decided(ConnectionOutcome.AddressNotAvailable, CauseCode.TimeWaitBuildup, CauseCode.EphemeralPortsExhausted),
        },
        new LabScenario("few-in-time-wait")
        {
            Built = "4 connections in TIME_WAIT, but 12 open ones hold the local ports",
            Target = "11.22.33.44:80",
            Build = network => BuildTimeWaitAsync(network, 4, 12),
            Truth = [Observe.Connections("client", "time-wait", "dst 11.22.33.44:80", 4), Observe.Connections("client", "established", "dst 11.22.33.44:80", 12)],
            Expected = Expectation.Decided(ConnectionOutcome.AddressNotAvailable, CauseCode.EphemeralPortsExhausted),
        },
        new LabScenario("bound-range-full")
        {
            Built = "the application binds to the client's address; connections from it hold all local ports",
            Target = "11.22.33.44:80",
            Arguments = ["--local-address", LabAddress.Client],
            Build = async network =>
            {
                await network.Server.StartNginxAsync();
                await network.Client.SysctlAsync("net.ipv4.ip_local_port_range", "40000 40015");
                await network.Client.StartPython("holder.py", "11.22.33.44", "80", "16", LabAddress.Client).WaitReadyAsync();
            },
            Truth = [Observe.Connections("client", "established", "dst 11.22.33.44:80", 16)],
            Expected = Expectation.Decided(ConnectionOutcome.AddressNotAvailable, CauseCode.EphemeralPortsExhausted),
        },
        new LabScenario("ephemeral-ports-exhausted-ipv6")
        {
            Built = "all 16 local ports hold connections to the target, over IPv6",
            Target = $"[{LabAddress.Server6}]:80",
            Build = async network =>
            {
                await network.Server.StartListenerAsync("accept", "::", 80);
                await network.Client.SysctlAsync("net.ipv4.ip_local_port_range", "40000 40015");
                await network.Client.HoldConnectionsAsync(LabAddress.Server6, 80, 16);
            },
            Truth = [Observe.Connections("client", "established", $"dst [{LabAddress.Server6}]:80", 16)],
            Expected = Expectation.Decided(ConnectionOutcome.AddressNotAvailable, CauseCode.EphemeralPortsExhausted),
        },
        new LabScenario("time-wait-to-another-destination")
        {
            Built = "connections to another server rest in TIME_WAIT; open ones to the target hold all local ports",
            Topology = LabTopology.TwoServers,
            Target = "11.22.33.44:80",
            Build = async network =>
            {
                await network["server2"].StartNginxAsync();
                await network.Server.StartNginxAsync();
                await network.Client.SysctlAsync("net.ipv4.ip_local_port_range", "40000 40015");
                await network.Client.SysctlAsync("net.ipv4.tcp_tw_reuse", "0");
                await network.Client.StartPython("closer.py", LabAddress.SecondServer, "80", "16").WaitReadyAsync();
                await network.Client.HoldConnectionsAsync("11.22.33.44", 80, 16);
            },
            Truth =
            [
                Observe.Connections("client", "time-wait", $"dst {LabAddress.SecondServer}:80", 16),
                Observe.Connections("client", "established", "dst 11.22.33.44:80", 16),
            ],
            Expected = Expectation.Decided(ConnectionOutcome.AddressNotAvailable, CauseCode.EphemeralPortsExhausted),
        },
    ];

    private static async Task BuildTimeWaitAsync(LabNetwork network, int waiting, int open)
    {
        await network.Server.StartNginxAsync();
        await network.Client.SysctlAsync("net.ipv4.ip_local_port_range", "40000 40015");
        await network.Client.SysctlAsync("net.ipv4.tcp_tw_reuse", "0");
        await network.Client.StartPython("closer.py", "11.22.33.44", "80", $"{waiting}").WaitReadyAsync();
        if (open > 0)
        {
            await network.Client.HoldConnectionsAsync("11.22.33.44", 80, open);
        }
    }
}
