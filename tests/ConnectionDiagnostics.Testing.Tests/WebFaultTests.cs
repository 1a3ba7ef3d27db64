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
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.WebSocketWithWrongAccept, TestContext.Current.CancellationToken);

        Func<Task> connect = () => Web.EchoAsync($"ws://{server.EndPoint}/", "");

        (await connect.Should().ThrowAsync<WebSocketException>()).Which.Message.Should().Contain("Sec-WebSocket-Accept");
    }
}
