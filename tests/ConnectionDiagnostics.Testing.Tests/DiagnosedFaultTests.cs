using System.Net;
using System.Reflection;
using ConnectionDiagnostics.LoopbackTests;
using FluentAssertions.Execution;

namespace ConnectionDiagnostics.Testing.Tests;

/// <summary>Each fault is the one that it says: the real diagnoser finds its cause.</summary>
public sealed class DiagnosedFaultTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static TheoryData<string> Protocols => [.. typeof(WireProtocol).GetFields(BindingFlags.Public | BindingFlags.Static).Select(constant => (string)constant.GetValue(null)!)];

    /// <summary>Those that have a scheme of their own.</summary>
    public static TheoryData<string, string> Schemes { get; } = new()
    {
        { "http", WireProtocol.Http }, { "ws", WireProtocol.WebSocket }, { "ssh", WireProtocol.Ssh }, { "smtp", WireProtocol.Smtp },
        { "imap", WireProtocol.Imap }, { "pop3", WireProtocol.Pop3 }, { "ftp", WireProtocol.Ftp }, { "redis", WireProtocol.Redis },
        { "memcached", WireProtocol.Memcached }, { "mysql", WireProtocol.MySql }, { "postgres", WireProtocol.PostgreSql },
        { "mongodb", WireProtocol.MongoDB }, { "sqlserver", WireProtocol.SqlServer }, { "amqp", WireProtocol.Amqp }, { "mqtt", WireProtocol.Mqtt },
        { "nats", WireProtocol.Nats }, { "kafka", WireProtocol.Kafka }, { "ldap", WireProtocol.Ldap }, { "rdp", WireProtocol.Rdp },
        { "vnc", WireProtocol.Vnc }, { "socks5", WireProtocol.Socks5 }, { "telnet", WireProtocol.Telnet }, { "irc", WireProtocol.Irc },
        { "xmpp", WireProtocol.Xmpp }, { "stomp", WireProtocol.Stomp }, { "dns", WireProtocol.Dns },
    };

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Every_protocol_that_can_be_detected_has_a_server(string protocol)
    {
        await using FaultyServer server = await StartAsync(Fault.Speaks(protocol));

        (await RawClient.TryConnectAsync(server.EndPoint)).Should().Be(System.Net.Sockets.SocketError.Success);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task A_server_answers_its_own_clients(string scheme, string protocol)
    {
        await using FaultyServer server = await StartAsync(Fault.Speaks(protocol));

        Diagnosis diagnosis = await DiagnoseAsync(server, $"{scheme}://127.0.0.1:{server.Port}");

        ShouldBe(diagnosis, ConnectionOutcome.Connected, null);
        diagnosis.Detected.Should().Be(protocol);
    }

    /// <summary>Those that show to a WebSocket client what they are, or to one of the questions that follow.</summary>
    [Theory]
    [InlineData(WireProtocol.Ssh)]
    [InlineData(WireProtocol.Smtp)]
    [InlineData(WireProtocol.Imap)]
    [InlineData(WireProtocol.Pop3)]
    [InlineData(WireProtocol.Ftp)]
    [InlineData(WireProtocol.Redis)]
    [InlineData(WireProtocol.Memcached)]
    [InlineData(WireProtocol.MySql)]
    [InlineData(WireProtocol.PostgreSql)]
    [InlineData(WireProtocol.Amqp)]
    [InlineData(WireProtocol.Nats)]
    [InlineData(WireProtocol.Vnc)]
    [InlineData(WireProtocol.Telnet)]
    [InlineData(WireProtocol.Irc)]
    [InlineData(WireProtocol.Xmpp)]
    [InlineData(WireProtocol.Http2)]
    [InlineData(WireProtocol.Dns)]
    [InlineData(WireProtocol.Echo)]
    [InlineData(WireProtocol.Text)]
    public async Task A_WebSocket_client_of_it_is_told_what_it_is(string protocol)
    {
        await using FaultyServer server = await StartAsync(Fault.Speaks(protocol));

        Diagnosis diagnosis = await DiagnoseAsync(server, $"ws://127.0.0.1:{server.Port}/");

        ShouldBe(diagnosis, ConnectionOutcome.ProtocolMismatch, CauseCode.ProtocolMismatch);
        diagnosis.Detected.Should().Be(protocol);
    }

    /// <summary>Those that hang up or are silent, whatever is asked: no client can tell what they are, and nothing is confirmed of them.</summary>
    [Theory]
    [InlineData(WireProtocol.Mqtt)]
    [InlineData(WireProtocol.MongoDB)]
    [InlineData(WireProtocol.SqlServer)]
    [InlineData(WireProtocol.Kafka)]
    [InlineData(WireProtocol.Ldap)]
    [InlineData(WireProtocol.Rdp)]
    [InlineData(WireProtocol.Socks4)]
    [InlineData(WireProtocol.Socks5)]
    [InlineData(WireProtocol.Stomp)]
    [InlineData(WireProtocol.LengthPrefixed)]
    public async Task A_WebSocket_client_of_the_others_does_not_connect(string protocol)
    {
        await using FaultyServer server = await StartAsync(Fault.Speaks(protocol));

        Diagnosis diagnosis = await DiagnoseAsync(server, $"ws://127.0.0.1:{server.Port}/");

        using var scope = new AssertionScope(diagnosis.ToText(verbose: true));
        diagnosis.Outcome.Should().NotBe(ConnectionOutcome.Connected);
        diagnosis.Causes.Should().NotBeEmpty();
    }

    public static TheoryData<WebSocketFault, string> WebSocketFaults { get; } = new()
    {
        { WebSocketFault.IsNotSupported, "websocket-not-supported" },
        { WebSocketFault.IsNotFound, "websocket-path-not-found" },
        { WebSocketFault.IsBadRequest, "websocket-rejected" },
        { WebSocketFault.NeedsAuthentication, "websocket-rejected" },
        { WebSocketFault.IsForbidden, "websocket-rejected" },
        { WebSocketFault.NeedsAnotherVersion, "websocket-rejected" },
        { WebSocketFault.Redirects, "websocket-redirected" },
        { WebSocketFault.LosesUpgrade, "websocket-upgrade-stripped" },
        { WebSocketFault.HasNoUpstream, "upstream-unavailable" },
        { WebSocketFault.AcceptsAnotherKey, "websocket-handshake-invalid" },
        { WebSocketFault.AcceptsNoKey, "websocket-handshake-invalid" },
        { WebSocketFault.ForgetsUpgrade, "websocket-handshake-invalid" },
        { WebSocketFault.ChoosesUnofferedSubprotocol, "websocket-handshake-invalid" },
    };

    [Theory]
    [MemberData(nameof(WebSocketFaults))]
    public async Task A_WebSocket_handshake_fails_for_its_own_cause(WebSocketFault fault, string cause)
    {
        await using FaultyServer server = await StartAsync(Fault.WebSocketThat(fault));

        Diagnosis diagnosis = await DiagnoseAsync(server, $"ws://127.0.0.1:{server.Port}/chat");

        ShouldBe(diagnosis, ConnectionOutcome.ProtocolMismatch, cause);
    }

    [Theory]
    [InlineData(WebSocketFault.DropsAfterHandshake)]
    [InlineData(WebSocketFault.ClosesAfterHandshake)]
    [InlineData(WebSocketFault.IsSilentAfterHandshake)]
    public async Task What_comes_after_the_handshake_is_no_failure_of_the_connection(WebSocketFault fault)
    {
        await using FaultyServer server = await StartAsync(Fault.WebSocketThat(fault));

        ShouldBe(await DiagnoseAsync(server, $"ws://127.0.0.1:{server.Port}/chat"), ConnectionOutcome.Connected, null);
    }

    /// <summary>No test certificate is trusted; where that comes first, the fault's own cause stands beside it.</summary>
    public static TheoryData<TlsFault, string, string> TlsFaults { get; } = new()
    {
        { TlsFault.SelfSigned, "tls-untrusted-issuer", "tls-untrusted-issuer" },
        { TlsFault.PrivateAuthority, "tls-untrusted-issuer", "tls-untrusted-issuer" },
        { TlsFault.Expired, "tls-certificate-expired", "tls-certificate-expired" },
        { TlsFault.NotYetValid, "tls-certificate-not-yet-valid", "tls-certificate-not-yet-valid" },
        { TlsFault.WrongName, "tls-name-mismatch", "tls-name-mismatch" },
        { TlsFault.IncompleteChain, "tls-incomplete-chain", "tls-incomplete-chain" },
        { TlsFault.NotForServers, "tls-certificate-unusable", "tls-certificate-unusable" },
        { TlsFault.Intercepted, "tls-untrusted-issuer", "tls-intercepted" },
        { TlsFault.ClientCertificateRequired, "tls-untrusted-issuer", "tls-client-certificate-required" },
        { TlsFault.OldVersionOnly, "tls-version-mismatch", "tls-version-mismatch" },
        { TlsFault.BreaksOff, "tls-handshake-rejected", "tls-handshake-rejected" },
    };

    [Theory]
    [MemberData(nameof(TlsFaults))]
    public async Task TLS_fails_for_its_own_cause(TlsFault fault, string first, string own)
    {
        await using FaultyServer server = await StartAsync(Fault.Tls(fault));

        Diagnosis diagnosis = await DiagnoseAsync(server, $"https://127.0.0.1:{server.Port}/");

        ShouldBe(diagnosis, ConnectionOutcome.TlsFailed, first);
        diagnosis.Causes.Select(cause => cause.Code.ToString()).Should().Contain(own);
    }

    [Fact]
    public void Every_fault_of_TLS_and_WebSocket_is_tried()
    {
        TlsFaults.Select(row => row.Data.Item1).Should().BeEquivalentTo(Enum.GetValues<TlsFault>());
        WebSocketFaults.Count.Should().Be(Enum.GetValues<WebSocketFault>().Length - 3, "three fail after the handshake");
    }

    [Theory]
    [InlineData(407, "proxy-authentication-required")]
    [InlineData(403, "proxy-denied")]
    [InlineData(502, "upstream-unavailable")]
    public async Task A_proxy_refuses_for_its_own_cause(int status, string cause)
    {
        await using FaultyServer target = await StartAsync(Fault.Silent);
        await using FaultyServer proxy = await StartAsync(Fault.ProxyRefuses(status));

        ShouldBe(await DiagnoseAsync(target, $"tcp://127.0.0.1:{target.Port}", $"http://127.0.0.1:{proxy.Port}"), ConnectionOutcome.ProxyFailed, cause);
    }

    [Theory]
    [InlineData(2, "proxy-denied")]
    [InlineData(4, "upstream-unavailable")]
    public async Task A_SOCKS_proxy_refuses_for_its_own_cause(byte reply, string cause)
    {
        await using FaultyServer target = await StartAsync(Fault.Silent);
        await using FaultyServer proxy = await StartAsync(Fault.SocksProxyRefuses(reply));

        ShouldBe(await DiagnoseAsync(target, $"tcp://127.0.0.1:{target.Port}", $"socks5://127.0.0.1:{proxy.Port}"), ConnectionOutcome.ProxyFailed, cause);
    }

    public static TheoryData<string, string, ConnectionOutcome, string?> OtherFaults { get; } = new()
    {
        { nameof(Fault.Refuses), "http", ConnectionOutcome.Refused, "server-not-listening" },
        { nameof(Fault.ListensElsewhere), "http", ConnectionOutcome.Refused, "bound-to-other-address" },
        { nameof(Fault.ListensNextDoor), "ws", ConnectionOutcome.Refused, "wrong-port" },
        // A web server of the very process that dials is hardly what it dials.
        { nameof(Fault.ListensNextDoor), "http", ConnectionOutcome.Refused, "server-not-listening" },
        { nameof(Fault.QueueFull), "http", ConnectionOutcome.Timeout, "server-backlog-full" },
        { nameof(Fault.Silent), "http", ConnectionOutcome.Timeout, "server-silent" },
        { nameof(Fault.ClosesAtOnce), "http", ConnectionOutcome.Reset, "server-closes-immediately" },
        { nameof(Fault.ResetsAtOnce), "http", ConnectionOutcome.Reset, "server-closes-immediately" },
        { nameof(Fault.ClosesAfterRequest), "http", ConnectionOutcome.Reset, "protocol-mismatch" },
        { nameof(Fault.ResetsAfterRequest), "http", ConnectionOutcome.Reset, "protocol-mismatch" },
        { nameof(Fault.Floods), "http", ConnectionOutcome.ProtocolMismatch, "protocol-mismatch" },
        { nameof(Fault.Floods), "tls", ConnectionOutcome.ProtocolMismatch, "tls-on-plaintext-port" },
        { nameof(Fault.FloodsHttpBody), "http", ConnectionOutcome.Connected, null },
        { nameof(Fault.FloodsHttpBody), "ws", ConnectionOutcome.ProtocolMismatch, "websocket-not-supported" },
        { nameof(Fault.FloodsHttpHead), "http", ConnectionOutcome.ProtocolMismatch, "protocol-mismatch" },
        { nameof(Fault.BreaksOffHttpBody), "http", ConnectionOutcome.Connected, null },
    };

    [Theory]
    [MemberData(nameof(OtherFaults))]
    public async Task Other_faults_have_their_own_cause(string fault, string scheme, ConnectionOutcome outcome, string? cause)
    {
        await using FaultyServer server = await StartAsync((Fault)typeof(Fault).GetProperty(fault)!.GetValue(null)!);

        ShouldBe(await DiagnoseAsync(server, $"{scheme}://127.0.0.1:{server.Port}/"), outcome, cause);
    }

    [Fact]
    public async Task A_server_that_drips_is_slow_and_nothing_else()
    {
        await using FaultyServer quick = await StartAsync(Fault.Drips(TimeSpan.FromMilliseconds(1)));
        await using FaultyServer stuck = await StartAsync(Fault.Drips(TimeSpan.FromHours(1)));

        ShouldBe(await DiagnoseAsync(quick, $"http://127.0.0.1:{quick.Port}/"), ConnectionOutcome.Connected, null);
        ShouldBe(await DiagnoseAsync(stuck, $"http://127.0.0.1:{stuck.Port}/"), ConnectionOutcome.Timeout, "server-silent");
    }

    [Theory]
    [InlineData(40, "tls-handshake-rejected")]
    [InlineData(70, "tls-version-mismatch")]
    [InlineData(112, "tls-handshake-rejected")]
    [InlineData(116, "tls-client-certificate-required")]
    public async Task An_alert_has_its_own_cause(byte alert, string cause)
    {
        await using FaultyServer server = await StartAsync(Fault.TlsAlert(alert));

        ShouldBe(await DiagnoseAsync(server, $"https://127.0.0.1:{server.Port}/"), ConnectionOutcome.TlsFailed, cause);
    }

    private static Task<FaultyServer> StartAsync(Fault fault) => FaultyServer.StartAsync(fault, TestContext.Current.CancellationToken);

    private static async Task<Diagnosis> DiagnoseAsync(FaultyServer server, string target, string? proxy = null)
    {
        int nextDoor = server.Port % 10 == 9 || server.Port == IPEndPoint.MaxPort ? server.Port - 1 : server.Port + 1;
        await using ConnectionDiagnoser diagnoser = new TestSystem(server.Port, nextDoor).CreateDiagnoser();
        return await diagnoser.DiagnoseAsync(
            new DiagnosisRequest
            {
                Target = ConnectionTarget.Parse(target),
                Proxy = proxy is null ? ConnectionProxy.None : ConnectionProxy.Parse(proxy),
                Timeout = Patience,
            },
            TestContext.Current.CancellationToken);
    }

    private static void ShouldBe(Diagnosis diagnosis, ConnectionOutcome outcome, CauseCode cause) => ShouldBe(diagnosis, outcome, cause.ToString());

    private static void ShouldBe(Diagnosis diagnosis, ConnectionOutcome outcome, string? cause)
    {
        using var scope = new AssertionScope(diagnosis.ToText(verbose: true));
        diagnosis.Outcome.Should().Be(outcome);
        diagnosis.Causes.Select(found => found.Code.ToString()).FirstOrDefault().Should().Be(cause);
    }
}
