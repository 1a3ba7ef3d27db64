using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes;

/// <summary>A server that runs, speaks the right protocol, and says in its own words that it does not want this client.</summary>
public class ServerRejectsClientTests
{
    public static TheoryData<string, string, string> Words { get; } = new()
    {
        { "mysql://8.8.8.8", "\x41\0\0\0\xFF\x6A\x04Host '10.0.0.5' is not allowed to connect to this MySQL server", "CREATE USER" },
        { "mysql://8.8.8.8", "\x66\0\0\0\xFF\x69\x04Host '10.0.0.5' is blocked because of many connection errors", "flush-hosts" },
        { "redis://8.8.8.8", "-DENIED Redis is running in protected mode because protected mode is enabled", "requirepass" },
        { "smtp://8.8.8.8", "554 mail.example No SMTP service here\r\n", "access list" },
        { "smtp://8.8.8.8", "521 mail.example does not accept mail\r\n", "access list" },
        { "smtp://8.8.8.8", "450 4.7.1 Client host rejected\r\n", "access list" },
        { "smtp://8.8.8.8", "421 4.3.2 Service shutting down\r\n", "access list" },
        { "ftp://8.8.8.8", "421 Service not available.\r\n", "access list" },
        { "ftp://8.8.8.8", "530 No access from your address.\r\n", "access list" },
        { "imap://8.8.8.8", "* BYE Not allowed\r\n", "access list" },
        { "pop3://8.8.8.8", "-ERR not allowed\r\n", "access list" },
        { "irc://8.8.8.8", "ERROR :Closing Link: [10.0.0.5] (K-lined)\r\n", "access list" },
        { "nats://8.8.8.8", "-ERR 'authorization violation'\r\n", "access list" },
        { "ssh://8.8.8.8", "Not allowed at this time\r\n", "PerSourcePenalties" },
    };

    public static TheoryData<string, string> Full { get; } = new()
    {
        { "ssh://8.8.8.8", "Exceeded MaxStartups\r\n" },
        { "nats://8.8.8.8", "-ERR 'maximum connections exceeded'\r\n" },
        { "memcached://8.8.8.8", "ERROR Too many open connections\r\n" },
        { "mysql://8.8.8.8", "\x17\0\0\0\xFF\x10\x04Too many connections" },
        { "irc://8.8.8.8", "ERROR :Connection refused, too many connections from your IP address\r\n" },
        { "ftp://8.8.8.8", "421 There are too many connected users, please try later.\r\n" },
        { "ftp://8.8.8.8", "530 Sorry, the maximum number of clients is connected.\r\n" },
        { "smtp://8.8.8.8", "421 4.7.0 Connection limit exceeded\r\n" },
    };

    public static TheoryData<string, string> Welcomes { get; } = new()
    {
        { "mysql://8.8.8.8", "\x4A\0\0\0\x0A\x38.0.36\0" },
        { "redis://8.8.8.8", "-NOAUTH Authentication required.\r\n" },
        { "smtp://8.8.8.8", "220 mail.example ESMTP\r\n" },
        { "imap://8.8.8.8", "* OK IMAP4rev1\r\n" },
        { "pop3://8.8.8.8", "+OK POP3 ready\r\n" },
        { "ssh://8.8.8.8", "SSH-2.0-OpenSSH_9.2\r\n" },
        { "ssh://8.8.8.8", "Authorized use only\r\nSSH-2.0-OpenSSH_9.2\r\n" },
    };

    [Theory]
    [MemberData(nameof(Words))]
    public void Its_own_words_are_told_with_what_lets_the_client_in(string target, string words, string remedy)
    {
        Diagnosis diagnosis = Of(target).Connects().HearsBytes(words).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.ProtocolMismatch);
        bool isProbable = diagnosis.Evidence.Protocol.Value!.Own.IsProbable;
        isProbable.Should().Be(words[0] is '4' || words.StartsWith("52", StringComparison.Ordinal) || words.StartsWith("53", StringComparison.Ordinal) || words[0] is '-' && target.StartsWith("pop3", StringComparison.Ordinal), "other protocols have such codes");
        diagnosis.Ranking().Should().Equal(isProbable ? "server-rejects-client likely" : "server-rejects-client confirmed");
        diagnosis.Causes[0].Remedies.Should().ContainSingle().Which.Text.Should().Contain(remedy);
        diagnosis.ToText().Split('\n')[0].Should().EndWith("the server turns this client away");
    }

    [Theory]
    [MemberData(nameof(Full))]
    public void A_server_that_is_full_is_full_and_says_nothing_of_this_client(string target, string words) =>
        Of(target).Connects().HearsBytes(words).Diagnose().Ranking().Should().Equal("server-at-capacity confirmed");

    [Theory]
    [MemberData(nameof(Welcomes))]
    public void A_server_that_greets_or_asks_for_a_login_works(string target, string words)
    {
        Diagnosis diagnosis = Of(target).Connects().HearsBytes(words).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Causes.Should().BeEmpty();
    }

    [Fact]
    public void Lines_that_an_SSH_server_may_send_before_its_version_confirm_no_other_protocol() =>
        Of("ssh://8.8.8.8").Connects().HearsBytes("Access from your network is refused\r\n").Diagnose().Ranking().Should().StartWith(["protocol-mismatch likely"]);

    [Fact]
    public void What_it_says_to_words_of_another_protocol_is_about_those() =>
        Of("ws://8.8.8.8:6667/").Connects().HearsBytes("ERROR :Closing Link: [10.0.0.5] (Unknown command)\r\n").Diagnose()
            .Ranking().Should().Equal("protocol-mismatch confirmed");

    [Fact]
    public void To_a_client_of_another_protocol_that_was_told_without_a_word_it_is_a_remark() =>
        Of("ws://8.8.8.8:25/").Connects().Hears(Silence(WireProtocol.WebSocket)).AlsoHears(Answer(null, "554 mail.example No SMTP service here\r\n")).Diagnose()
            .Ranking().Should().Equal("protocol-mismatch confirmed", "server-rejects-client confirmed");
}
