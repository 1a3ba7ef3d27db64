using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes;

public class OtherProtocolTests
{
    private const string NginxPage = "HTTP/1.1 400 Bad Request\r\nServer: nginx\r\n\r\n<center>The plain HTTP request was sent to HTTPS port</center>";

    [Theory]
    [InlineData("http://8.8.8.8/", "SSH-2.0-OpenSSH_9.2p1\r\n", "SSH", "OpenSSH_9.2p1")]
    [InlineData("ws://8.8.8.8/chat", "+PONG\r\n", "Redis", null)]
    [InlineData("redis://8.8.8.8", "HTTP/1.1 400 Bad Request\r\n\r\n", "HTTP", null)]
    [InlineData("http://8.8.8.8/", "220 mail.example ESMTP Postfix\r\n", "SMTP", "mail.example ESMTP Postfix")]
    public void An_answer_in_another_protocol_is_confirmed_by_its_name(string target, string bytes, string protocol, string? product)
    {
        Diagnosis diagnosis = Of(target).Connects().HearsBytes(bytes).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.ProtocolMismatch);
        diagnosis.Ranking().Should().Equal("protocol-mismatch confirmed");
        diagnosis.Causes[0].Summary.Should().Contain(protocol).And.Contain(product ?? protocol);
    }

    [Fact]
    public void An_answer_in_no_known_protocol_is_confirmed_to_be_another_one()
    {
        Diagnosis diagnosis = Of("http://8.8.8.8/").Connects().HearsBytes("\u0001\u0002\u0003\u0004").Diagnose();

        diagnosis.Ranking().Should().Equal("protocol-mismatch confirmed");
        diagnosis.Causes[0].Reasons[0].Should().Contain("\\x01\\x02\\x03\\x04");
        diagnosis.Detected.Should().BeNull();
    }

    [Fact]
    public void Silence_is_told_apart_by_what_another_question_got()
    {
        Diagnosis diagnosis = Of("http://8.8.8.8/").Connects().Hears(Silence()).AlsoHears(Answer(null, "SSH-2.0-OpenSSH_9.2p1\r\n")).Diagnose();

        diagnosis.Ranking().Should().Equal("protocol-mismatch confirmed");
        diagnosis.Detected.Should().Be(WireProtocol.Ssh);
    }

    [Fact]
    public void A_server_that_stays_silent_is_likely_hanging_and_possibly_of_another_protocol()
    {
        Diagnosis diagnosis = Of("http://8.8.8.8/").Connects().Hears(Silence()).AlsoHears(Silence()).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Timeout);
        diagnosis.Ranking().Should().Equal("server-silent likely", "protocol-mismatch possible");
        diagnosis.NextChecks.Should().ContainSingle();
    }

    [Fact]
    public void A_server_that_closes_even_when_nothing_is_said_closes_immediately()
    {
        Diagnosis diagnosis = Of("http://8.8.8.8/").Connects().Hears(Closing()).AlsoHears(Closing()).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Reset);
        diagnosis.Ranking().Should().Equal("server-closes-immediately likely", "protocol-mismatch possible");
    }

    [Fact]
    public void A_server_that_closes_only_on_our_words_likely_speaks_another_protocol()
    {
        Diagnosis diagnosis = Of("http://8.8.8.8/").Connects().Hears(Closing()).AlsoHears(Silence()).Diagnose();

        diagnosis.Ranking().Should().Equal("protocol-mismatch likely", "server-closes-immediately possible");
    }

    [Theory]
    [InlineData("http://8.8.8.8/", "https://8.8.8.8/")]
    [InlineData("ws://8.8.8.8:9000/chat", "wss://8.8.8.8:9000/chat")]
    [InlineData("redis://8.8.8.8", "rediss://8.8.8.8")]
    public void A_server_that_takes_up_TLS_wants_it(string target, string instead)
    {
        Diagnosis diagnosis = Of(target).Connects().Hears(Closing()).AlsoHears(TlsTakenUp()).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.ProtocolMismatch);
        diagnosis.Ranking().Should().Equal("plaintext-on-tls-port confirmed");
        diagnosis.Causes[0].Remedies[0].Text.Should().Contain(instead);
        diagnosis.Detected.Should().Be(WireProtocol.Tls);
    }

    [Fact]
    public void The_page_of_a_TLS_port_together_with_a_handshake_confirms_it_twice()
    {
        Diagnosis diagnosis = Of("http://8.8.8.8/").Connects().HearsBytes(NginxPage).AlsoHears(TlsTakenUp()).Diagnose();

        diagnosis.Ranking().Should().Equal("plaintext-on-tls-port confirmed");
        diagnosis.Causes[0].Reasons.Should().HaveCount(2);
    }

    [Fact]
    public void A_TLS_hello_answered_otherwise_rules_TLS_out() =>
        Of("http://8.8.8.8/").Connects().Hears(Silence()).AlsoHears(Answer(WireProtocol.Tls, "SSH-2.0-x\r\n")).Diagnose()
            .RuledOutCodes().Should().Contain(CauseCode.PlaintextOnTlsPort);

    [Theory]
    [InlineData("https://8.8.8.8/", "http://8.8.8.8/")]
    [InlineData("wss://8.8.8.8:9000/chat", "http://8.8.8.8:9000/chat")]
    public void TLS_against_a_server_that_answers_the_same_in_plain_is_confirmed(string target, string instead)
    {
        Diagnosis diagnosis = Of(target).Connects().Tls(TlsResult.NotTls).Hears(new ProtocolExchange { Spoken = WireProtocol.Tls, Result = ExchangeResult.Answered })
            .AlsoHears(Http(200, "OK")).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.ProtocolMismatch);
        diagnosis.Ranking().Should().Equal("tls-on-plaintext-port confirmed");
        diagnosis.Causes[0].Remedies[0].Text.Should().Contain(instead.Replace(":9000/chat", ""));
    }

    [Fact]
    public void TLS_against_another_protocol_is_a_mismatch()
    {
        Diagnosis diagnosis = Of("https://8.8.8.8/").Connects().Tls(TlsResult.NotTls).Hears(new ProtocolExchange { Spoken = WireProtocol.Tls, Result = ExchangeResult.Answered })
            .AlsoHears(Answer(WireProtocol.Http, "SSH-2.0-OpenSSH_9.2p1\r\n")).Diagnose();

        diagnosis.Ranking().Should().Equal("protocol-mismatch confirmed");
        diagnosis.Causes[0].Summary.Should().Contain("SSH");
    }

    [Fact]
    public void TLS_that_gets_no_answer_at_all_confirms_nothing()
    {
        Diagnosis diagnosis = Of("https://8.8.8.8/").Connects().Tls(TlsResult.Silent).Hears(Silence(WireProtocol.Tls)).AlsoHears(Silence(WireProtocol.Http)).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Timeout);
        diagnosis.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
    }

    [Theory]
    [InlineData(200, "websocket-not-supported confirmed")]
    [InlineData(204, "websocket-not-supported confirmed")]
    [InlineData(405, "websocket-not-supported likely")]
    [InlineData(501, "websocket-not-supported likely")]
    [InlineData(404, "websocket-path-not-found likely", "websocket-not-supported possible")]
    [InlineData(410, "websocket-path-not-found likely", "websocket-not-supported possible")]
    [InlineData(401, "websocket-rejected confirmed")]
    [InlineData(403, "websocket-rejected confirmed")]
    [InlineData(429, "websocket-rejected confirmed")]
    [InlineData(400, "websocket-rejected likely", "websocket-not-supported possible")]
    [InlineData(500, "websocket-rejected likely")]
    [InlineData(426, "websocket-upgrade-stripped likely", "websocket-rejected likely")]
    [InlineData(301, "websocket-redirected confirmed")]
    [InlineData(308, "websocket-redirected confirmed")]
    [InlineData(502, "upstream-unavailable confirmed")]
    [InlineData(503, "upstream-unavailable likely")]
    [InlineData(504, "upstream-unavailable confirmed")]
    public void Each_status_in_answer_to_a_WebSocket_handshake_has_its_causes(int status, params string[] ranking)
    {
        Diagnosis diagnosis = Of("ws://8.8.8.8/chat").Connects().HearsStatus(status, "Reason", ("Location", "https://other.example/")).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.ProtocolMismatch);
        diagnosis.Ranking().Should().StartWith(ranking).And.HaveCount(ranking.Length);
        diagnosis.Causes[0].Summary.Should().Contain(status.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_server_that_names_the_version_it_wants_rejects_ours()
    {
        Diagnosis diagnosis = Of("ws://8.8.8.8/chat").Connects().HearsStatus(426, "Upgrade Required", ("Sec-WebSocket-Version", "8")).Diagnose();

        diagnosis.Ranking().Should().Equal("websocket-rejected confirmed");
    }

    [Fact]
    public void A_redirect_says_where_to()
    {
        Of("ws://8.8.8.8/").Connects().HearsStatus(301, "Moved", ("Location", "https://other.example/")).Diagnose()
            .Causes[0].Summary.Should().Contain("https://other.example/");
        Of("ws://8.8.8.8/").Connects().HearsStatus(301, "Moved").Diagnose().Causes[0].Summary.Should().Contain("without saying where");
    }

    [Theory]
    [InlineData(false, true, true, false, "Upgrade.")]
    [InlineData(true, false, true, false, "Connection.")]
    [InlineData(true, true, false, false, "Sec-WebSocket-Accept.")]
    [InlineData(true, true, true, true, "Sec-WebSocket-Protocol/Sec-WebSocket-Extensions.")]
    public void A_101_with_a_fault_is_confirmed_with_its_fault(bool upgrade, bool connection, bool accept, bool unoffered, string fault)
    {
        var answer = new WebSocketAnswer { UpgradeHeader = upgrade, ConnectionHeader = connection, AcceptHeader = accept, UnofferedProtocolOrExtension = unoffered };

        Diagnosis diagnosis = Of("ws://8.8.8.8/").Connects().Hears(Http(101, "Switching Protocols") with { WebSocket = answer }).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.ProtocolMismatch);
        diagnosis.Ranking().Should().Equal("websocket-handshake-invalid confirmed");
        diagnosis.Causes[0].Summary.Should().EndWith(fault);
    }

    [Fact]
    public void A_valid_101_works()
    {
        var answer = new WebSocketAnswer { UpgradeHeader = true, ConnectionHeader = true, AcceptHeader = true };

        Diagnosis diagnosis = Of("ws://8.8.8.8/").Connects().Hears(Http(101, "Switching Protocols") with { WebSocket = answer }).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Causes.Should().BeEmpty();
    }

    [Theory]
    [InlineData(200)]
    [InlineData(301)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(500)]
    public void Any_answer_is_enough_for_HTTP(int status)
    {
        Diagnosis diagnosis = Of("http://8.8.8.8/").Connects().HearsStatus(status, "").Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Causes.Should().BeEmpty();
    }

    [Theory]
    [InlineData(502, "upstream-unavailable confirmed")]
    [InlineData(503, "upstream-unavailable likely")]
    [InlineData(504, "upstream-unavailable confirmed")]
    public void A_gateway_without_its_back_end_is_a_remark_over_HTTP(int status, string ranking)
    {
        Diagnosis diagnosis = Of("http://8.8.8.8/").Connects().HearsStatus(status, "").Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Ranking().Should().Equal(ranking);
    }

    [Fact]
    public void An_HTTP_server_that_wants_WebSocket_is_a_mismatch()
    {
        Diagnosis diagnosis = Of("http://8.8.8.8/chat").Connects().HearsStatus(426, "Upgrade Required", ("Upgrade", "websocket")).Diagnose();

        diagnosis.Ranking().Should().Equal("protocol-mismatch confirmed");
        diagnosis.Causes[0].Summary.Should().Contain("wants WebSocket");
    }

    [Theory]
    [InlineData("000012040000000000000300000064000400FFFFFF")]
    [InlineData("485454502F312E3120343030204261642052657175657374")]
    public void A_server_of_HTTP2_alone_is_named_and_how_to_speak_to_it(string hex)
    {
        string bytes = System.Text.Encoding.Latin1.GetString(Convert.FromHexString(hex));
        bytes += bytes.StartsWith("HTTP", StringComparison.Ordinal) ? "\r\n\r\nAn HTTP/1.x request was sent to an HTTP/2 only endpoint." : "";

        Diagnosis diagnosis = Of("http://8.8.8.8:50051/").Connects().HearsBytes(bytes).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.ProtocolMismatch);
        diagnosis.Detected.Should().Be(WireProtocol.Http2);
        diagnosis.Ranking().Should().Equal("protocol-mismatch confirmed");
        diagnosis.Causes[0].Summary.Should().Contain("gRPC");
        diagnosis.Causes[0].Remedies[0].Command.Should().Contain("--http2-prior-knowledge");
    }

    [Fact]
    public void A_TLS_server_of_HTTP2_alone_is_a_mismatch_once_h2_was_taken_up()
    {
        Diagnosis diagnosis = Of("https://8.8.8.8/").Connects().Tls(TlsResult.Alert, tls => tls with { Alert = 120 })
            .Hears(new ProtocolExchange { Spoken = WireProtocol.Tls, Result = ExchangeResult.Answered, Detected = WireProtocol.Tls })
            .AlsoHears(new ProtocolExchange { Spoken = WireProtocol.Http2, Result = ExchangeResult.Answered, InsideTls = true, Detected = WireProtocol.Http2 }).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.ProtocolMismatch);
        diagnosis.Detected.Should().Be(WireProtocol.Http2);
        diagnosis.Ranking().Should().Equal("protocol-mismatch confirmed");
    }

    [Fact]
    public void MongoDBs_page_for_browsers_is_MongoDB()
    {
        Diagnosis diagnosis = Of("http://8.8.8.8:27017/").Connects().HearsBytes(
            "HTTP/1.0 200 OK\r\nConnection: close\r\nContent-Type: text/plain\r\n\r\nIt looks like you are trying to access MongoDB over HTTP on the native driver port.").Diagnose();

        diagnosis.Detected.Should().Be(WireProtocol.MongoDB);
        diagnosis.Ranking().Should().Equal("protocol-mismatch confirmed");
    }

    [Fact]
    public void A_proxy_is_named_and_still_answers_in_HTTP()
    {
        Diagnosis diagnosis = Of("http://8.8.8.8:8888/").Connects().HearsBytes("HTTP/1.0 400 Bad Request\r\nServer: tinyproxy/1.11.1\r\n\r\n").Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Detected.Should().Be(WireProtocol.HttpProxy);
    }

    [Fact]
    public void A_probable_name_confirms_nothing()
    {
        Diagnosis diagnosis = Of("ws://8.8.8.8/").Connects().HearsBytes("ERROR\r\n").Diagnose();

        diagnosis.Detected.Should().Be(WireProtocol.Memcached);
        diagnosis.Ranking().Should().Equal("protocol-mismatch likely");
        diagnosis.Causes[0].Summary.Should().Contain("probably");
        // The certain word of another exchange wins.
        Of("ws://8.8.8.8/").Connects().HearsBytes("ERROR\r\n").AlsoHears(Answer(WireProtocol.Memcached, "VERSION 1.6.18\r\n")).Diagnose()
            .Ranking().Should().Equal("protocol-mismatch confirmed");
    }

    [Fact]
    public void A_full_server_and_a_rejected_handshake_are_not_called_another_protocol()
    {
        Of("redis://8.8.8.8").Connects().HearsBytes("-ERR max number of clients reached\r\n").Diagnose().ToText().Should().Contain("takes no more clients")
            .And.NotContain("another protocol");
        Of("ws://8.8.8.8/").Connects().HearsStatus(401, "Unauthorized").Diagnose().ToText().Should().Contain("answered with 401 Unauthorized")
            .And.NotContain("another protocol");
    }

    [Fact]
    public void The_configuration_of_the_server_that_was_met_comes_first()
    {
        Cause stripped = Of("ws://8.8.8.8/chat").Connects().HearsStatus(426, "Upgrade Required", ("Server", "Apache/2.4.57")).Diagnose().Causes[0];

        stripped.Remedies[0].Command.Should().Contain("ProxyPass \"/chat\"");
        stripped.Remedies.Select(remedy => remedy.Text).Should().Contain(text => text.Contains("nginx")).And.Contain(text => text.Contains("HAProxy"))
            .And.Contain(text => text.Contains("Caddy")).And.Contain(text => text.Contains("IIS")).And.Contain(text => text.Contains("YARP"));
        stripped.Remedies[^1].Command.Should().Be("new Gateway('websocket://0.0.0.0:80')");
    }

    [Theory]
    [InlineData("redis://8.8.8.8", "+PONG\r\n")]
    [InlineData("redis://8.8.8.8", "-NOAUTH Authentication required.\r\n")]
    [InlineData("ssh://8.8.8.8", "SSH-2.0-dropbear\r\n")]
    [InlineData("smtp://8.8.8.8", "220 mail.example ESMTP\r\n")]
    [InlineData("ftp://8.8.8.8", "220 ProFTPD Server\r\n")]
    [InlineData("imap://8.8.8.8", "* OK IMAP4rev1\r\n")]
    [InlineData("pop3://8.8.8.8", "+OK ready\r\n")]
    [InlineData("postgres://8.8.8.8", "N")]
    [InlineData("memcached://8.8.8.8", "VERSION 1.6.18\r\n")]
    [InlineData("vnc://8.8.8.8", "RFB 003.008\n")]
    [InlineData("nats://8.8.8.8", "INFO {\"server_id\":\"x\"}\r\n")]
    public void A_servers_own_greeting_is_all_its_scheme_needs(string target, string greeting)
    {
        Diagnosis diagnosis = Of(target).Connects().HearsBytes(greeting).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Causes.Should().BeEmpty();
    }
}
