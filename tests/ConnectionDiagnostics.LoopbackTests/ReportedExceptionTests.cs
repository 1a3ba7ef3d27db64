using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Net.WebSockets;
using ConnectionDiagnostics.Testing;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>The exceptions that .NET's own clients really throw, read without I/O and as the start of a diagnosis.</summary>
public sealed class ReportedExceptionTests
{
    private static readonly ConnectionDiagnoser Diagnoser = new();

    public static TheoryData<string, Fault, ConnectionOutcome> OfHttpClient { get; } = new()
    {
        { "http", Fault.Refuses, ConnectionOutcome.Refused },
        { "http", Fault.SpeaksSsh, ConnectionOutcome.ProtocolMismatch },
        { "http", Fault.ClosesAtOnce, ConnectionOutcome.Reset },
        { "https", Fault.AnswersHttp(200), ConnectionOutcome.TlsFailed },
        { "https", Fault.Tls(TlsFault.SelfSigned), ConnectionOutcome.TlsFailed },
        { "https", Fault.TlsAlert(40), ConnectionOutcome.TlsFailed },
        { "http", Fault.Silent, ConnectionOutcome.Timeout },
    };

    [Theory]
    [MemberData(nameof(OfHttpClient))]
    public async Task HttpClient(string scheme, Fault fault, ConnectionOutcome expected)
    {
        await using FaultyServer server = await FaultyServer.StartAsync(fault, TestContext.Current.CancellationToken);
        using var handler = new SocketsHttpHandler { UseProxy = false };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromMilliseconds(fault == Fault.Silent ? 200 : 60_000) };

        Exception exception = await CatchAsync(() => client.GetAsync(new Uri($"{scheme}://127.0.0.1:{server.Port}/"), TestContext.Current.CancellationToken));

