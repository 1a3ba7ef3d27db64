using System.Reflection;
using System.Text;
using ConnectionDiagnostics.Probes.Protocols;
using static ConnectionDiagnostics.DetectionConfidence;

namespace ConnectionDiagnostics.Tests.Probes.Protocols;

public class SignatureTableTests
{
    private static readonly ConnectionTarget Target = ConnectionTarget.Parse("tcp://server.example:1");

    /// <summary>First answers as servers send them, and whether they leave a doubt.</summary>
    [Theory]
    [InlineData(null, "T:HTTP/1.1 200 OK\r\n", WireProtocol.Http, Certain)]
    [InlineData(WireProtocol.Tls, "T:<!DOCTYPE HTML>\n<html lang=\"en\">", WireProtocol.Http, Probable)]
    [InlineData(WireProtocol.Http, "00000C0400000000000003000000640004000100000000", WireProtocol.Http2, Certain)]
    [InlineData(WireProtocol.Http, "000012040000000000", WireProtocol.Http2, Certain)]
    [InlineData(null, "T:SSH-2.0-OpenSSH_9.2p1\r\n", WireProtocol.Ssh, Certain)]
    [InlineData(null, "T:220 vm ESMTP OpenSMTPD\r\n", WireProtocol.Smtp, Certain)]
    [InlineData(WireProtocol.Smtp, "T:220 vm ready\r\n", WireProtocol.Smtp, Probable)]
    [InlineData(WireProtocol.Http, "T:220 vm ready\r\n", WireProtocol.Text, Certain)]
    [InlineData(null, "T:220-FileZilla Server 1.7\r\n220 welcome\r\n", WireProtocol.Ftp, Certain)]
    [InlineData(null, "T:* OK [CAPABILITY IMAP4rev1] Dovecot ready.\r\n", WireProtocol.Imap, Certain)]
    [InlineData(null, "T:+OK Dovecot ready.\r\n", WireProtocol.Pop3, Certain)]
    [InlineData(WireProtocol.Redis, "T:+PONG\r\n", WireProtocol.Redis, Certain)]
    [InlineData(WireProtocol.Redis, "T:-MISCONF Redis is configured\r\n", WireProtocol.Redis, Certain)]
    [InlineData(WireProtocol.Memcached, "T:VERSION 1.6.18\r\n", WireProtocol.Memcached, Certain)]
    [InlineData(WireProtocol.Tls, "T:ERROR\r\n", WireProtocol.Memcached, Probable)]
    [InlineData(WireProtocol.Memcached, "T:ERROR\r\n", WireProtocol.Text, Certain)]
    [InlineData(null, "4A0000000A352E352E352D31302E31312E31392D4D61726961444200", WireProtocol.MySql, Certain)]
    [InlineData(WireProtocol.PostgreSql, "53", WireProtocol.PostgreSql, Certain)]
    [InlineData(WireProtocol.MongoDB, "58000000010000004344434F434F4E44DD070000", null, null)]
    [InlineData(WireProtocol.MongoDB, "5800000001000000434F4E440100000008000000", WireProtocol.MongoDB, Certain)]
    [InlineData(WireProtocol.MongoDB, "5800000001000000434F4E44DD07000000000000", WireProtocol.MongoDB, Certain)]
    [InlineData(WireProtocol.SqlServer, "0401002B0000010000001A00060100200001", WireProtocol.SqlServer, Certain)]
    [InlineData(WireProtocol.Amqp, "01000000000150000A000A0009", WireProtocol.Amqp, Certain)]
    [InlineData(WireProtocol.Amqp, "414D515003010000", WireProtocol.Amqp, Certain)]
    [InlineData(WireProtocol.Mqtt, "20020000", WireProtocol.Mqtt, Certain)]
    [InlineData(WireProtocol.Mqtt, "2003008400", WireProtocol.Mqtt, Certain)]
    [InlineData(null, "T:INFO {\"server_id\":\"N\"}\r\n", WireProtocol.Nats, Certain)]
    [InlineData(WireProtocol.Kafka, "0000001A434F4E440000000000020000", WireProtocol.Kafka, Certain)]
    [InlineData(WireProtocol.Ldap, "302F0201016428040030243022041473", WireProtocol.Ldap, Certain)]
    [InlineData(WireProtocol.Ldap, "30840000002F0201016484000000", WireProtocol.Ldap, Certain)]
    [InlineData(WireProtocol.Ldap, "300C02010165070A010004000400", WireProtocol.Ldap, Certain)]
    [InlineData(WireProtocol.Rdp, "030000130ED000001234000209080002000000", WireProtocol.Rdp, Certain)]
    [InlineData(null, "T:RFB 003.008\n", WireProtocol.Vnc, Certain)]
    [InlineData(WireProtocol.Socks5, "0500", WireProtocol.Socks5, Certain)]
    [InlineData(WireProtocol.Http, "05FF", WireProtocol.Socks5, Probable)]
    [InlineData(WireProtocol.Socks5, "005B000000000000", WireProtocol.Socks4, Certain)]
    [InlineData(null, "FFFD18FFFD20", WireProtocol.Telnet, Certain)]
    [InlineData(WireProtocol.Telnet, "T:router login: ", WireProtocol.Telnet, Probable)]
    [InlineData(WireProtocol.Telnet, "T:SSH-2.0-x\r\n", WireProtocol.Ssh, Certain)]
    [InlineData(WireProtocol.Irc, "T::irc.example 451 * :You have not registered\r\n", WireProtocol.Irc, Certain)]
    [InlineData(null, "T::irc.example NOTICE * :*** Looking up your hostname...\r\n", WireProtocol.Irc, Certain)]
    [InlineData(null, "T:NOTICE AUTH :*** Looking up\r\n", WireProtocol.Irc, Certain)]
    [InlineData(WireProtocol.Xmpp, "T:<?xml version='1.0'?><stream:stream xmlns:stream='http://etherx.jabber.org/streams'>", WireProtocol.Xmpp, Certain)]
    [InlineData(WireProtocol.Stomp, "T:ERROR\nversion:1.0,1.1,1.2\ncontent-type:text/plain\n\nSupported versions\0", WireProtocol.Stomp, Certain)]
    [InlineData(WireProtocol.Dns, "0011C0DE81050001000000000000000002", WireProtocol.Dns, Certain)]
    [InlineData(null, "160303007A020000760303", WireProtocol.Tls, Certain)]
    [InlineData(null, "15030300020228", WireProtocol.Tls, Certain)]
    [InlineData(null, "0000000C6672616D653A6869", WireProtocol.LengthPrefixed, Certain)]
    [InlineData(WireProtocol.Http, "T:text:GET / HTTP/1.1\ntext:\n", WireProtocol.Text, Certain)]
    public void An_answer_has_its_name_and_how_sure_that_is(string? asked, string answer, string? protocol, DetectionConfidence? confidence)
    {
        byte[] bytes = answer.StartsWith("T:", StringComparison.Ordinal) ? Encoding.Latin1.GetBytes(answer[2..]) : Convert.FromHexString(answer);

        Identity identity = Signatures.Match(bytes, Openings.OfServer(asked, Target) ?? new Opening { Protocol = asked });

        (identity.Protocol, identity.Confidence).Should().Be((protocol, confidence));
    }

