using System.Net.Sockets;

namespace ConnectionDiagnostics.Testing.Tests;

public sealed class HangUpFaultTests
{
    [Fact]
    public async Task ClosesAtOnce_closes_without_a_byte_and_without_waiting_for_one()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.ClosesAtOnce, TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        (await client.ReadToEndAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task ClosesAtOnce_never_turns_into_a_reset_however_much_the_client_sends()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.ClosesAtOnce, TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        for (int i = 0; i < 10; i++)
        {
            await client.SendAsync(new string('x', 1000));
        }

        (await client.ReadToEndAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task ResetsAtOnce_resets()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.ResetsAtOnce, TestContext.Current.CancellationToken);

        // The reset may overtake the end of the connect itself.
        Func<Task> connectAndRead = async () =>
        {
            using RawClient client = await RawClient.ConnectAsync(server.EndPoint);
            await client.ReadToEndAsync();
        };

        Exception exception = (await connectAndRead.Should().ThrowAsync<Exception>()).Which;
        exception.GetBaseException().Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
    }

    [Fact]
    public async Task Silent_takes_a_request_and_never_answers()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Silent, TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        await client.SendAsync("GET / HTTP/1.1\r\n\r\n");
        client.EndSending();

        // The server hangs up only after it has read that there is no more to come.
        (await client.ReadToEndAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task Silent_keeps_the_connection_open()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Silent, TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);
        await client.SendAsync("hello");

        Task<string> read = client.ReadToEndAsync();
        await client.SendAsync("is anybody there?");
        read.IsCompleted.Should().BeFalse();

        client.EndSending();
        await read;
    }

    [Fact]
    public async Task ClosesAfterRequest_waits_for_the_request_and_closes_without_a_byte()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.ClosesAfterRequest, TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        Task<string> read = client.ReadToEndAsync();
        read.IsCompleted.Should().BeFalse();
        await client.SendAsync("GET / HTTP/1.1\r\n\r\n");

        (await read).Should().BeEmpty();
    }

    [Fact]
    public async Task ClosesAfterRequest_fails_an_http_client()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.ClosesAfterRequest, TestContext.Current.CancellationToken);

        Func<Task> get = () => Web.StatusAsync($"http://{server.EndPoint}/");

        (await get.Should().ThrowAsync<HttpRequestException>()).Which.HttpRequestError.Should().Be(HttpRequestError.ResponseEnded);
    }

    [Fact]
    public async Task ResetsAfterRequest_waits_for_the_request_and_resets()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.ResetsAfterRequest, TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);

        Task<string> read = client.ReadToEndAsync();
        read.IsCompleted.Should().BeFalse();
        await client.SendAsync("GET / HTTP/1.1\r\n\r\n");

        (await FluentActions.Awaiting(() => read).Should().ThrowAsync<IOException>())
            .WithInnerException<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.ConnectionReset);
    }

    [Fact]
    public async Task BreaksOffHttpBody_fails_an_http_client_after_the_status()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.BreaksOffHttpBody, TestContext.Current.CancellationToken);

        Func<Task> get = () => Web.StatusAsync($"http://{server.EndPoint}/");

        (await get.Should().ThrowAsync<HttpRequestException>()).Which.HttpRequestError.Should().Be(HttpRequestError.ResponseEnded);
    }
}
