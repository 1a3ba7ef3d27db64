using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Testing.Tests;

/// <summary>Alone, because a freed port is anybody's: a server of another test could get it.</summary>
[CollectionDefinition(nameof(FaultyServerTests), DisableParallelization = true)]
[Collection(nameof(FaultyServerTests))]
public sealed class FaultyServerTests
{
    public static TheoryData<string> All => [.. Faults.Keys];

    private static Dictionary<string, Fault> Faults { get; } = new Fault[]
    {
        Fault.Refuses, Fault.ListensElsewhere, Fault.ListensNextDoor, Fault.QueueFull, Fault.ClosesAtOnce, Fault.ResetsAtOnce, Fault.Silent,
        Fault.ClosesAfterRequest, Fault.ResetsAfterRequest, Fault.Floods, Fault.FloodsHttpBody, Fault.FloodsHttpHead, Fault.BreaksOffHttpBody,
        Fault.Drips(TimeSpan.FromHours(1)), Fault.Speaks("redis"), Fault.WebSocketThat(WebSocketFault.IsForbidden), Fault.ProxyRefuses(407),
        Fault.SocksProxyRefuses(5), Fault.Tls(TlsFault.OldVersionOnly), Fault.Tls(TlsFault.ClientCertificateRequired), Fault.SpeaksText, Fault.Echoes, Fault.SpeaksSsh, Fault.SpeaksSmtp, Fault.WebSocket, Fault.WebSocketThat(WebSocketFault.AcceptsAnotherKey),
        Fault.Sends("hello"), Fault.AnswersHttp(200), Fault.Tls(TlsFault.SelfSigned), Fault.TlsAlert(40),
    }.ToDictionary(fault => fault.ToString());

    [Theory]
    [MemberData(nameof(All))]
    public async Task Every_fault_holds_its_port_until_it_is_disposed(string fault)
    {
        FaultyServer server = await FaultyServer.StartAsync(Faults[fault], TestContext.Current.CancellationToken);

        server.EndPoint.Should().Be(new IPEndPoint(IPAddress.Loopback, server.Port));
        TryBind(server.EndPoint).Should().Be(SocketError.AddressAlreadyInUse);

        await server.DisposeAsync();

        TryBind(server.EndPoint).Should().Be(SocketError.Success);
    }

    [Fact]
    public async Task Disposing_ends_conversations_that_are_under_way()
    {
        FaultyServer server = await FaultyServer.StartAsync(Fault.SpeaksText, TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);
        await client.SendAsync("a line\n");
        await client.ReadAsync("unknown request\r\n".Length);

        await server.DisposeAsync();

        (await client.ReadToEndAsync()).Should().BeEmpty();
        (await RawClient.TryConnectAsync(server.EndPoint)).Should().Be(SocketError.ConnectionRefused);
    }

    [Fact]
    public async Task Disposing_ends_a_tls_handshake_that_never_comes_to_its_end()
    {
        FaultyServer server = await FaultyServer.StartAsync(Fault.Tls(TlsFault.SelfSigned), TestContext.Current.CancellationToken);
        using RawClient client = await RawClient.ConnectAsync(server.EndPoint);
        await client.SendAsync("\u0016\u0003\u0001\u0001\u0000");

        Func<Task> dispose = async () => await server.DisposeAsync();

        await dispose.Should().NotThrowAsync();
    }

    [Fact]
    public async Task Disposing_twice_is_harmless()
    {
        FaultyServer server = await FaultyServer.StartAsync(Fault.Silent, TestContext.Current.CancellationToken);

        await server.DisposeAsync();
        Func<Task> again = async () => await server.DisposeAsync();

        await again.Should().NotThrowAsync();
    }

    [Fact]
    public async Task Connections_are_counted()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.ClosesAtOnce, TestContext.Current.CancellationToken);

        for (int i = 0; i < 3; i++)
        {
            using RawClient client = await RawClient.ConnectAsync(server.EndPoint);
            await client.ReadToEndAsync();
        }

        server.AcceptedConnections.Should().Be(3);
    }

    [Fact]
    public async Task A_client_that_leaves_in_the_middle_does_not_stop_the_server()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Tls(TlsFault.SelfSigned), TestContext.Current.CancellationToken);
        using (RawClient client = await RawClient.ConnectAsync(server.EndPoint))
        {
            await client.SendAsync("\u0016\u0003\u0001\u0001\u0000");
        }

        (await Web.StatusAsync($"https://{server.EndPoint}/")).Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task One_server_talks_to_many_clients_at_once()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Echoes, TestContext.Current.CancellationToken);

        string[] echoes = await Task.WhenAll(Enumerable.Range(0, 50).Select(async number =>
        {
            using RawClient client = await RawClient.ConnectAsync(server.EndPoint);
            await client.SendAsync($"client {number}");
            client.EndSending();
            return await client.ReadToEndAsync();
        }));

        echoes.Should().Equal(Enumerable.Range(0, 50).Select(number => $"client {number}"));
        server.AcceptedConnections.Should().Be(50);
    }

    [Fact]
    public async Task Many_servers_of_all_faults_run_side_by_side()
    {
        FaultyServer[] servers = await Task.WhenAll(Faults.Values.Concat(Faults.Values)
            .Select(fault => Task.Run(() => FaultyServer.StartAsync(fault, TestContext.Current.CancellationToken))));

        servers.Select(server => server.Port).Should().OnlyHaveUniqueItems();

        await Task.WhenAll(servers.Select(server => server.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task A_cancelled_start_starts_nothing()
    {
        Func<Task> start = () => FaultyServer.StartAsync(Fault.Silent, new CancellationToken(canceled: true));

        await start.Should().ThrowAsync<OperationCanceledException>();
    }

    [Fact]
    public async Task A_fault_is_named_with_its_argument()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Tls(TlsFault.Expired), TestContext.Current.CancellationToken);

        server.Fault.ToString().Should().Be("Tls(Expired)");
        Fault.Speaks("redis").ToString().Should().Be("Speaks(redis)");
    }

    private static SocketError TryBind(IPEndPoint endPoint)
    {
        using var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(endPoint);
            return SocketError.Success;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
    }
}