    [Fact]
    public void Every_signature_names_its_specification() => SignatureTable.All.Should().OnlyContain(signature => signature.Source.Length > 4);

    [Fact]
    public void Every_protocol_of_the_contract_is_recognised_somewhere()
    {
        IEnumerable<string> names = typeof(WireProtocol).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!);

        // By the handshake, by headers, and by what is left: no signature of first bytes.
        names.Except(SignatureTable.All.Select(signature => signature.Protocol))
            .Should().BeEquivalentTo(WireProtocol.WebSocket, WireProtocol.HttpProxy, WireProtocol.Echo, WireProtocol.Text, WireProtocol.LengthPrefixed);
    }

    [Fact]
    public void What_matches_nothing_allocates_nothing()
    {
        byte[][] answers =
        [
            [], [1, 2, 3, 4], [0, 0, 0, 9, 1], [0x16, 3, 1, 0, 5, 1], "HTT"u8.ToArray(), "\u0001 SMTP FTP login:"u8.ToArray(), new byte[48 * 1024],
            [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 7))],
        ];
        Opening[] openings = [Openings.Listen, Openings.OfServer(WireProtocol.Redis, Target)!, Openings.OfServer(WireProtocol.Ldap, Target)!];
        MatchAll();

        long before = GC.GetAllocatedBytesForCurrentThread();
        bool any = MatchAll();

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
        any.Should().BeFalse();

        bool MatchAll()
        {
            bool matched = false;
            foreach (byte[] answer in answers)
            {
                foreach (Opening opening in openings)
                {
                    matched |= Signatures.Match(answer, opening).Protocol is not null;
                    SignatureTable.MayBecome(answer, opening.Protocol);
                }
            }

            return matched;
        }
    }

    [Fact]
    public void Garbage_is_next_to_never_taken_for_a_protocol()
    {
        var random = new Random(20261123);
        int certain = 0;
        for (int i = 0; i < 100_000; i++)
        {
            byte[] bytes = new byte[random.Next(1, 64)];
            random.NextBytes(bytes);
            certain += Signatures.Match(bytes, Openings.Listen) is { Confidence: Certain, Protocol: not WireProtocol.Text } ? 1 : 0;
        }

        certain.Should().BeLessThan(20);
    }
}
