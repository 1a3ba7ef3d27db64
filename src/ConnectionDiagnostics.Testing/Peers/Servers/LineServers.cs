using System.Text;

namespace ConnectionDiagnostics.Testing.Peers.Servers;

/// <summary>Servers of protocols made of lines, with the words of the real ones.</summary>
internal static class LineServers
{
    /// <summary>vsftpd 3.0.3 (RFC 959).</summary>
    public static IPeer Ftp { get; } = new LinePeer(
        "220 (vsFTPd 3.0.3)", line => Is(line, "QUIT") ? "221 Goodbye." : "530 Please login with USER and PASS.", goodbye: "QUIT");

    /// <summary>Dovecot (RFC 9051): the tag of the command stands before the answer.</summary>
    public static IPeer Imap { get; } = new LinePeer(
        "* OK [CAPABILITY IMAP4rev1 SASL-IR LOGIN-REFERRALS ID ENABLE IDLE LITERAL+ AUTH=PLAIN] Dovecot (Debian) ready.",
        line => $"{(line.Split(' ') is [{ Length: > 0 } tag, _, ..] ? tag : "*")} BAD Error in IMAP command received by server.");

    /// <summary>Dovecot (RFC 1939).</summary>
    public static IPeer Pop3 { get; } = new LinePeer(
        "+OK Dovecot (Debian) ready.", line => Is(line, "QUIT") ? "+OK Logging out" : "-ERR Unknown command.", goodbye: "QUIT");

    /// <summary>Redis 7 without a password. It closes on the words of HTTP, which a page in a browser could have sent.</summary>
    public static IPeer Redis { get; } = new ServerPeer(default, Lines(RedisAnswer));

    /// <summary>memcached 1.6 (protocol.txt).</summary>
    public static IPeer Memcached { get; } = new ServerPeer(default, Lines(lines =>
        IsHttp(lines) ? Reply.Close : Reply.Of(string.Concat(lines.Select(line => Is(line, "version") ? "VERSION 1.6.18\r\n" : "ERROR\r\n")))));

    /// <summary>nats-server 2.9 (NATS client protocol).</summary>
    public static IPeer Nats { get; } = new ServerPeer(
        Encoding.ASCII.GetBytes("INFO {\"server_id\":\"NTEST\",\"version\":\"2.9.10\",\"proto\":1,\"host\":\"127.0.0.1\",\"headers\":true,\"max_payload\":1048576}\r\n"),
        Lines(lines =>
            Array.Exists(lines, line => Is(line, "PING")) ? Reply.Of("PONG\r\n")
            : Array.TrueForAll(lines, line => Is(line, "CONNECT")) ? Reply.Nothing
            : Reply.Of("-ERR 'Unknown Protocol Operation'\r\n", Parting.Closes)));

    /// <summary>ngIRCd (RFC 1459).</summary>
    public static IPeer Irc { get; } = new ServerPeer(default, Lines(lines =>
        IsHttp(lines) ? Reply.Of("ERROR :\"Oops, HTTP request received? This is IRC!\"\r\n", Parting.Closes)
        : Reply.Of(string.Concat(lines.Select(_ => ":irc.example 451 * :Connection not registered\r\n")))));

    /// <summary>RabbitMQ's STOMP (STOMP 1.2): a frame ends with NUL.</summary>
    public static IPeer Stomp { get; } = new ServerPeer(default, received =>
        !(received[0] is (byte)'C' or (byte)'S' or (byte)'\n' or (byte)'\r') ? Reply.Close
        : received[^1] != 0 ? null
        : Reply.Of("ERROR\nversion:1.0,1.1,1.2\ncontent-type:text/plain\n\nSupported versions are 1.0,1.1,1.2\n\0", Parting.Closes));

    /// <summary>Prosody (RFC 6120).</summary>
    public static IPeer Xmpp { get; } = new ServerPeer(default, received => Encoding.Latin1.GetString(received) switch
    {
        var text when text.StartsWith('<') => text.Contains("<stream:stream", StringComparison.Ordinal) && text.EndsWith('>')
            ? Reply.Of(XmppHeader + "<stream:features/>") : null,
        _ => Reply.Of(
            XmppHeader + "<stream:error><not-well-formed xmlns='urn:ietf:params:xml:ns:xmpp-streams'/></stream:error></stream:stream>", Parting.Closes),
    });

    private const string XmppHeader =
        "<?xml version='1.0'?><stream:stream id='1' version='1.0' from='xmpp.example' xmlns='jabber:client' xmlns:stream='http://etherx.jabber.org/streams'>";

    /// <summary>An answer to complete lines; what has no end of a line waits for it.</summary>
    private static Func<byte[], Reply?> Lines(Func<string[], Reply?> answer) => received =>
        received[^1] != '\n' ? null : answer([.. Encoding.Latin1.GetString(received)[..^1].Split('\n').Select(line => line.TrimEnd('\r'))]);

    private static Reply? RedisAnswer(string[] lines)
    {
        if (Array.Exists(lines, line => Is(line, "POST") || Is(line, "Host:")))
        {
            return Reply.Close;
        }

        // RESP: an array of bulk strings, each with its length before it. Inline, a line is a command.
        string[] commands = lines[0].StartsWith('*') ? [.. lines.Skip(2).Take(1)] : lines;
        return commands.Length == 0 ? null : Reply.Of(string.Concat(commands.Select(command =>
            Is(command, "PING") ? "+PONG\r\n" : $"-ERR unknown command '{command.Split(' ')[0]}', with args beginning with: \r\n")));
    }

    private static bool IsHttp(string[] lines) => Is(lines[0], "GET") || Is(lines[0], "POST") || Is(lines[0], "HEAD");

    /// <summary>Whether the first word is this one, in capitals or not.</summary>
    private static bool Is(string line, string word) => line.Split(' ')[0].Equals(word, StringComparison.OrdinalIgnoreCase);
}
