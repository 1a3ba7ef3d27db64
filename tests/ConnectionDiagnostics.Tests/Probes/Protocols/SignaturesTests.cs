using System.Text;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Tests.Probes.Protocols;

public class SignaturesTests
{
    private static readonly ConnectionTarget Target = ConnectionTarget.Parse("tcp://server.example:1");

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n", WireProtocol.Ssh, "OpenSSH_9.2p1 Debian-2")]
    [InlineData("SSH-1.99\r\n", WireProtocol.Ssh, null)]
    [InlineData("220 mail.example ESMTP Postfix\r\n", WireProtocol.Smtp, "mail.example ESMTP Postfix")]
    [InlineData("220-mail.example ESMTP\r\n220 ready\r\n", WireProtocol.Smtp, "mail.example ESMTP")]
    [InlineData("220 (vsFTPd 3.0.3)\r\n", WireProtocol.Ftp, "(vsFTPd 3.0.3)")]
    [InlineData("* OK [CAPABILITY IMAP4rev1] Dovecot ready.\r\n", WireProtocol.Imap, "OK [CAPABILITY IMAP4rev1] Dovecot ready.")]
    [InlineData("+OK Dovecot ready.\r\n", WireProtocol.Pop3, "+OK Dovecot ready.")]
    [InlineData("+PONG\r\n", WireProtocol.Redis, null)]
    [InlineData("-NOAUTH Authentication required.\r\n", WireProtocol.Redis, null)]
    [InlineData("-DENIED Redis is running in protected mode\r\n", WireProtocol.Redis, null)]
    [InlineData("-ERR unknown command 'GET'\r\n", WireProtocol.Redis, null)]
    [InlineData("-ERR max number of clients reached\r\n", WireProtocol.Redis, null)]
    [InlineData("VERSION 1.6.18\r\n", WireProtocol.Memcached, "1.6.18")]
    [InlineData("ERROR\r\n", WireProtocol.Memcached, null)]
    [InlineData("ERROR\r\nERROR\r\n", WireProtocol.Memcached, null)]
    [InlineData("INFO {\"server_id\":\"N\"}\r\n", WireProtocol.Nats, null)]
    [InlineData("RFB 003.008\n", WireProtocol.Vnc, "RFB 003.008")]
    [InlineData("hello\r\n", WireProtocol.Text, null)]
    [InlineData("ERROR: no\r\nERROR\r\n", WireProtocol.Text, null)]
    [InlineData("\u0001\u0002\u0003", null, null)]
    public void A_greeting_is_known_by_its_words(string greeting, string? protocol, string? product) =>
        Named(Signatures.Match(Encoding.Latin1.GetBytes(greeting), Openings.Listen)).Should().Be((protocol, product));

    [Theory]
    [InlineData("4A0000000A352E372E343100", WireProtocol.MySql, "5.7.41")]
    [InlineData("17000000FF1004546F6F206D616E7920636F6E6E656374696F6E73", WireProtocol.MySql, null)]
    [InlineData("000000040000000000", WireProtocol.Http2, null)]
    [InlineData("000006040000000000000300000064", WireProtocol.Http2, null)]
    [InlineData("010000000001F4000A000A0009", WireProtocol.Amqp, "AMQP 0-9-1")]
    [InlineData("414D515000000901", WireProtocol.Amqp, "AMQP 0-9-1")]
    [InlineData("414D515003010000", WireProtocol.Amqp, "AMQP 1.0")]
    [InlineData("FFFD18FFFD20", WireProtocol.Telnet, null)]
    [InlineData("05FF", WireProtocol.Socks5, null)]
    [InlineData("45000000505346415441", WireProtocol.PostgreSql, null)]
    [InlineData("15030300020228", WireProtocol.Tls, null)]
    [InlineData("160303007A020000", WireProtocol.Tls, null)]
    [InlineData("0000000301020304", null, null)]
    [InlineData("0000000401020304", WireProtocol.LengthPrefixed, null)]
    [InlineData("0000000801020304", WireProtocol.LengthPrefixed, null)]
    [InlineData("", null, null)]
    public void Bytes_are_known_by_their_frame(string hex, string? protocol, string? product) =>
        Named(Signatures.Match(Convert.FromHexString(hex), Openings.Listen)).Should().Be((protocol, product));

    [Theory]
    [InlineData(WireProtocol.PostgreSql, "4E", WireProtocol.PostgreSql)]
    [InlineData(WireProtocol.PostgreSql, "53", WireProtocol.PostgreSql)]
    [InlineData(WireProtocol.Mqtt, "20020000", WireProtocol.Mqtt)]
    [InlineData(WireProtocol.Mqtt, "20020005", WireProtocol.Mqtt)]
    [InlineData(WireProtocol.Socks5, "0500", WireProtocol.Socks5)]
    public void Some_answers_mean_something_only_after_their_question(string asked, string hex, string protocol)
    {
        byte[] bytes = Convert.FromHexString(hex);

        Signatures.Match(bytes, Openings.OfServer(asked, Target)!).Protocol.Should().Be(protocol);
        Signatures.Match(bytes, Openings.Listen).Protocol.Should().NotBe(protocol);
    }

    [Theory]
    [InlineData(WireProtocol.Redis)]
    [InlineData(WireProtocol.Memcached)]
    [InlineData(WireProtocol.PostgreSql)]
    [InlineData(WireProtocol.Mqtt)]
    [InlineData(WireProtocol.Socks5)]
    public void What_comes_back_as_it_was_sent_is_an_echo(string asked)
    {
        Opening opening = Openings.OfServer(asked, Target)!;

        Signatures.Match(opening.Bytes.Span, opening).Protocol.Should().Be(WireProtocol.Echo);
    }

    [Fact]
    public void A_product_is_cut() =>
        Signatures.Match(Encoding.Latin1.GetBytes("SSH-2.0-" + new string('x', 5000)), Openings.Listen).Product.Should().HaveLength(80);

    [Fact]
    public void Text_cut_in_the_middle_of_a_letter_is_still_text()
    {
        byte[] bytes = Encoding.UTF8.GetBytes("Grüße 例");
        for (int length = 8; length <= bytes.Length; length++)
        {
            Signatures.Match(bytes.AsSpan(0, length), Openings.Listen).Protocol.Should().Be(WireProtocol.Text);
        }
    }

    [Fact]
    public void Garbage_never_throws()
    {
        Opening[] openings = [Openings.Listen, .. new[] { WireProtocol.Redis, WireProtocol.PostgreSql, WireProtocol.Mqtt }.Select(protocol => Openings.OfServer(protocol, Target)!)];
        Garbage.Feed(
            bytes =>
            {
                foreach (Opening opening in openings)
                {
                    Signatures.Match(bytes, opening);
                    AnswerReader.Read(bytes, opening);
                    AnswerReader.WantsMore(bytes, opening);
                }
            },
            Convert.FromHexString("4A0000000A352E372E343100"), Encoding.Latin1.GetBytes("SSH-2.0-x\r\n"), Encoding.Latin1.GetBytes("220 x ESMTP\r\n"));
    }

    private static (string? Protocol, string? Product) Named(Identity identity) => (identity.Protocol, identity.Product);
}
