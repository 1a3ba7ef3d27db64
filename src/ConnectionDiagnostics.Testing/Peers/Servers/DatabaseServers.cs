using System.Buffers.Binary;
using System.Text;

namespace ConnectionDiagnostics.Testing.Peers.Servers;

/// <summary>Databases, as far as the first message. None lets anybody in.</summary>
internal static class DatabaseServers
{
    private const int SslRequest = 80877103;

    private const int MaxStartupPacket = 10_000;

    private const int OpQuery = 2004;

    private const int OpMsg = 2013;

    /// <summary>PostgreSQL without TLS (Message Flow): a startup packet of impossible length ends the connection, a possible one is denied by pg_hba.conf.</summary>
    public static IPeer PostgreSql { get; } = new ServerPeer(default, received =>
        received.Length < 8 ? null
        : BinaryPrimitives.ReadInt32BigEndian(received) is var length && length is < 8 or > MaxStartupPacket ? Reply.Close
        : received.Length < length ? null
        : BinaryPrimitives.ReadInt32BigEndian(received.AsSpan(4)) == SslRequest ? Reply.Of((byte)'N')
        : new Reply(PostgreSqlError("28000", "no pg_hba.conf entry for host \"127.0.0.1\", no encryption"), Parting.Closes));

    /// <summary>MariaDB 10.11 (Protocol::HandshakeV10): greets, denies access to a login, and ends with an error and a reset on anything else.</summary>
    public static IPeer MySql { get; } = new ServerPeer(MySqlGreeting(), received =>
        received.Length < 4 ? null
        // A packet has its length in three bytes, and its number, which after the greeting is 1.
        : received[3] == 1 && received.Length >= (received[0] | (received[1] << 8) | (received[2] << 16)) + 4
            ? new Reply(MySqlError(2, 1045, "28000", "Access denied for user"), Parting.Closes)
        : new Reply(MySqlError(1, 1156, "08S01", "Got packets out of order"), Parting.Resets));

    /// <summary>MongoDB: tells what it is to whoever asks, and browsers that they are wrong here.</summary>
    public static IPeer MongoDB { get; } = new ServerPeer(default, received =>
        received.AsSpan().StartsWith("GET "u8) ? Reply.Of(MongoDBPage, Parting.Closes)
        : received.Length < 16 ? null
        : BinaryPrimitives.ReadInt32LittleEndian(received) is var length && length is < 16 or > 48_000_000 ? Reply.Close
        : received.Length < length ? null
        : BinaryPrimitives.ReadInt32LittleEndian(received.AsSpan(12)) switch
        {
            // OP_REPLY: flags, cursor, first document, one document.
            OpQuery => MongoDBReply(received, 1, [8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, .. MongoDBHello]),
            // OP_MSG: flags, and a section of one document.
            OpMsg => MongoDBReply(received, OpMsg, [0, 0, 0, 0, 0, .. MongoDBHello]),
            _ => Reply.Close,
        });

    private const string MongoDBPage =
        "HTTP/1.0 200 OK\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: 85\r\n\r\n"
        + "It looks like you are trying to access MongoDB over HTTP on the native driver port.\r\n";

    /// <summary>BSON: isWritablePrimary true, maxWireVersion 17, ok 1.</summary>
    private static byte[] MongoDBHello
    {
        get
        {
            byte[] elements =
            [
                8, .. "isWritablePrimary\0"u8, 1, 0x10, .. "maxWireVersion\0"u8, 17, 0, 0, 0, 0x10, .. "minWireVersion\0"u8, 0, 0, 0, 0,
                1, .. "ok\0"u8, 0, 0, 0, 0, 0, 0, 0xF0, 0x3F,
            ];
            return [(byte)(elements.Length + 5), 0, 0, 0, .. elements, 0];
        }
    }

    /// <summary>Length, number, the question's number, kind, and the rest.</summary>
    private static Reply MongoDBReply(byte[] question, int kind, byte[] body)
    {
        byte[] reply = [0, 0, 0, 0, 1, 0, 0, 0, .. question[4..8], 0, 0, 0, 0, .. body];
        BinaryPrimitives.WriteInt32LittleEndian(reply, reply.Length);
        BinaryPrimitives.WriteInt32LittleEndian(reply.AsSpan(12), kind);
        return new Reply(reply);
    }

    private static byte[] PostgreSqlError(string state, string message)
    {
        byte[] fields = [.. Encoding.ASCII.GetBytes($"SFATAL\0VFATAL\0C{state}\0M{message}\0"), 0];
        return [(byte)'E', 0, 0, (byte)((fields.Length + 4) >> 8), (byte)(fields.Length + 4), .. fields];
    }

    private static byte[] MySqlGreeting()
    {
        byte[] payload =
        [
            10, .. "5.5.5-10.11.14-MariaDB\0"u8, 7, 0, 0, 0, .. "k5N[2mQz"u8, 0, 0xFE, 0xF7, 0x2D, 2, 0, 0xFF, 0x81, 21, 0, 0, 0, 0, 0, 0, 0x1D, 0, 0, 0,
            .. "Yp@d8u(w)3Tx"u8, 0, .. "mysql_native_password\0"u8,
        ];
        return [(byte)payload.Length, 0, 0, 0, .. payload];
    }

    private static byte[] MySqlError(byte number, int code, string state, string message)
    {
        byte[] payload = [0xFF, (byte)code, (byte)(code >> 8), .. Encoding.ASCII.GetBytes($"#{state}{message}")];
        return [(byte)payload.Length, 0, 0, number, .. payload];
    }
}
