using System.Text;
using ConnectionDiagnostics.Knowledge;

namespace ConnectionDiagnostics.Tests.Knowledge;

public class ControlPanelsTests
{
    [Theory]
    [InlineData(8443, "Server: sw-cp-server", "", "plesk")]
    [InlineData(8443, "Server: nginx", "<title>Plesk Obsidian 18.0.61</title>", "plesk")]
    [InlineData(443, "Server: nginx\r\nX-Powered-By: PleskLin", "", "plesk")]
    [InlineData(2087, "Server: cpsrvd/11.112", "", "cpanel")]
    [InlineData(2083, "set-cookie: cpsession=%3aabc; path=/", "", "cpanel")]
    [InlineData(2083, "Content-Type: text/html", "<html><head><title>cPanel Login</title>", "cpanel")]
    [InlineData(8888, "Content-Type: text/html; charset=utf-8", "<title>安全入口校验失败</title>", "bt")]
    [InlineData(8888, "Content-Type: text/html", "<TITLE>宝塔Linux面板</TITLE>", "bt")]
    [InlineData(7800, "Content-Type: text/html", "<title>Ingress verification failed</title>", "aapanel")]
    [InlineData(2222, "Server: DirectAdmin Daemon v1.62.4 Registered to x", "", "directadmin")]
    [InlineData(2222, "", "<title>DirectAdmin Login</title>", "directadmin")]
    [InlineData(10000, "Server: MiniServ/2.105", "", "webmin")]
    [InlineData(8080, "Set-Cookie: ISPCSESS=abc; path=/; HttpOnly", "", "ispconfig")]
    [InlineData(8090, "Server: LiteSpeed", "<title> Login - CyberPanel </title>", "cyberpanel")]
    [InlineData(2031, "Set-Cookie: cwpsrv-5df9a64aa14f59216453d6f07164a7f1=a; path=/", "", "cwp")]
    [InlineData(8083, "Set-Cookie: HESTIASID=abc; path=/", "", "hestia")]
    [InlineData(10086, "", "<div class=\"command\">1pctl user-info</div>", "1panel")]
    [InlineData(8006, "Server: pve-api-daemon/3.0", "", "proxmox")]
    public void A_panel_is_recognised_by_its_answer(int port, string headers, string body, string panel) =>
        (ControlPanels.Recognise(port, Answer(headers, body))?.Id).Should().Be(panel);

    [Theory]
    [InlineData(8443, "Server: nginx", "<title>Welcome to nginx!</title>")]
    [InlineData(8443, "Server: nginx", "<title>400 The plain HTTP request was sent to HTTPS port</title>")]
    [InlineData(8888, "Server: Apache", "<title>Index of /</title>")]
    [InlineData(8888, "Server: TornadoServer/6.4", "<title>Jupyter Notebook</title>")]
    [InlineData(8080, "Server: Apache-Coyote/1.1", "<title>Apache Tomcat</title>")]
    [InlineData(8090, "Server: LiteSpeed", "")]
    [InlineData(9090, "", "<title>Prometheus</title>")]
    [InlineData(443, "Server: nginx", "<title>How to install aaPanel, CyberPanel and Plesk Obsidian</title> 1pctl")]
    [InlineData(8443, "X-Note: Server: sw-cp-server", "Server: sw-cp-server")]
    [InlineData(2083, "", "<p><title></p>cPanel Login")]
    public void Any_other_web_server_is_none(int port, string headers, string body) => ControlPanels.Recognise(port, Answer(headers, body)).Should().BeNull();

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.")]
    [InlineData("HTTP/1.1 200 OK")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nServ")]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n<title")]
    [InlineData("Server: sw-cp-server\r\nServer: sw-cp-server")]
    [InlineData("\x16\x03\x01")]
    public void What_is_cut_short_or_no_http_is_none(string answer) => ControlPanels.Recognise(8443, Encoding.Latin1.GetBytes(answer)).Should().BeNull();

    [Fact]
    public void Garbage_and_floods_are_none()
    {
        var random = new Random(1);
        byte[] garbage = new byte[200_000];
        random.NextBytes(garbage);
        "HTTP/1.1 200 OK\r\n\r\n"u8.CopyTo(garbage);

        ControlPanels.Recognise(8443, garbage).Should().BeNull();
        ControlPanels.Recognise(8443, Answer("", new string('<', 200_000))).Should().BeNull();
    }

    [Fact]
    public void Panels_are_whole()
    {
        ControlPanels.All.Select(panel => panel.Id).Should().OnlyHaveUniqueItems();
        ControlPanels.All.Should().OnlyContain(panel => panel.Ports.Length > 0 && panel.Marks.Length > 0 && panel.Firewall != "");
        ControlPanels.All.SelectMany(panel => panel.Marks).Should().OnlyContain(mark => mark.Bytes.Length >= 5);
    }

    private static byte[] Answer(string headers, string body) => Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\n{headers}{(headers == "" ? "" : "\r\n")}\r\n{body}");
}