        ConnectionFailure.Classify(exception).Outcome.Should().Be(expected, exception.ToString());
        ConnectionFailure.Classify(exception).IsConnectionFailure.Should().BeTrue();
    }

    public static TheoryData<string, Fault, ConnectionOutcome> OfWebSocket { get; } = new()
    {
        { "ws", Fault.Refuses, ConnectionOutcome.Refused },
        { "ws", Fault.AnswersHttp(200), ConnectionOutcome.ProtocolMismatch },
        { "ws", Fault.SpeaksSsh, ConnectionOutcome.ProtocolMismatch },
        { "ws", Fault.WebSocketThat(WebSocketFault.AcceptsAnotherKey), ConnectionOutcome.ProtocolMismatch },
        { "ws", Fault.WebSocketThat(WebSocketFault.AcceptsNoKey), ConnectionOutcome.ProtocolMismatch },
        { "ws", Fault.WebSocketThat(WebSocketFault.ForgetsUpgrade), ConnectionOutcome.ProtocolMismatch },
        { "wss", Fault.WebSocket, ConnectionOutcome.TlsFailed },
        { "wss", Fault.Tls(TlsFault.WrongName), ConnectionOutcome.TlsFailed },
    };

    [Theory]
    [MemberData(nameof(OfWebSocket))]
    public async Task ClientWebSocket(string scheme, Fault fault, ConnectionOutcome expected)
    {
        await using FaultyServer server = await FaultyServer.StartAsync(fault, TestContext.Current.CancellationToken);
        using var client = new ClientWebSocket();
        client.Options.Proxy = null;

        Exception exception = await CatchAsync(() => client.ConnectAsync(new Uri($"{scheme}://127.0.0.1:{server.Port}/"), TestContext.Current.CancellationToken));

        ConnectionFailure.Classify(exception).Outcome.Should().Be(expected, exception.ToString());
    }

    [Fact]
    public async Task A_socket_that_is_bound_to_an_address_of_another_machine()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

        Exception exception = await CatchAsync(() =>
        {
            socket.Bind(new IPEndPoint(IPAddress.Parse("192.0.2.77"), 0));
            return Task.CompletedTask;
        });

        ConnectionFailure.Classify(exception).Outcome.Should().Be(ConnectionOutcome.AddressNotAvailable);
    }

    [Fact]
    public async Task A_TLS_handshake_whose_token_runs_out()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Silent, TestContext.Current.CancellationToken);
        using var client = new TcpClient();
        await client.ConnectAsync(server.EndPoint, TestContext.Current.CancellationToken);
        await using var ssl = new SslStream(client.GetStream());
        using var source = new CancellationTokenSource();

        Task handshake = ssl.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost" }, source.Token);
        await source.CancelAsync();
        ConnectionFailure failure = ConnectionFailure.Classify(await CatchAsync(() => handshake));

        failure.Outcome.Should().Be(ConnectionOutcome.Timeout);
        failure.WasCancelled.Should().BeTrue();
    }

    [Fact]
    public async Task A_failure_that_is_gone_is_said_to_be_gone()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.WebSocket, TestContext.Current.CancellationToken);

        Diagnosis diagnosis = await Diagnoser.DiagnoseAsync(
            ConnectionTarget.Parse($"ws://127.0.0.1:{server.Port}/"), new SocketException((int)SocketError.ConnectionRefused), TestContext.Current.CancellationToken);

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Causes.Should().ContainSingle().Which.Code.Should().Be(CauseCode.NotReproduced);
        diagnosis.Evidence.Reported!.Outcome.Should().Be(ConnectionOutcome.Refused);
    }

    /// <summary>The callback knows host and port alone: that the connect succeeds now does not mean that the server does not hang up.</summary>
    [Theory]
    [InlineData(nameof(Fault.ResetsAtOnce), ConnectionOutcome.Reset, "server-closes-immediately")]
    [InlineData(nameof(Fault.ClosesAtOnce), ConnectionOutcome.Reset, "server-closes-immediately")]
    [InlineData(nameof(Fault.Silent), ConnectionOutcome.Connected, "not-reproduced")]
    public async Task A_bare_port_that_hung_up_on_the_client_is_listened_to(string fault, ConnectionOutcome outcome, string cause)
    {
        await using FaultyServer server = await FaultyServer.StartAsync(
            (Fault)typeof(Fault).GetProperty(fault)!.GetValue(null)!, TestContext.Current.CancellationToken);

        Diagnosis diagnosis = await Diagnoser.DiagnoseAsync(
            ConnectionTarget.Parse($"tcp://127.0.0.1:{server.Port}"), new SocketException((int)SocketError.ConnectionReset), TestContext.Current.CancellationToken);

        diagnosis.Outcome.Should().Be(outcome);
        diagnosis.Causes.Should().ContainSingle().Which.Code.Should().Be(new CauseCode(cause));
        diagnosis.Causes[0].Likelihood.Should().NotBe(Likelihood.Confirmed);
    }

    [Fact]
    public async Task RunAsync_throws_the_diagnosis_and_keeps_the_original()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Refuses, TestContext.Current.CancellationToken);
        ConnectionTarget target = ConnectionTarget.Parse($"tcp://127.0.0.1:{server.Port}");
        using var client = new TcpClient();

        ConnectionFailedException thrown = await Assert.ThrowsAsync<ConnectionFailedException>(
            () => Diagnoser.RunAsync(target, async ct => await client.ConnectAsync(server.EndPoint, ct), TestContext.Current.CancellationToken));

        thrown.InnerException.Should().BeOfType<SocketException>();
        thrown.Diagnosis.Causes[0].Code.Should().Be(CauseCode.ServerNotListening);
        thrown.Message.Should().Contain(target.ToString()).And.Contain(thrown.Diagnosis.Causes[0].Summary);
    }

    [Fact]
    public async Task RunAsync_gives_what_the_connect_gave()
    {
        int result = await Diagnoser.RunAsync(ConnectionTarget.Parse("127.0.0.1:1"), _ => Task.FromResult(42), TestContext.Current.CancellationToken);

        result.Should().Be(42);
    }

    [Fact]
    public async Task RunAsync_lets_exceptions_through_that_are_not_of_a_connection()
    {
        Func<Task> act = () => Diagnoser.RunAsync(ConnectionTarget.Parse("127.0.0.1:1"), _ => throw new InvalidOperationException("mine"));

        await act.Should().ThrowExactlyAsync<InvalidOperationException>().WithMessage("mine");
    }

    [Fact]
    public async Task RunAsync_does_not_diagnose_the_callers_own_cancellation()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        Func<Task> act = () => Diagnoser.RunAsync(ConnectionTarget.Parse("127.0.0.1:1"), ct => Task.FromCanceled(ct), source.Token);

        await act.Should().ThrowAsync<OperationCanceledException>();
    }

    private static async Task<Exception> CatchAsync(Func<Task> action) =>
        await Record.ExceptionAsync(action) ?? throw new InvalidOperationException("The client was expected to fail, and did not.");
}
