using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using Microsoft.Extensions.Time.Testing;

namespace ConnectionDiagnostics.Tests.Wrapping;

/// <summary>Real clients against a port of this machine that is bound and not listening: their own exception goes out, with the diagnosis.</summary>
public sealed class AttachedDiagnosisTests : IDisposable
{
    private readonly Socket _closed = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly HeldDiagnoser _diagnoser = HeldDiagnoser.Open();

    public AttachedDiagnosisTests() => _closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IPEndPoint Closed => (IPEndPoint)_closed.LocalEndPoint!;

    public void Dispose() => _closed.Dispose();

    [Fact]
    public async Task A_socket()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);

        SocketException thrown = await Assert.ThrowsAsync<SocketException>(() => socket.ConnectAsync(Closed, _diagnoser, cancellationToken: Cancellation));

        AssertDiagnosed(thrown, $"tcp://{Closed}");
    }

    [Fact]
    public async Task A_TCP_client()
    {
        using var client = new TcpClient();

        SocketException thrown = await Assert.ThrowsAnyAsync<SocketException>(() => client.ConnectAsync("127.0.0.1", Closed.Port, _diagnoser, cancellationToken: Cancellation));

        AssertDiagnosed(thrown, $"tcp://{Closed}");
    }

    [Fact]
    public async Task A_WebSocket_client()
    {
        using var client = new ClientWebSocket();

        WebSocketException thrown = await Assert.ThrowsAsync<WebSocketException>(
            () => client.ConnectAsync(new Uri($"ws://{Closed}/chat"), _diagnoser, cancellationToken: Cancellation));

        AssertDiagnosed(thrown, $"ws://{Closed}/chat");
    }

    [Fact]
    public async Task A_TLS_stream()
    {
        using var broken = new SslStream(new MemoryStream());
        var target = ConnectionTarget.Parse("tls://server.example:8883");

        Exception thrown = await Assert.ThrowsAnyAsync<Exception>(() => broken.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions { TargetHost = "server.example" }, target, _diagnoser, cancellationToken: Cancellation));

        AssertDiagnosed(thrown, target.ToString());
    }

    [Fact]
    public async Task An_HTTP_client_with_the_handler()
    {
        using var client = new HttpClient(new ConnectionDiagnosticsHandler(_diagnoser, new SocketsHttpHandler()));

        HttpRequestException thrown = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync($"http://{Closed}/orders?key=secret", Cancellation));

        AssertDiagnosed(thrown, $"http://{Closed}/orders?…");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_HTTP_client_whose_timeout_is_over_is_diagnosed_afterwards_and_without_the_request(bool works)
    {
        var time = new FakeTimeProvider();
        var told = new TaskCompletionSource<Exception>();
        var asked = new TaskCompletionSource<DiagnosisRequest>();
        var diagnoser = new AnsweringDiagnoser(request =>
        {
            asked.SetResult(request);
            return works ? Scene.Of("8.8.8.8:443").Connects("8.8.8.8").Diagnose() : Scene.Of("8.8.8.8:443").TimedOut("8.8.8.8").Diagnose();
        });
        var options = new ConnectionFailureOptions { TimeProvider = time, OnDiagnosed = (_, exception) => told.SetResult(exception) };
        using var silent = new SilentHandler();
        using var client = new HttpClient(new ConnectionDiagnosticsHandler(diagnoser, silent, options));
        using var timeout = new CancellationTokenSource();
        Task<HttpResponseMessage> getting = client.GetAsync(new Uri("https://server.example/report/year?key=secret"), timeout.Token);
        await silent.Asked;

        time.Advance(TimeSpan.FromSeconds(30));
        await timeout.CancelAsync();
        Exception thrown = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => getting);

        DiagnosisRequest request = await asked.Task;
        request.Target.ToString().Should().Be("https://server.example/", "a report that takes long is not asked for again");
        if (works)
        {
            told.Task.IsCompleted.Should().BeFalse("a slow answer is no failure to connect");
            thrown.GetDiagnosis().Should().BeNull();
        }
        else
        {
            (await told.Task).GetDiagnosis().Should().NotBeNull();
        }
    }

    [Fact]
    public void An_HTTP_client_that_sends_synchronously()
    {
        using var client = new HttpClient(new ConnectionDiagnosticsHandler(_diagnoser, new SocketsHttpHandler()));
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{Closed}/");

        HttpRequestException thrown = Assert.Throws<HttpRequestException>(() => client.Send(request, Cancellation));

        AssertDiagnosed(thrown, $"http://{Closed}/");
    }

    [Fact]
    public async Task An_HTTP_client_whose_connects_are_watched()
    {
        using var handler = new SocketsHttpHandler();
        using var client = new HttpClient(handler.UseConnectionDiagnostics(_diagnoser));

        HttpRequestException thrown = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync($"https://{Closed}/", Cancellation));

        AssertDiagnosed(thrown, $"tcp://{Closed}");
    }

    [Fact]
    public async Task A_callback_that_was_set_before_is_called()
    {
        using var handler = new SocketsHttpHandler { ConnectCallback = (_, _) => throw new SocketException((int)SocketError.HostUnreachable) };
        using var client = new HttpClient(handler.UseConnectionDiagnostics(_diagnoser));

        HttpRequestException thrown = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetAsync("http://server.example/", Cancellation));

        AssertDiagnosed(thrown, "tcp://server.example:80");
    }

    /// <summary>SocketsHttpHandler asks the new connection for its peer's address and lets that exception out as it is: a bare "transport endpoint is not connected".</summary>
    [Fact]
    public async Task A_connection_that_is_reset_before_its_first_request()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
        using var handler = new SocketsHttpHandler { ConnectCallback = (_, cancellationToken) => ConnectedAndResetAsync(listener, cancellationToken) };
        using var client = new HttpClient(new ConnectionDiagnosticsHandler(_diagnoser, handler));

        Exception thrown = await Assert.ThrowsAnyAsync<Exception>(() => client.GetAsync("http://server.example/", Cancellation));

        thrown.Should().BeOfType<SocketException>().Which.SocketErrorCode.Should().Be(SocketError.NotConnected);
        AssertDiagnosed(thrown, "http://server.example/");
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    public async Task An_answer_is_never_diagnosed(HttpStatusCode status)
    {
        using var client = new HttpClient(new ConnectionDiagnosticsHandler(_diagnoser, new Answering(status)));

        HttpRequestException thrown = await Assert.ThrowsAsync<HttpRequestException>(() => client.GetStringAsync("http://server.example/", Cancellation));

        thrown.GetDiagnosis().Should().BeNull();
        _diagnoser.Requests.Should().BeEmpty();
    }

    [Fact]
    public async Task The_callers_cancellation_during_the_diagnosis_leaves_the_exception_as_it_is()
    {
        var held = new HeldDiagnoser();
        using var source = new CancellationTokenSource();
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        Task connecting = socket.ConnectAsync(Closed, held, cancellationToken: source.Token);
        await held.Asked;

        await source.CancelAsync();

        (await Assert.ThrowsAsync<SocketException>(() => connecting)).GetDiagnosis().Should().BeNull();
        await held.Cancelled;
    }

    private static async ValueTask<Stream> ConnectedAndResetAsync(Socket listener, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(listener.LocalEndPoint!, cancellationToken);
        using (Socket accepted = await listener.AcceptAsync(cancellationToken))
        {
            accepted.LingerState = new LingerOption(enable: true, seconds: 0);
        }

        // Not by receiving, which would make .NET itself remember that the socket is no longer connected.
        socket.Poll(-1, SelectMode.SelectError);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private void AssertDiagnosed(Exception thrown, string target)
    {
        thrown.GetDiagnosis().Should().NotBeNull();
        new InvalidOperationException("wrapped", thrown).GetDiagnosis().Should().BeSameAs(thrown.GetDiagnosis());
        DiagnosisRequest request = _diagnoser.Requests.Should().ContainSingle().Subject;
        request.Target.ToString().Should().Be(target);
        request.MaxAge.Should().Be(TimeSpan.FromSeconds(30));
    }

    private sealed class Answering(HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status));
    }

    private sealed class AnsweringDiagnoser(Func<DiagnosisRequest, Diagnosis> answer) : IConnectionDiagnoser
    {
        public Task<Diagnosis> DiagnoseAsync(DiagnosisRequest request, CancellationToken cancellationToken = default) => Task.FromResult(answer(request));
    }

    /// <summary>A server that never answers.</summary>
    private sealed class SilentHandler : HttpMessageHandler
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _asked.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            throw new InvalidOperationException("Nothing ends it but the token.");
        }
    }
}
