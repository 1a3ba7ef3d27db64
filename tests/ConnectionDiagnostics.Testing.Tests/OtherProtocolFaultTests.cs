namespace ConnectionDiagnostics.Testing.Tests;

public sealed class OtherProtocolFaultTests
{
    [Fact]
    public async Task Sends_greets_and_says_no_more()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Sends("220 grüß Gott\r\n"), TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        await client.SendAsync("hello\r\n");
        client.EndSending();

        (await client.ReadToEndAsync()).Should().Be("220 gr\u00C3\u00BC\u00C3\u009F Gott\r\n", "text is sent in UTF-8");
    }

    [Fact]
    public async Task Sends_sends_bytes_as_they_are()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Sends([0x00, 0xFF, 0x0A]), TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        (await client.ReadAsync(3)).Should().Be("\u0000\u00FF\n");
    }

    [Fact]
    public async Task Sends_closes_after_the_greeting_when_told_to()
    {
        await using FaultyServer server =
            await FaultyServer.StartAsync(Fault.Sends("421 too many\r\n", thenCloses: true), TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        (await client.ReadToEndAsync()).Should().Be("421 too many\r\n");
    }

    [Theory]
    [InlineData("one\n", 1)]
    [InlineData("one\r\ntwo\r\n", 2)]
    [InlineData("one\n\nthree\n", 3)]
    [InlineData("unfinished", 0)]
    [InlineData("\u0016\u0003\u0001 no text", 1)]
    public async Task SpeaksText_answers_each_line_with_one(string sent, int answers)
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.SpeaksText, TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        await client.SendAsync(sent);
        client.EndSending();

        (await client.ReadToEndAsync()).Should().Be(string.Concat(Enumerable.Repeat("unknown request\r\n", answers)));
    }

    [Fact]
    public async Task SpeaksText_takes_a_line_in_pieces()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.SpeaksText, TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        await client.SendAsync("first\nsec");
        await client.ReadAsync("unknown request\r\n".Length);
        await client.SendAsync("ond\n");
        client.EndSending();

        (await client.ReadToEndAsync()).Should().Be("unknown request\r\n");
    }

    [Fact]
    public async Task Echoes_sends_back_what_it_gets()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Echoes, TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        await client.SendAsync("over the hills");
        client.EndSending();

        (await client.ReadToEndAsync()).Should().Be("over the hills");
    }

    [Fact]
    public async Task SpeaksSsh_greets_and_sends_away_who_speaks_something_else()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.SpeaksSsh, TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        string greeting = await client.ReadAsync(23);
        await client.SendAsync("GET / HTTP/1.1\r\n\r\n");

        greeting.Should().Be("SSH-2.0-OpenSSH_9.2p1\r\n");
        (await client.ReadToEndAsync()).Should().Be("Invalid SSH identification string.\r\n");
    }

    [Fact]
    public async Task SpeaksSmtp_greets_answers_and_says_goodbye()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.SpeaksSmtp, TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        await client.SendAsync("EHLO me.example\r\nGET / HTTP/1.1\r\nquit\r\nNOOP\r\n");

        (await client.ReadToEndAsync()).Should().Be(
            "220 mail.example ESMTP\r\n250 mail.example\r\n500 5.5.1 Command unrecognized\r\n221 2.0.0 Bye\r\n");
    }

    /// <summary>What each says to whom, as the real servers do.</summary>
    [Theory]
    [InlineData("redis", "PING\r\n", "+PONG\r\n")]
    [InlineData("redis", "*1\r\n$4\r\nPING\r\n", "+PONG\r\n")]
    [InlineData("redis", "hi\n", "-ERR unknown command 'hi', with args beginning with: \r\n")]
    [InlineData("redis", "GET / HTTP/1.1\r\nHost: a\r\n\r\n", "")]
    [InlineData("memcached", "version\r\n", "VERSION 1.6.18\r\n")]
    [InlineData("memcached", "a\nb\n", "ERROR\r\nERROR\r\n")]
    [InlineData("postgresql", "\u0000\u0000\u0000\u0008\u0004\u00D2\u0016\u002F", "N")]
    [InlineData("postgresql", "GET / HTTP/1.1\r\n\r\n", "")]
    [InlineData("mqtt", "\u0010\u000C\u0000\u0004MQTT\u0004\u0002\u0000\u000A\u0000\u0000", "\u0020\u0002\u0000\u0000")]
    [InlineData("amqp", "GET / HTTP/1.1\r\n\r\n", "AMQP\u0000\u0000\u0009\u0001")]
    [InlineData("irc", "GET / HTTP/1.1\r\n\r\n", "ERROR :\"Oops, HTTP request received? This is IRC!\"\r\n")]
    [InlineData("length-prefixed", "\u0000\u0000\u0000\u0006hi", "\u0000\u0000\u0000\u000Cframe:hi")]
    [InlineData("length-prefixed", "GET / HTTP/1.1\r\n\r\n", "")]
    [InlineData("socks5", "\u0005\u0001\u0000", "\u0005\u0000")]
    [InlineData("socks5", "\u0005\u0001\u0002", "\u0005\u00FF")]
    [InlineData("socks4", "\u0004\u0001", "\u0000\u005B\u0000\u0000\u0000\u0000\u0000\u0000")]
    [InlineData("kafka", "GET / HTTP/1.1\r\n\r\n", "")]
    [InlineData("ldap", "GET / HTTP/1.1\r\n\r\n", "")]
    [InlineData("dns", "GET / HTTP/1.1\r\n\r\n", "")]
    public async Task Speaks_answers_as_the_real_server_does(string protocol, string sent, string answer)
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Speaks(protocol), TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        await client.SendAsync(sent);
        client.EndSending();

        (await client.ReadToEndAsync()).Should().Be(answer);
    }

    [Fact]
    public async Task Speaks_takes_a_message_in_pieces()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Speaks("mqtt"), TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        await client.SendAsync("\u0010");
        await client.SendAsync("\u000C\u0000\u0004MQTT");
        await client.SendAsync("\u0004\u0002\u0000\u000A\u0000\u0000");

        (await client.ReadAsync(4)).Should().Be("\u0020\u0002\u0000\u0000");
    }

    [Fact]
    public async Task Speaks_reads_no_message_for_ever()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Speaks("redis"), TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        await client.SendAsync(new string('x', 16 * 1024));

        (await client.ReadToEndAsync()).Should().BeEmpty();
    }

    [Fact]
    public void Speaks_names_what_there_is_when_there_is_no_such_server()
    {
        Action make = () => Fault.Speaks("gopher");

        make.Should().Throw<ArgumentException>().WithParameterName("protocol").WithMessage("*gopher*redis*");
    }

    [Fact]
    public async Task Floods_never_ends_by_itself()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Floods, TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        string much = await client.ReadAsync(1_000_000);

        much.Should().StartWith(" !\"#$%&'()*+,-./0123456789").And.Contain("\r\n");
        much.Split("\r\n")[..^1].Should().OnlyContain(line => line.Length == 72);
    }
}
