using System.Globalization;
using ConnectionDiagnostics.Servers.Grading;
using ConnectionDiagnostics.Servers.Running;

namespace ConnectionDiagnostics.Servers.Kinds;

/// <summary>Shells and screens.</summary>
internal static class RemoteAccess
{
    public static IEnumerable<ServerKind> Kinds { get; } =
    [
        new("sshd")
        {
            Built = "OpenSSH",
            Package = "openssh-server",
            Programs = ["sshd", "ssh-keygen"],
            Start = async site =>
            {
                int port = FreePort.Next();
                await site.RunAsync("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", site.PathOf("key"));
                if (Environment.IsPrivilegedProcess)
                {
                    Directory.CreateDirectory("/run/sshd");
                }

                return await site.StartAsync(
                    port, "/usr/sbin/sshd", "-D", "-e", "-f", "/dev/null", "-o", "ListenAddress=127.0.0.1", "-o", "PidFile=none",
                    "-p", port.ToString(CultureInfo.InvariantCulture), "-h", site.PathOf("key"));
            },
            Ws = Expect.Speaks(WireProtocol.Ssh),
            Wss = Expect.SpeaksInPlain(WireProtocol.Ssh),
            Http = Expect.Speaks(WireProtocol.Ssh),
            Https = Expect.SpeaksInPlain(WireProtocol.Ssh),
            Tcp = Expect.Accepted(WireProtocol.Ssh),
            OwnScheme = "ssh",
            Own = Expect.Works(WireProtocol.Ssh),
        },
        new("telnetd")
        {
            Built = "GNU inetutils' telnetd, started by socat as by inetd",
            Package = "inetutils-telnetd",
            Programs = ["telnetd", "socat"],
            NeedsRoot = true,
            Start = site =>
            {
                int port = FreePort.Next();
                return site.StartAsync(port, "socat", $"TCP-LISTEN:{port},bind=127.0.0.1,fork,reuseaddr", "EXEC:/usr/sbin/telnetd,nofork");
            },
            Ws = Expect.Speaks(WireProtocol.Telnet),
            Wss = Expect.SpeaksInPlain(WireProtocol.Telnet),
            Http = Expect.Speaks(WireProtocol.Telnet),
            Https = Expect.SpeaksInPlain(WireProtocol.Telnet),
            Tcp = Expect.Accepted(WireProtocol.Telnet),
            OwnScheme = "telnet",
            Own = Expect.Works(WireProtocol.Telnet),
        },
        new("tigervnc")
        {
            Built = "a screen of its own, without a password",
            Package = "tigervnc-standalone-server",
            Programs = ["Xtigervnc"],
            Start = site =>
            {
                int port = FreePort.Next();
                return site.StartAsync(
                    port, "Xtigervnc", $":{port}", "-rfbport", port.ToString(CultureInfo.InvariantCulture), "-localhost", "-SecurityTypes", "None", "-nolisten", "tcp");
            },
            Ws = Expect.Speaks(WireProtocol.Vnc),
            Wss = Expect.SpeaksInPlain(WireProtocol.Vnc),
            Http = Expect.Speaks(WireProtocol.Vnc),
            Https = Expect.SpeaksInPlain(WireProtocol.Vnc),
            Tcp = Expect.Accepted(WireProtocol.Vnc),
            OwnScheme = "vnc",
            Own = Expect.Works(WireProtocol.Vnc),
        },
        new("xrdp")
        {
            Built = "RDP, without a session behind it",
            Package = "xrdp",
            Programs = ["xrdp"],
            NeedsRoot = true,
            Start = async site =>
            {
                int port = FreePort.Next();
                string configuration = await site.WriteAsync("xrdp.ini", $"""
                    [Globals]
                    port=tcp://127.0.0.1:{port}
                    fork=true
                    security_layer=negotiate
                    crypt_level=high
                    certificate=
                    key_file=
                    ssl_protocols=TLSv1.2, TLSv1.3
                    [Logging]
                    LogFile={site.PathOf("xrdp.log")}
                    LogLevel=INFO
                    EnableSyslog=false
                    [Channels]
                    [Xorg]
                    name=Xorg
                    lib=libxup.so

                    """);
                return await site.StartAsync(port, "xrdp", "--nodaemon", "--config", configuration);
            },
            Ws = Expect.Speaks(WireProtocol.Rdp),
            Wss = Expect.SpeaksInPlain(WireProtocol.Rdp),
            Http = Expect.Speaks(WireProtocol.Rdp),
            Https = Expect.SpeaksInPlain(WireProtocol.Rdp),
            Tcp = Expect.Accepted(WireProtocol.Rdp),
            OwnScheme = "rdp",
            Own = Expect.Works(WireProtocol.Rdp),
        },
    ];
}
