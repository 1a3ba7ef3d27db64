using System.Globalization;
using System.Net.Sockets;
using ConnectionDiagnostics.Targets;

namespace ConnectionDiagnostics.Tests.Targets;

public class ConnectionTargetTests
{
    [Theory]
    [InlineData("127.0.0.1:8080", "tcp", "127.0.0.1", 8080, "tcp://127.0.0.1:8080")]
    [InlineData("db.example.com:5432", "tcp", "db.example.com", 5432, "tcp://db.example.com:5432")]
    [InlineData("  db.example.com:5432\t", "tcp", "db.example.com", 5432, "tcp://db.example.com:5432")]
    [InlineData("DB.Example.COM:5432", "tcp", "db.example.com", 5432, "tcp://db.example.com:5432")]
    [InlineData("my_host:1", "tcp", "my_host", 1, "tcp://my_host:1")]
    [InlineData("host:65535", "tcp", "host", 65535, "tcp://host:65535")]
    [InlineData("host:0080", "tcp", "host", 80, "tcp://host:80")]
    [InlineData("tls://example.com:8443", "tls", "example.com", 8443, "tls://example.com:8443")]
    [InlineData("WSS://API.example.com:9443/Chat", "wss", "api.example.com", 9443, "wss://api.example.com:9443/Chat")]
    [InlineData("ws://127.0.0.1", "ws", "127.0.0.1", 80, "ws://127.0.0.1/")]
    [InlineData("http://example.com", "http", "example.com", 80, "http://example.com/")]
    [InlineData("http://example.com/#fragment", "http", "example.com", 80, "http://example.com/")]
    [InlineData("redis://cache/0", "redis", "cache", 6379, "redis://cache")]
    [InlineData("postgres://db:5433/orders", "postgres", "db", 5433, "postgres://db:5433")]
    public void Reads_what_people_write(string text, string scheme, string host, int port, string shown)
    {
        ConnectionTarget target = ConnectionTarget.Parse(text);

        target.Scheme.Should().Be(scheme);
        target.Host.Should().Be(host);
        target.Port.Should().Be(port);
        target.ToString().Should().Be(shown);
        target.IsValid.Should().BeTrue();
        target.Problem.Should().BeNull();
    }

    [Theory]
    [InlineData("http", 80, false)]
    [InlineData("https", 443, true)]
    [InlineData("ws", 80, false)]
    [InlineData("wss", 443, true)]
    [InlineData("redis", 6379, false)]
    [InlineData("rediss", 6379, true)]
    [InlineData("postgres", 5432, false)]
    [InlineData("postgresql", 5432, false)]
    [InlineData("mysql", 3306, false)]
    [InlineData("mariadb", 3306, false)]
    [InlineData("sqlserver", 1433, false)]
    [InlineData("mongodb", 27017, false)]
    [InlineData("amqp", 5672, false)]
    [InlineData("amqps", 5671, true)]
    [InlineData("mqtt", 1883, false)]
    [InlineData("mqtts", 8883, true)]
    [InlineData("nats", 4222, false)]
    [InlineData("kafka", 9092, false)]
    [InlineData("stomp", 61613, false)]
    [InlineData("memcached", 11211, false)]
    [InlineData("smtp", 25, false)]
    [InlineData("smtps", 465, true)]
    [InlineData("imap", 143, false)]
    [InlineData("imaps", 993, true)]
    [InlineData("pop3", 110, false)]
    [InlineData("pop3s", 995, true)]
    [InlineData("ssh", 22, false)]
    [InlineData("sftp", 22, false)]
    [InlineData("ftp", 21, false)]
    [InlineData("ftps", 990, true)]
    [InlineData("ldap", 389, false)]
    [InlineData("ldaps", 636, true)]
    [InlineData("xmpp", 5222, false)]
    [InlineData("irc", 6667, false)]
    [InlineData("ircs", 6697, true)]
    [InlineData("rdp", 3389, false)]
    [InlineData("vnc", 5900, false)]
    [InlineData("telnet", 23, false)]
    [InlineData("socks5", 1080, false)]
    [InlineData("dns", 53, false)]
    public void Each_scheme_has_its_default_port_and_leaves_it_out_when_shown(string scheme, int port, bool usesTls)
    {
        ConnectionTarget implied = ConnectionTarget.Parse($"{scheme}://server.example");
        ConnectionTarget written = ConnectionTarget.Parse($"{scheme}://server.example:{port}");

        implied.Port.Should().Be(port);
        implied.UsesTls.Should().Be(usesTls);
        written.ToString().Should().Be(implied.ToString()).And.NotContain($":{port}");
    }

