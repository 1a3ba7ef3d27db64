using ConnectionDiagnostics.Servers.Grading;
using ConnectionDiagnostics.Servers.Running;

namespace ConnectionDiagnostics.Servers.Kinds;

/// <summary>Mail and file transfer: these servers speak first.</summary>
internal static class MailAndFiles
{
    public static IEnumerable<ServerKind> Kinds { get; } =
    [
        new("opensmtpd")
        {
            Built = "accepts mail",
            Package = "opensmtpd",
            Programs = ["smtpd"],
            NeedsRoot = true,
            Start = async site =>
            {
                int port = FreePort.Next();
                string configuration = await site.WriteAsync(
                    "smtpd.conf", $"listen on 127.0.0.1 port {port}\naction \"local\" maildir\nmatch for local action \"local\"\n");
                return await site.StartAsync(port, "smtpd", "-d", "-f", configuration);
            },
            Ws = Expect.Speaks(WireProtocol.Smtp),
            Wss = Expect.SpeaksInPlain(WireProtocol.Smtp),
            Http = Expect.Speaks(WireProtocol.Smtp),
            Https = Expect.SpeaksInPlain(WireProtocol.Smtp),
            Tcp = Expect.Accepted(WireProtocol.Smtp),
            OwnScheme = "smtp",
            Own = Expect.Works(WireProtocol.Smtp),
        },
        Dovecot("dovecot-imap", "IMAP", "imap", port => $"  inet_listener imap {{\n    port = {port}\n  }}\n  inet_listener imaps {{\n    port = 0\n  }}") with
        {
            Ws = Expect.Speaks(WireProtocol.Imap),
            Wss = Expect.SpeaksInPlain(WireProtocol.Imap),
            Http = Expect.Speaks(WireProtocol.Imap),
            Https = Expect.SpeaksInPlain(WireProtocol.Imap),
            Tcp = Expect.Accepted(WireProtocol.Imap),
            OwnScheme = "imap",
            Own = Expect.Works(WireProtocol.Imap),
        },
        Dovecot("dovecot-pop3", "POP3", "pop3", port => $"  inet_listener pop3 {{\n    port = {port}\n  }}\n  inet_listener pop3s {{\n    port = 0\n  }}") with
        {
            Ws = Expect.Speaks(WireProtocol.Pop3),
            Wss = Expect.SpeaksInPlain(WireProtocol.Pop3),
            Http = Expect.Speaks(WireProtocol.Pop3),
            Https = Expect.SpeaksInPlain(WireProtocol.Pop3),
            Tcp = Expect.Accepted(WireProtocol.Pop3),
            OwnScheme = "pop3",
            Own = Expect.Works(WireProtocol.Pop3),
        },
        Dovecot("dovecot-imaps", "IMAP over TLS, trusted certificate", "imap", port => $"  inet_listener imap {{\n    port = 0\n  }}\n  inet_listener imaps {{\n    port = {port}\n    ssl = yes\n  }}", tls: true) with
        {
            Ws = Expect.WantsTls(CauseCode.ProtocolMismatch),
            Wss = Expect.Speaks(WireProtocol.Imap),
            Http = Expect.WantsTls(CauseCode.ProtocolMismatch),
            Https = Expect.Speaks(WireProtocol.Imap),
            Tcp = Expect.Accepted(WireProtocol.Tls),
            OwnScheme = "imaps",
            Own = Expect.Works(WireProtocol.Imap),
        },
        new("vsftpd")
        {
            Built = "anonymous FTP",
            Package = "vsftpd",
            Programs = ["vsftpd"],
            NeedsRoot = true,
            Start = async site =>
            {
                int port = FreePort.Next();
                Directory.CreateDirectory(site.PathOf("empty"));
                string configuration = await site.WriteAsync("vsftpd.conf", $"""
                    listen=YES
                    listen_address=127.0.0.1
                    listen_port={port}
                    background=NO
                    anonymous_enable=YES
                    secure_chroot_dir={site.PathOf("empty")}

                    """);
                return await site.StartAsync(port, "vsftpd", configuration);
            },
            Ws = Expect.Speaks(WireProtocol.Ftp),
            Wss = Expect.SpeaksInPlain(WireProtocol.Ftp),
            Http = Expect.Speaks(WireProtocol.Ftp),
            Https = Expect.SpeaksInPlain(WireProtocol.Ftp),
            Tcp = Expect.Accepted(WireProtocol.Ftp),
            OwnScheme = "ftp",
            Own = Expect.Works(WireProtocol.Ftp),
        },
    ];

    private static ServerKind Dovecot(string name, string built, string protocol, Func<int, string> listeners, bool tls = false) => new(name)
    {
        Built = built,
        Package = protocol == "imap" ? "dovecot-imapd" : "dovecot-pop3d",
        Programs = ["dovecot"],
        NeedsRoot = true,
        Start = async site =>
        {
            int port = FreePort.Next();
            Directory.CreateDirectory(site.PathOf("run"));
            CertificateFiles? files = tls ? await site.WriteTrustedAsync() : null;
            string configuration = await site.WriteAsync("dovecot.conf", $$"""
                base_dir = {{site.PathOf("run")}}
                state_dir = {{site.PathOf("run")}}
                protocols = {{protocol}}
                ssl = {{(tls ? $"yes\nssl_cert = <{files!.Chain}\nssl_key = <{files.Key}" : "no")}}
                listen = 127.0.0.1
                log_path = /dev/stderr
                passdb {
                  driver = static
                }
                service {{protocol}}-login {
                {{listeners(port)}}
                }

                """);
            return await site.StartAsync(port, "dovecot", "-F", "-c", configuration);
        },
        Ws = null!,
        Wss = null!,
        Http = null!,
        Https = null!,
        Tcp = null!,
    };
}
