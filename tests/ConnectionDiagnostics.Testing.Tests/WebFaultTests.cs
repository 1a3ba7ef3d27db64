using System.Net;
using System.Net.WebSockets;

namespace ConnectionDiagnostics.Testing.Tests;

public sealed class WebFaultTests
{
    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(304)]
    [InlineData(404)]
    [InlineData(503)]
    [InlineData(599)]
    public async Task AnswersHttp_answers_with_the_status(int status)
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.AnswersHttp(status), TestContext.Current.CancellationToken);

        (await Web.StatusAsync($"http://{server.EndPoint}/any/path?query")).Should().Be((HttpStatusCode)status);
    }

    [Fact]
    public async Task AnswersHttp_sends_headers_and_body()
    {
        Fault fault = Fault.AnswersHttp(302, "über dort", ("Location", "https://elsewhere.example/"), ("Server", "nginx"));
        await using FaultyServer server = await FaultyServer.StartAsync(fault, TestContext.Current.CancellationToken);

        using HttpResponseMessage response = await Web.GetAsync($"http://{server.EndPoint}/");

        response.Headers.Location.Should().Be(new Uri("https://elsewhere.example/"));
        response.Headers.Server.ToString().Should().Be("nginx");
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Should().Be("über dort");
    }

    [Fact]
    public async Task AnswersHttp_answers_a_long_upload_without_a_reset()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.AnswersHttp(413, "too large"), TestContext.Current.CancellationToken);
        using var upload = new ByteArrayContent(new byte[1_000_000]);

        using HttpResponseMessage response = await Web.GetAsync($"http://{server.EndPoint}/", upload);

        response.StatusCode.Should().Be(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task AnswersHttp_calls_a_tls_hello_a_bad_request_as_web_servers_do()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.AnswersHttp(200), TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        await client.SendAsync("\u0016\u0003\u0001\u0000\u0005hello");

        (await client.ReadToEndAsync()).Should().StartWith("HTTP/1.1 400 Bad Request\r\n");
    }

    [Fact]
    public async Task AnswersHttp_answers_a_websocket_handshake_like_any_request()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.AnswersHttp(200), TestContext.Current.CancellationToken);

        Func<Task> connect = () => Web.EchoAsync($"ws://{server.EndPoint}/", "");

        (await connect.Should().ThrowAsync<WebSocketException>()).Which.WebSocketErrorCode.Should().Be(WebSocketError.NotAWebSocket);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(1000)]
    public void AnswersHttp_refuses_what_is_no_status(int status)
    {
        Action make = () => Fault.AnswersHttp(status);

        make.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(status));
    }

    [Fact]
    public async Task WebSocket_is_healthy()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.WebSocket, TestContext.Current.CancellationToken);

        (await Web.EchoAsync($"ws://{server.EndPoint}/chat", "hello")).Should().Be("hello");
    }

    [Fact]
    public async Task WebSocket_asks_plain_requests_to_upgrade()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.WebSocket, TestContext.Current.CancellationToken);

        using HttpResponseMessage response = await Web.GetAsync($"http://{server.EndPoint}/");

        response.StatusCode.Should().Be(HttpStatusCode.UpgradeRequired);
        response.Headers.Upgrade.ToString().Should().Be("websocket");
    }

    [Fact]
    public async Task WebSocketWithWrongAccept_switches_protocols_and_is_found_out()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.WebSocketThat(WebSocketFault.AcceptsAnotherKey), TestContext.Current.CancellationToken);

        Func<Task> connect = () => Web.EchoAsync($"ws://{server.EndPoint}/", "");

        (await connect.Should().ThrowAsync<WebSocketException>()).Which.Message.Should().Contain("Sec-WebSocket-Accept");
    }

    [Theory]
    [InlineData(WebSocketFault.IsNotSupported, "'200'")]
    [InlineData(WebSocketFault.IsNotFound, "'404'")]
    [InlineData(WebSocketFault.IsBadRequest, "'400'")]
    [InlineData(WebSocketFault.NeedsAuthentication, "'401'")]
    [InlineData(WebSocketFault.IsForbidden, "'403'")]
    [InlineData(WebSocketFault.NeedsAnotherVersion, "'426'")]
    [InlineData(WebSocketFault.LosesUpgrade, "'426'")]
    [InlineData(WebSocketFault.HasNoUpstream, "'502'")]
    [InlineData(WebSocketFault.AcceptsAnotherKey, "Sec-WebSocket-Accept")]
    [InlineData(WebSocketFault.AcceptsNoKey, "Sec-WebSocket-Accept")]
    [InlineData(WebSocketFault.ForgetsUpgrade, "Connection")]
    [InlineData(WebSocketFault.ChoosesUnofferedSubprotocol, "unoffered")]
    [InlineData(WebSocketFault.Redirects, "Unable to connect")]
    public async Task WebSocketThat_fails_the_handshake_of_a_real_client(WebSocketFault fault, string told)
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.WebSocketThat(fault), TestContext.Current.CancellationToken);

        Func<Task> connect = () => Web.EchoAsync($"ws://{server.EndPoint}/chat", "");

        (await connect.Should().ThrowAsync<WebSocketException>()).Which.Message.Should().Contain(told);
    }

    [Theory]
    [InlineData(WebSocketFault.IsNotSupported, 200)]
    [InlineData(WebSocketFault.IsForbidden, 200)]
    [InlineData(WebSocketFault.AcceptsNoKey, 200)]
    [InlineData(WebSocketFault.IsNotFound, 404)]
    [InlineData(WebSocketFault.LosesUpgrade, 426)]
    [InlineData(WebSocketFault.HasNoUpstream, 502)]
    public async Task WebSocketThat_answers_plain_requests(WebSocketFault fault, int status)
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.WebSocketThat(fault), TestContext.Current.CancellationToken);

        (await Web.StatusAsync($"http://{server.EndPoint}/")).Should().Be((HttpStatusCode)status);
    }

    [Fact]
    public async Task WebSocketThat_ends_after_the_handshake_in_each_way()
    {
        (await ReceiveAsync(WebSocketFault.ClosesAfterHandshake)).Should().Be("Close 1013");
        (await ReceiveAsync(WebSocketFault.DropsAfterHandshake)).Should().Be("ConnectionClosedPrematurely");
    }

    [Fact]
    public async Task WebSocketThat_is_silent_keeps_the_connection_open()
    {
        await using FaultyServer server =
            await FaultyServer.StartAsync(Fault.WebSocketThat(WebSocketFault.IsSilentAfterHandshake), TestContext.Current.CancellationToken);
        using var client = new ClientWebSocket();
        client.Options.Proxy = null;
        await client.ConnectAsync(new Uri($"ws://{server.EndPoint}/"), TestContext.Current.CancellationToken);

        Task<WebSocketReceiveResult> receive = client.ReceiveAsync(new byte[10], TestContext.Current.CancellationToken);
        await client.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);

        receive.IsCompleted.Should().BeFalse();
        client.Abort();
        await FluentActions.Awaiting(() => receive).Should().ThrowAsync<Exception>();
    }

    [Fact]
    public void WebSocketThat_refuses_an_unknown_fault()
    {
        Action make = () => Fault.WebSocketThat((WebSocketFault)99);

        make.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("fault");
    }

    [Fact]
    public async Task FloodsHttpBody_runs_into_a_careful_clients_limit()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.FloodsHttpBody, TestContext.Current.CancellationToken);
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler) { MaxResponseContentBufferSize = 100_000 };

        Func<Task> get = () => client.GetAsync(new Uri($"http://{server.EndPoint}/"), TestContext.Current.CancellationToken);

        (await get.Should().ThrowAsync<HttpRequestException>()).Which.HttpRequestError.Should().Be(HttpRequestError.ConfigurationLimitExceeded);
    }

    [Fact]
    public async Task FloodsHttpHead_runs_into_a_clients_limit()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.FloodsHttpHead, TestContext.Current.CancellationToken);

        Func<Task> get = () => Web.StatusAsync($"http://{server.EndPoint}/");

        (await get.Should().ThrowAsync<HttpRequestException>()).Which.HttpRequestError.Should().Be(HttpRequestError.ConfigurationLimitExceeded);
    }

    [Fact]
    public async Task Drips_answers_byte_by_byte_to_the_end()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Drips(TimeSpan.Zero), TestContext.Current.CancellationToken);
        await using FaultyServer stuck = await FaultyServer.StartAsync(Fault.Drips(TimeSpan.FromHours(1), "+PONG\r\n"), TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(stuck.EndPoint);

        (await Web.StatusAsync($"http://{server.EndPoint}/")).Should().Be(HttpStatusCode.OK);
        await client.SendAsync("PING\r\n");
        (await client.ReadAsync(1)).Should().Be("+");
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(86_400_001)]
    public void Drips_refuses_what_is_no_pause(int milliseconds)
    {
        Action make = () => Fault.Drips(TimeSpan.FromMilliseconds(milliseconds));

        make.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("pause");
    }

    [Fact]
    public async Task ProxyRefuses_plain_requests_and_tunnels_alike()
    {
        await using FaultyServer proxy = await FaultyServer.StartAsync(Fault.ProxyRefuses(407), TestContext.Current.CancellationToken);

        (await Web.StatusThroughAsync($"http://{proxy.EndPoint}", "http://192.0.2.1/")).Should().Be(HttpStatusCode.ProxyAuthenticationRequired);
        (await FluentActions.Awaiting(() => Web.StatusThroughAsync($"http://{proxy.EndPoint}", "https://192.0.2.1/")).Should().ThrowAsync<HttpRequestException>())
            .Which.HttpRequestError.Should().Be(HttpRequestError.ProxyTunnelError);
        using HttpResponseMessage itself = await Web.GetAsync($"http://{proxy.EndPoint}/");
        itself.StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task ProxyRefuses_names_the_authentication_that_it_wants()
    {
        await using FaultyServer usual = await FaultyServer.StartAsync(Fault.ProxyRefuses(407), TestContext.Current.CancellationToken);
        await using FaultyServer own = await FaultyServer.StartAsync(
            Fault.ProxyRefuses(407, "", ("proxy-authenticate", "Negotiate")), TestContext.Current.CancellationToken);

        (await AskAsync(usual)).Should().Contain("Proxy-Authenticate: Basic realm=\"proxy\"\r\n");
        (await AskAsync(own)).Should().Contain("proxy-authenticate: Negotiate\r\n").And.NotContain("Basic");
    }

    [Fact]
    public async Task SocksProxyRefuses_fails_a_real_client()
    {
        await using FaultyServer proxy = await FaultyServer.StartAsync(Fault.SocksProxyRefuses(5), TestContext.Current.CancellationToken);

        Func<Task> get = () => Web.StatusThroughAsync($"socks5://{proxy.EndPoint}", "http://192.0.2.1/");

        (await get.Should().ThrowAsync<HttpRequestException>()).Which.HttpRequestError.Should().Be(HttpRequestError.ProxyTunnelError);
    }

    [Fact]
    public void A_proxy_that_grants_is_no_fault()
    {
        FluentActions.Invoking(() => Fault.ProxyRefuses(200)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("status");
        FluentActions.Invoking(() => Fault.SocksProxyRefuses(0)).Should().Throw<ArgumentOutOfRangeException>().WithParameterName("reply");
    }

    private static async Task<string> AskAsync(FaultyServer proxy)
    {
        using RawClient client = await RawClient.ConnectAsync(proxy.EndPoint);
        await client.SendAsync("CONNECT 192.0.2.1:443 HTTP/1.1\r\nHost: 192.0.2.1:443\r\n\r\n");
        return await client.ReadToEndAsync();
    }

    /// <summary>What a client sees first after the handshake: a message's kind and status, or the error.</summary>
    private static async Task<string> ReceiveAsync(WebSocketFault fault)
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.WebSocketThat(fault), TestContext.Current.CancellationToken);
        using var client = new ClientWebSocket();
        client.Options.Proxy = null;
        await client.ConnectAsync(new Uri($"ws://{server.EndPoint}/"), TestContext.Current.CancellationToken);
        try
        {
            WebSocketReceiveResult received = await client.ReceiveAsync(new byte[10], TestContext.Current.CancellationToken);
            return $"{received.MessageType} {(int?)received.CloseStatus}";
        }
        catch (WebSocketException exception)
        {
            return exception.WebSocketErrorCode.ToString();
        }
    }
}
