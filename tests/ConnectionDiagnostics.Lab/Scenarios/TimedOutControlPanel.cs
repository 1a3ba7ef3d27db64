using ConnectionDiagnostics.Lab.Servers;

namespace ConnectionDiagnostics.Lab.Scenarios;

/// <summary>Servers with a hosting panel, whose firewall is a filter like any other: that it was the panel's, nothing at the client tells.</summary>
internal static class TimedOutControlPanel
{
    public static IReadOnlyList<LabScenario> All { get; } =
    [
        Behind("panel-plesk", "Plesk", "plesk", 8443, hasTls: true, "ws://11.22.33.44:2346/"),
        Behind("panel-bt", "BT Panel", "bt", 8888, hasTls: false, "http://11.22.33.44:9501/"),
        Behind("panel-cpanel", "cPanel", "cpanel", 2083, hasTls: true, "11.22.33.44:3306"),
        Behind("panel-webmin", "Webmin", "webmin", 10000, hasTls: true, "11.22.33.44:5432"),
        new LabScenario("no-panel-on-panel-ports")
        {
            Built = "all but SSH, 8443 and 8888 is dropped; there a plain nginx answers, no panel",
            Target = "11.22.33.44:9501",
            Build = async network =>
            {
                await network.Server.StartSshAsync();
                await network.Server.StartNginxAsync(await LabCertificate.CreateAsync(network.Server, "11.22.33.44"), 8443);
                await network.Server.StartNginxAsync("8888");
                await network.Server.FilterAsync("input", """
                    tcp dport { 22, 8443, 8888 } accept
                    counter name dropped drop
                    """);
            },
            Truth = [Observe.Counter("server", "dropped"), Observe.Answers("client", "11.22.33.44", 8443), Observe.Answers("client", "11.22.33.44", 8888)],
            Expected = Expectation.Decided(ConnectionOutcome.Timeout, CauseCode.ServerFirewall),
        },
    ];

    private static LabScenario Behind(string name, string product, string panel, int panelPort, bool hasTls, string target) => new(name)
    {
        Built = $"{product} on {panelPort}; all but that and SSH is dropped",
        Target = target,
        Build = async network =>
        {
            await network.Server.StartSshAsync();
            await network.Server.StartPanelAsync(panel, panelPort, hasTls ? await LabCertificate.CreateAsync(network.Server, "11.22.33.44") : null);
            await network.Server.FilterAsync("input", $$"""
                tcp dport { 22, {{panelPort}} } accept
                counter name dropped drop
                """);
        },
        Truth = [Observe.Counter("server", "dropped"), Observe.Answers("client", "11.22.33.44", panelPort)],
        Expected = Expectation.Undecidable(ConnectionOutcome.Timeout, CauseCode.ControlPanelFirewall, CauseCode.ServerFirewall),
    };
}