    [Fact]
    public void Every_scheme_is_tested_above()
    {
        int tested = typeof(ConnectionTargetTests).GetMethod(nameof(Each_scheme_has_its_default_port_and_leaves_it_out_when_shown))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).Length;

        TargetScheme.AllNames.Split(", ").Should().HaveCount(tested + 2, "tcp and tls have no port of their own");
    }

    [Theory]
    [InlineData("[::1]:8080", "::1", "tcp://[::1]:8080")]
    [InlineData("http://[2001:DB8::1]", "2001:db8::1", "http://[2001:db8::1]/")]
    [InlineData("ws://[2001:db8::1]:9000/chat", "2001:db8::1", "ws://[2001:db8::1]:9000/chat")]
    [InlineData("[fe80::1%3]:80", "fe80::1%3", "tcp://[fe80::1%3]:80")]
    [InlineData("[::ffff:192.0.2.1]:80", "::ffff:192.0.2.1", "tcp://[::ffff:192.0.2.1]:80")]
    public void IPv6_addresses_are_written_in_brackets(string text, string host, string shown)
    {
        ConnectionTarget target = ConnectionTarget.Parse(text);

        target.Host.Should().Be(host);
        target.Address!.AddressFamily.Should().Be(AddressFamily.InterNetworkV6);
        target.ToString().Should().Be(shown);
    }

    [Fact]
    public void A_zone_is_kept_and_never_sent_in_the_host_header()
    {
        ConnectionTarget target = ConnectionTarget.Parse("http://[fe80::1%3]:8080/");

        target.Address!.ScopeId.Should().Be(3);
        target.HostHeader.Should().Be("[fe80::1]:8080");
    }

    [Theory]
    [InlineData("bücher.example:80", "xn--bcher-kva.example")]
    [InlineData("http://例え.テスト/", "xn--r8jz45g.xn--zckzah")]
    public void International_names_become_ASCII(string text, string host) => ConnectionTarget.Parse(text).Host.Should().Be(host);

    [Fact]
    public void A_trailing_dot_is_kept()
    {
        ConnectionTarget target = ConnectionTarget.Parse("http://example.com./");

        target.Host.Should().Be("example.com.");
        target.ToString().Should().Be("http://example.com./");
    }

    [Theory]
    [InlineData("redis://:secret@cache:6380", "cache", 6380)]
    [InlineData("http://user:secret@example.com/path", "example.com", 80)]
    [InlineData("user:secret@example.com:22", "example.com", 22)]
    [InlineData("amqp://user:se%2Fcret@mq", "mq", 5672)]
    [InlineData("redis://:pa@secret@cache", "cache", 6379)]
    [InlineData("redis://:with blank secret@cache", "cache", 6379)]
    [InlineData("mysql://secret@[::1]", "::1", 3306)]
    [InlineData("wss://user:secret@example.com:9/chat?token=secret", "example.com", 9)]
    public void User_information_is_accepted_and_never_shown(string text, string host, int port)
    {
        ConnectionTarget target = ConnectionTarget.Parse(text);

        target.Host.Should().Be(host);
        target.Port.Should().Be(port);
        Everything.ShownBy(target).Should().NotContain("secret");
    }

    [Theory]
    [InlineData("redis://:se/cret@cache")]
    [InlineData("redis://:se#cret@cache")]
    [InlineData("redis://:se?cret@cache:99999")]
    [InlineData("amqp://user:se/cret@mq:5672/vhost")]
    [InlineData("redis://:secret@")]
    [InlineData("redis://:secret@:6379")]
    [InlineData("redis://:secret@cache:99999")]
    [InlineData("redis://:secret@cache:abc")]
    [InlineData("nosuch://user:secret@host:80")]
    [InlineData("http://user:secret@ho st/")]
    [InlineData("http://user:secret@1.2.3/")]
    [InlineData("http://user:secret@[::1/")]
    [InlineData("http://host:abc/?token=secret")]
    [InlineData("http://host:abc/#secret")]
    [InlineData("//user:secret@host")]
    public void User_information_is_not_shown_where_the_target_is_wrong(string text)
    {
        ConnectionTarget target = ConnectionTarget.ParseOrInvalid(text);
        Exception? thrown = Record.Exception(() => ConnectionTarget.Parse(text));

        target.IsValid.Should().BeFalse();
        thrown.Should().BeOfType<FormatException>();
        $"{Everything.ShownBy(target)} {thrown}".Should().NotContain("cret");
    }

    [Fact]
    public void The_query_is_kept_for_the_server_and_never_shown()
    {
        ConnectionTarget target = ConnectionTarget.Parse("wss://example.com/chat?token=secret&room=1");

        target.ToString().Should().Be("wss://example.com/chat?…");
        target.Path.Should().Be("/chat");
        target.PathAndQuery.Should().Be("/chat?token=secret&room=1");
        Everything.ShownBy(target).Should().NotContain("secret");
    }

    [Theory]
    [InlineData("http://h/a b", "/a%20b")]
    [InlineData("http://h/ü", "/%C3%BC")]
    [InlineData("http://h/a%20b", "/a%20b")]
    [InlineData("http://h/a\r\nX: y", "/a%0D%0AX:%20y")]
    [InlineData("http://h/a\0b", "/a%00b")]
    public void A_path_is_encoded_so_that_it_fits_into_a_request_line(string text, string path) =>
        ConnectionTarget.Parse(text).PathAndQuery.Should().Be(path);

    [Theory]
    [InlineData("http://example.com:8080/", "example.com:8080")]
    [InlineData("http://example.com/", "example.com")]
    [InlineData("https://example.com:80/", "example.com:80")]
    [InlineData("http://[::1]:8080/", "[::1]:8080")]
    public void The_host_header_names_the_port_only_when_it_is_not_the_default(string text, string header) =>
        ConnectionTarget.Parse(text).HostHeader.Should().Be(header);

    [Fact]
    public void Equal_targets_are_equal_whether_or_not_the_default_port_was_written() =>
        ConnectionTarget.Parse("http://example.com/a").Should().Be(ConnectionTarget.Parse("http://example.com:80/a"));

    [Fact]
    public void Targets_of_different_queries_differ() =>
        ConnectionTarget.Parse("http://example.com/?a").Should().NotBe(ConnectionTarget.Parse("http://example.com/?b"));

    [Fact]
    public void A_URI_is_a_target() =>
        ConnectionTarget.FromUri(new Uri("wss://user:secret@example.com:9443/chat?x=1")).ToString().Should().Be("wss://example.com:9443/chat?…");

    [Fact]
    public void A_URI_is_demanded()
    {
        Action act = () => ConnectionTarget.FromUri(null!);

        act.Should().Throw<ArgumentNullException>();
    }

    [Theory]
    [InlineData(null, TargetProblemKind.Empty)]
    [InlineData("", TargetProblemKind.Empty)]
    [InlineData(" \t ", TargetProblemKind.Empty)]
    [InlineData("host:-1", TargetProblemKind.PortOutOfRange, "-1")]
    [InlineData("host:0", TargetProblemKind.PortOutOfRange, "0")]
    [InlineData("host:70000", TargetProblemKind.PortOutOfRange, "70000")]
    [InlineData("host:65536", TargetProblemKind.PortOutOfRange, "65536")]
    [InlineData("http://host:99999999999/", TargetProblemKind.PortOutOfRange, "99999999999")]
    [InlineData("host:abc", TargetProblemKind.PortMalformed, "abc")]
    [InlineData("host:8o80", TargetProblemKind.PortMalformed, "8o80")]
    [InlineData("host:80:90", TargetProblemKind.PortMalformed, "80:90")]
    [InlineData("host:+80", TargetProblemKind.PortMalformed, "+80")]
    [InlineData("host:٨٠", TargetProblemKind.PortMalformed, "٨٠")]
    [InlineData("host:-", TargetProblemKind.PortMalformed, "-")]
    [InlineData("host:", TargetProblemKind.PortMalformed)]
    [InlineData("host", TargetProblemKind.PortMissing, "tcp")]
    [InlineData("tls://host", TargetProblemKind.PortMissing, "tls")]
    [InlineData(":80", TargetProblemKind.HostMissing)]
    [InlineData("http://", TargetProblemKind.HostMissing)]
    [InlineData("http:///path", TargetProblemKind.HostMissing)]
    [InlineData("nosuch://host:1", TargetProblemKind.UnknownScheme, "nosuch")]
    [InlineData("htttp://host", TargetProblemKind.UnknownScheme, "htttp")]
    [InlineData("://host:1", TargetProblemKind.UnknownScheme)]
    [InlineData("1.2.3:80", TargetProblemKind.IPv4Malformed, "1.2.3")]
    [InlineData("256.1.1.1:80", TargetProblemKind.IPv4Malformed, "256.1.1.1")]
    [InlineData("010.0.0.1:80", TargetProblemKind.IPv4Malformed, "010.0.0.1")]
    [InlineData("1.2.3.4.5:80", TargetProblemKind.IPv4Malformed, "1.2.3.4.5")]
    [InlineData("3232235777:80", TargetProblemKind.IPv4Malformed, "3232235777")]
    [InlineData("http://1.2.3.4./", TargetProblemKind.IPv4Malformed, "1.2.3.4.")]
    [InlineData("::1:80", TargetProblemKind.IPv6WithoutBrackets, "::1:80")]
    [InlineData("http://2001:db8::1/", TargetProblemKind.IPv6WithoutBrackets, "2001:db8::1")]
    [InlineData("[::1", TargetProblemKind.IPv6Malformed, "[::1")]
    [InlineData("[::1]80", TargetProblemKind.IPv6Malformed, "[::1]80")]
    [InlineData("[127.0.0.1]:80", TargetProblemKind.IPv6Malformed, "127.0.0.1")]
    [InlineData("[]:80", TargetProblemKind.HostMissing)]
    [InlineData("[1::2::3]:80", TargetProblemKind.IPv6Malformed, "1::2::3")]
    [InlineData("ho st:80", TargetProblemKind.BlankInside, "ho st:80")]
    [InlineData("host :80", TargetProblemKind.BlankInside, "host :80")]
    [InlineData("ho\0st:80", TargetProblemKind.BlankInside, "\\x00")]
    [InlineData("ho\u001B[31mst:80", TargetProblemKind.BlankInside, "\\x1B")]
    [InlineData("a..b:80", TargetProblemKind.HostMalformed, "a..b")]
    [InlineData("-a.example:80", TargetProblemKind.HostMalformed, "-a.example")]
    [InlineData("a-.example:80", TargetProblemKind.HostMalformed, "a-.example")]
    [InlineData("ho$t:80", TargetProblemKind.HostMalformed, "ho$t")]
    [InlineData(".:80", TargetProblemKind.HostMalformed, ".")]
    [InlineData("host..:80", TargetProblemKind.HostMalformed, "host..")]
    [InlineData("redis://:a/b@host", TargetProblemKind.UserInformationMalformed, "%2F")]
    [InlineData("redis://:a?b@host", TargetProblemKind.UserInformationMalformed, "%3F")]
    public void What_is_wrong_is_said_with_the_wrong_part(string? text, TargetProblemKind kind, string part = "")
    {
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        ConnectionTarget target = ConnectionTarget.ParseOrInvalid(text);

        target.IsValid.Should().BeFalse();
        target.Problem!.Kind.Should().Be(kind);
        target.Problem.ToString().Contains(part, StringComparison.Ordinal).Should().BeTrue("{0} names {1}", target.Problem, part);
        target.Problem.ToString().Should().NotContain("{").And.NotContain("[target.problem");
        ConnectionTarget.TryParse(text, out ConnectionTarget? none).Should().BeFalse();
        none.Should().BeNull();
        Exception? thrown = Record.Exception(() => ConnectionTarget.Parse(text!));
        if (text is null)
        {
            thrown.Should().BeOfType<ArgumentNullException>();
        }
        else
        {
            thrown.Should().BeOfType<FormatException>().Which.Message.Should().Be(target.Problem.ToString());
        }
    }

    [Theory]
    [InlineData(TargetProblemKind.PortMalformed, "127.0.0.1:8080")]
    [InlineData(TargetProblemKind.PortMissing, "127.0.0.1:8080")]
    [InlineData(TargetProblemKind.PortOutOfRange, "1 to 65535")]
    [InlineData(TargetProblemKind.HostMissing, "127.0.0.1:8080")]
    [InlineData(TargetProblemKind.HostMalformed, "api.example.com")]
    [InlineData(TargetProblemKind.HostTooLong, "253")]
    [InlineData(TargetProblemKind.IPv4Malformed, "192.0.2.10")]
    [InlineData(TargetProblemKind.IPv6Malformed, "[2001:db8::1]:8080")]
    [InlineData(TargetProblemKind.IPv6WithoutBrackets, "[2001:db8::1]:8080")]
    [InlineData(TargetProblemKind.Empty, "host:port")]
    [InlineData(TargetProblemKind.TooLong, "4096")]
    [InlineData(TargetProblemKind.BlankInside, "ws://127.0.0.1:8080/chat")]
    [InlineData(TargetProblemKind.UnknownScheme, "redis")]
    [InlineData(TargetProblemKind.UserInformationMalformed, "%2F")]
    [InlineData(TargetProblemKind.ZoneUnknown, "names no network interface")]
    public void The_sentence_says_how_it_is_written(TargetProblemKind kind, string example)
    {
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

        new TargetProblem { Kind = kind, Value = "" }.ToString().Should().Contain(example);
    }

    [Fact]
    public void Every_kind_of_problem_has_its_example_above() =>
        typeof(ConnectionTargetTests).GetMethod(nameof(The_sentence_says_how_it_is_written))!.GetCustomAttributes(typeof(InlineDataAttribute), false)
            .Should().HaveCount(Enum.GetValues<TargetProblemKind>().Length);

    [Theory]
    [InlineData(254, TargetProblemKind.HostTooLong)]
    [InlineData(300, TargetProblemKind.HostTooLong)]
    [InlineData(4000, TargetProblemKind.HostTooLong)]
    [InlineData(5000, TargetProblemKind.TooLong)]
    public void Too_long_a_host_is_said_so_and_cut(int length, TargetProblemKind kind)
    {
        string host = string.Concat(Enumerable.Repeat("abcdefghi.", length / 10 + 1))[..(length - 1)] + "z";

        ConnectionTarget target = ConnectionTarget.ParseOrInvalid($"{host}:80");

        target.Problem!.Kind.Should().Be(kind);
        target.Problem.Value.Length.Should().BeLessThanOrEqualTo(60);
        target.ToString().Length.Should().BeLessThanOrEqualTo(300);
    }

    [Theory]
    [InlineData(63, true)]
    [InlineData(64, false)]
    public void A_label_has_at_most_63_characters(int length, bool valid) =>
        ConnectionTarget.TryParse($"{new string('a', length)}.example:80", out _).Should().Be(valid);

    [Fact]
    public void A_host_has_at_most_253_characters_and_a_dot()
    {
        string host = string.Join('.', Enumerable.Repeat(new string('a', 49), 5)) + "." + new string('b', 3);

        host.Should().HaveLength(253);
        ConnectionTarget.TryParse($"{host}.:80", out _).Should().BeTrue();
        ConnectionTarget.TryParse($"a{host}:80", out _).Should().BeFalse();
    }

    [Theory]
    [InlineData(4096, true)]
    [InlineData(4097, false)]
    public void A_target_has_at_most_4096_characters(int length, bool valid) =>
        ConnectionTarget.TryParse("http://h/" + new string('a', length - 9), out _).Should().Be(valid);

    [Fact]
    public void An_invalid_target_is_empty_but_for_its_problem()
    {
        ConnectionTarget target = ConnectionTarget.ParseOrInvalid("host:99999");

        target.Host.Should().BeEmpty();
        target.Port.Should().Be(0);
        target.Path.Should().BeEmpty();
        target.Address.Should().BeNull();
        target.ToString().Should().Be("host:99999");
    }

    [Fact]
    public void Nasty_text_never_throws_and_never_shows_a_password_of_a_target_that_has_a_host()
    {
        const string Canary = "cAnArY";
        string[] pieces =
        [
            "a", "1", ".", "-", "_", "[", "]", "::", "%", "%25", "\0", "\u001B", " ", "\u202E", "\uD800", "ü", "例", "😀", "256", "0x", "~", "+", "=", "&", "'", "\"", "<", "e\u0301",
        ];
        string[] schemes = ["", "http://", "redis://", "wss://", "tcp://", "HTTPS://", "amqp://"];
        var random = new Random(20260101);
        for (int i = 0; i < 4_000; i++)
        {
            string nasty = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => pieces[random.Next(pieces.Length)]));
            string scheme = schemes[random.Next(schemes.Length)];
            string text = $"{scheme}user:{Canary}@{nasty}:{random.Next(-10, 70000)}/{nasty}?x={nasty}";

            bool valid = ConnectionTarget.TryParse(text, out ConnectionTarget? parsed);
            ConnectionTarget target = ConnectionTarget.ParseOrInvalid(text);

            target.IsValid.Should().Be(valid);
            Everything.ShownBy(target).Should().NotContain(Canary, "the text was {0}", text);
            if (parsed is not null)
            {
                parsed.PathAndQuery.Should().NotMatchRegex("[^!-~]", "it is sent as it is; the text was {0}", text);
                parsed.HostHeader.Should().NotMatchRegex("[^!-~]");
                ConnectionTarget.Parse(parsed.ToString()).Host.Should().Be(parsed.Host);
            }
        }
    }
}
