using System.Globalization;
using System.Text;

namespace ConnectionDiagnostics.Fuzz.Targets;

/// <summary>What servers say, as they say it and as they might.</summary>
internal static class PeerAnswers
{
    /// <summary>First bytes of real servers, as they were measured.</summary>
    public static byte[][] Real { get; } =
    [
        .. new[]
        {
            "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nDate: Mon, 23 Nov 2026 03:07:56 GMT\r\nContent-Type: text/plain\r\nContent-Length: 6\r\nConnection: close\r\n\r\nhello\n",
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n",
            "HTTP/1.1 301 Moved Permanently\r\nLocation: https://a.example/?token=secret\r\n\r\n",
            "HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n<html><center>The plain HTTP request was sent to HTTPS port</center></html>",
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n\r\n",
            "HTTP/1.1 426 Upgrade Required\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n",
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 120\r\nVia: 1.1 varnish\r\nCF-Ray: 1-FRA\r\n\r\n",
            "HTTP/1.0 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\n\r\n",
            "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u7\r\n", "220 vm ESMTP OpenSMTPD\r\n500 5.5.1 Invalid command\r\n", "220 (vsFTPd 3.0.3)\r\n530 Please login\r\n",
            "* OK [CAPABILITY IMAP4rev1] Dovecot ready.\r\n", "+OK Dovecot (Debian) ready.\r\n", "-ERR unknown command 'hi', with args beginning with: \r\n",
            "+PONG\r\n", "-NOAUTH Authentication required.\r\n", "-ERR max number of clients reached\r\n", "ERROR\r\nERROR\r\n", "VERSION 1.6.18\r\n",
            "INFO {\"server_id\":\"NC\",\"version\":\"2.9.10\",\"proto\":1}\r\n-ERR 'Unknown Protocol Operation'\r\n", "RFB 003.008\n",
            "ERROR :\"Oops, HTTP request received? This is IRC!\"\r\n", ":irc.matrix 451 * :Connection not registered\r\n",
            "<?xml version='1.0'?><stream:stream id='' xmlns:stream='http://etherx.jabber.org/streams' xmlns='jabber:client'><stream:error/></stream:stream>",
            "ERROR\nversion:1.2\ncontent-type:text/plain\n\nSupported protocol versions are 1.2\0",
        }.Select(Encoding.Latin1.GetBytes),
        Convert.FromHexString("640000000A352E352E352D31302E31312E31392D4D6172696144422D302B6465623132753100030000005C666D716F5B5A3200"),
        Convert.FromHexString("17000000FF1004546F6F206D616E7920636F6E6E656374696F6E73"),
        Convert.FromHexString("0300000902F080218003000013"),
        Convert.FromHexString("030000130ED000001234000209080002000000"),
        Convert.FromHexString("414D515000000901"),
        Convert.FromHexString("FFFB25FFFB26FFFD18FFFD20FFFD23FFFD27FFFD24"),
        Convert.FromHexString("20020000"),
        Convert.FromHexString("05FF"),
        Convert.FromHexString("4E"),
        Convert.FromHexString("00001204000000000000030000006400040000FFFF0005000040000000040800000000003FFF0001"),
        Convert.FromHexString("3014020101650F0A010004000400A30830060A0100"),
        Convert.FromHexString("0011C0DE8105000100000000000000000200010000"),
        Convert.FromHexString("45000000534653434D53465300040026000056465441"),
    ];

    /// <summary>An answer by rule: mostly HTTP, which has the most to read.</summary>
    public static byte[] Make(ByteGrammar grammar) => grammar.Random.Next(4) switch
    {
        0 => grammar.Noise(grammar.Length()),
        1 => grammar.Text(Http(grammar)),
        2 => grammar.Changed([grammar.Text(Http(grammar)), .. Real]),
        _ => grammar.Changed(Real),
    };

    private static string Http(ByteGrammar grammar)
    {
        string end = grammar.Pick("\r\n", "\r\n", "\r\n", "\n", "\r", "\0");
        var text = new StringBuilder();
        string status = grammar.Pick("101", "200", "301", "400", "401", "403", "404", "426", "497", "502", "503", grammar.Number());
        text.Append(CultureInfo.InvariantCulture, $"HTTP/{grammar.Pick("1.1", "1.0", "2", "0.9", grammar.Word())} {status} {grammar.Word()}{end}");
        for (int headers = grammar.Random.Next(grammar.Chance(40) ? 3000 : 12); headers > 0; headers--)
        {
            string name = grammar.Pick(
                "Server", "Location", "Upgrade", "Connection", "Sec-WebSocket-Accept", "Sec-WebSocket-Version", "Sec-WebSocket-Protocol",
                "Sec-WebSocket-Extensions", "Via", "Date", "Retry-After", "WWW-Authenticate", "Content-Type", "Content-Length", "CF-Ray", "X-Cache", "", grammar.Word());
            string value = grammar.Random.Next(6) switch
            {
                0 => "websocket",
                1 => "Upgrade, keep-alive",
                2 => $"https://{grammar.Address()}:{grammar.Number()}/?{grammar.Word()}={grammar.Word()}",
                3 => grammar.Number(),
                4 => "Mon, 23 Nov 2026 03:07:56 GMT",
                _ => string.Join(grammar.Pick(",", ";", " ", "\t"), Enumerable.Range(0, grammar.Random.Next(4)).Select(_ => grammar.Word())),
            };
            text.Append(name).Append(grammar.Pick(": ", ":", "", " : ")).Append(value).Append(end);
        }

        text.Append(grammar.Chance(6) ? "" : end);
        text.Append(grammar.Random.Next(5) switch
        {
            0 => "The plain HTTP request was sent to HTTPS port",
            1 => "speaking plain HTTP to an SSL-enabled server port",
            2 => new string('A', grammar.Length(2048)),
            _ => grammar.Word(),
        });
        return text.ToString();
    }
}
