using static ConnectionDiagnostics.Knowledge.PanelMark;

namespace ConnectionDiagnostics.Knowledge;

/// <summary>
/// Panels, their ports and marks, as of 2026-08. "Sure": read in the panel's source or in published service probes. "General": general knowledge.
/// </summary>
internal static class ControlPanels
{
    /// <summary>How much of an answer is looked at: the marks are in the headers and at the beginning of the page.</summary>
    public const int MostBytes = 16 * 1024;

    public static ControlPanel[] All { get; } =
    [
        // Sure. PleskLin and PleskWin are said by the sites that Plesk hosts.
        new("plesk", "Plesk", [new(8443, true), new(8880, false)], "Tools & Settings > Firewall",
            [Header("Server: sw-cp-server"), Header("X-Powered-By: Plesk"), Title("Plesk Obsidian"), Title("Plesk Onyx"), Body("name=\"plesk-build\"")]),

        // Marks sure. The firewall is an add-on, there on most such servers.
        new("cpanel", "cPanel & WHM", [new(2083, true), new(2087, true), new(2082, false), new(2086, false)], "WHM > Plugins > ConfigServer Security & Firewall",
            [
                Header("Server: cpsrvd"), Header("Set-Cookie: cpsession="), Header("Set-Cookie: whostmgrsession="), Header("Set-Cookie: cprelogin="),
                Header("Set-Cookie: whostmgrrelogin="), Header("WWW-Authenticate: Basic realm=\"cPanel\""), Title("cPanel Login"), Title("WHM Login"),
            ]),

        // Sure, the menu general. Without its secret entrance in the path it answers with an error page, whose words are these.
        new("bt", "BT Panel (宝塔面板)", [new(8888, false), new(8888, true)], "安全 > 系统防火墙",
            [Title("宝塔"), Title("安全入口校验失败"), Body("请使用正确的入口登录面板")]),
        new("aapanel", "aaPanel", [new(7800, true), new(8888, false), new(8888, true)], "Security > Firewall",
            [Title("aaPanel"), Title("Ingress verification failed"), Body("Safety entrance error!")]),

        // Marks sure; older versions name themselves in Server, newer ones in the title.
        new("directadmin", "DirectAdmin", [new(2222, true), new(2222, false)], null,
            [Header("Server: DirectAdmin"), Header("X-DirectAdmin:"), Title("DirectAdmin Login")]),

        // Sure. Virtualmin and Usermin are the same server.
        new("webmin", "Webmin", [new(10000, true), new(10000, false)], "Networking > Linux Firewall (or FirewallD)",
            [Header("Server: MiniServ/"), Title("Login to Webmin")]),

        // General.
        new("ispconfig", "ISPConfig", [new(8080, true), new(8080, false)], "System > Firewall", [Header("Set-Cookie: ISPCSESS="), Title("ISPConfig")]),

        // Title sure.
        new("cyberpanel", "CyberPanel", [new(8090, true)], "Security > Firewall", [Title("Login - CyberPanel")]),

        // Marks sure (recog), menu general. Shares 2082 and 2083 with cPanel.
        new("cwp", "Control Web Panel", [new(2031, true), new(2030, false)], "Security > CSF Firewall",
            [Header("Server: cwpsrv"), Header("Set-Cookie: cwpsrv-"), Title("Login | Control WebPanel"), Title("CWP | User")]),

        // Cookie sure.
        new("hestia", "HestiaCP", [new(8083, true)], "Server settings > Firewall", [Header("Set-Cookie: HESTIASID=")]),

        // General: installed on a port of chance unless told; the page without its secret entrance tells of its command 1pctl.
        new("1panel", "1Panel", [new(10086, false), new(10086, true)], "Host > Firewall", [Title("1Panel"), Body("1pctl")]),

        // Cookie general.
        new("ispmanager", "ispmanager", [new(1500, true)], null, [Header("Set-Cookie: ispmgrses5="), Header("Set-Cookie: ispmgrlang5=")]),

        // Sure.
        new("proxmox", "Proxmox VE", [new(8006, true)], "Datacenter > Firewall", [Header("Server: pve-api-daemon/"), Title("Proxmox Virtual Environment")]),

        // Cookie general.
        new("cockpit", "Cockpit", [new(9090, true)], "Networking > Firewall", [Header("Set-Cookie: cockpit=")]),
    ];

    /// <summary>Which panel gave an answer, to whatever it was asked in HTTP.</summary>
    /// <param name="port">Where it was asked.</param>
    /// <param name="answer">What came, after TLS if there was any.</param>
    /// <returns><see langword="null"/> when none did, as far as can be seen: no port alone makes a panel.</returns>
    public static ControlPanel? Recognise(int port, ReadOnlySpan<byte> answer)
    {
        if (!answer.StartsWith("HTTP/1."u8))
        {
            return null;
        }

        var parts = new PanelAnswer(answer[..Math.Min(answer.Length, MostBytes)]);
        foreach (ControlPanel panel in All)
        {
            bool isAtHome = ListensOn(panel, port);
            foreach (PanelMark mark in panel.Marks)
            {
                if ((isAtHome || mark.Place == PanelMarkPlace.Header) && parts.Has(mark))
                {
                    return panel;
                }
            }
        }

        return null;
    }

    private static bool ListensOn(ControlPanel panel, int port)
    {
        foreach (PanelPort its in panel.Ports)
        {
            if (its.Number == port)
            {
                return true;
            }
        }

        return false;
    }
}
