using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;

namespace ConnectionDiagnostics.Tests.Failures;

public class ConnectionFailureTests
{
    public static TheoryData<string, ConnectionOutcome> Shapes => new(ShapeOf.Keys.Select(name => (name, ShapeOf[name].Outcome)));

    /// <summary>What .NET 10's clients throw, outermost first.</summary>
    private static readonly SortedDictionary<string, (ConnectionOutcome Outcome, Func<Exception> Make)> ShapeOf = new(StringComparer.Ordinal)
    {
        ["socket refused"] = (ConnectionOutcome.Refused, () => Socket(SocketError.ConnectionRefused)),
        ["http refused"] = (ConnectionOutcome.Refused, () => Http(HttpRequestError.ConnectionError, Socket(SocketError.ConnectionRefused))),
        ["websocket refused"] = (ConnectionOutcome.Refused, () => new WebSocketException(
            WebSocketError.Faulted, "Unable to connect to the remote server", Http(HttpRequestError.ConnectionError, Socket(SocketError.ConnectionRefused)))),
        ["connect or handshake not answered"] = (ConnectionOutcome.Timeout, () => new TaskCanceledException("A task was canceled.")),
        ["request not answered"] = (ConnectionOutcome.Timeout, () => new TaskCanceledException(
            "The operation was canceled.", new IOException("read", Socket(SocketError.OperationAborted)))),
        ["http timeout of the client"] = (ConnectionOutcome.Timeout, () => new TaskCanceledException(
            "The request was canceled due to the configured HttpClient.Timeout",
            new TimeoutException("", new TaskCanceledException("", new IOException("", Socket(SocketError.OperationAborted)))))),
        ["timeout"] = (ConnectionOutcome.Timeout, () => new TimeoutException()),
        ["socket timed out"] = (ConnectionOutcome.Timeout, () => Http(HttpRequestError.ConnectionError, Socket(SocketError.TimedOut))),
        ["bytes that are no HTTP"] = (ConnectionOutcome.ProtocolMismatch, () => Http(HttpRequestError.InvalidResponse)),
        ["closed without a byte"] = (ConnectionOutcome.Reset, () => Http(
            HttpRequestError.ResponseEnded, new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely."))),
        ["closed, seen by the stream only"] = (ConnectionOutcome.Reset, () => new IOException("", new HttpIOException(HttpRequestError.ResponseEnded))),
        ["reset"] = (ConnectionOutcome.Reset, () => Http(HttpRequestError.Unknown, new IOException("", Socket(SocketError.ConnectionReset)))),
        ["websocket to http"] = (ConnectionOutcome.ProtocolMismatch, () => new WebSocketException(WebSocketError.NotAWebSocket)),
        ["websocket without a header that it must have"] = (ConnectionOutcome.ProtocolMismatch, () => new WebSocketException(
            WebSocketError.Faulted, "The server's response was missing the required header 'Sec-WebSocket-Accept'.")),
        ["websocket header"] = (ConnectionOutcome.ProtocolMismatch, () => new WebSocketException(WebSocketError.HeaderError)),
        ["websocket version"] = (ConnectionOutcome.ProtocolMismatch, () => new WebSocketException(WebSocketError.UnsupportedVersion)),
        ["websocket subprotocol"] = (ConnectionOutcome.ProtocolMismatch, () => new WebSocketException(WebSocketError.UnsupportedProtocol)),
        ["websocket closed"] = (ConnectionOutcome.Reset, () => new WebSocketException(WebSocketError.ConnectionClosedPrematurely)),
        ["TLS to plaintext"] = (ConnectionOutcome.TlsFailed, () => Http(
            HttpRequestError.SecureConnectionError, new AuthenticationException("Cannot determine the frame size or a corrupted frame was received."))),
        ["TLS to an echo"] = (ConnectionOutcome.TlsFailed, () => Http(
            HttpRequestError.SecureConnectionError, new IOException("Received an unexpected EOF or 0 bytes from the transport stream."))),
        ["certificate"] = (ConnectionOutcome.TlsFailed, () => Http(
            HttpRequestError.SecureConnectionError, new AuthenticationException("errors in the certificate chain: PartialChain"))),
        ["websocket certificate"] = (ConnectionOutcome.TlsFailed, () => new WebSocketException(
            WebSocketError.Faulted, "", Http(HttpRequestError.SecureConnectionError, new AuthenticationException()))),
        ["name"] = (ConnectionOutcome.NameResolutionFailed, () => Http(HttpRequestError.NameResolutionError, Socket(SocketError.HostNotFound))),
        ["name without a socket's word"] = (ConnectionOutcome.NameResolutionFailed, () => Http(HttpRequestError.NameResolutionError)),
        ["proxy"] = (ConnectionOutcome.ProxyFailed, () => Http(HttpRequestError.ProxyTunnelError)),
        ["end of stream"] = (ConnectionOutcome.Reset, () => new EndOfStreamException()),
        ["http2 error"] = (ConnectionOutcome.ProtocolMismatch, () => Http(HttpRequestError.HttpProtocolError)),
        ["http version"] = (ConnectionOutcome.ProtocolMismatch, () => Http(HttpRequestError.VersionNegotiationError)),
        ["status"] = (ConnectionOutcome.Unknown, () => new HttpRequestException(HttpRequestError.Unknown, "", null, HttpStatusCode.InternalServerError)),
        ["no connection at all"] = (ConnectionOutcome.Unknown, () => new InvalidOperationException()),
        ["a file"] = (ConnectionOutcome.Unknown, () => new IOException("disk full")),
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void What_clients_throw_is_read(string shape, ConnectionOutcome outcome)
    {
        ConnectionFailure failure = ConnectionFailure.Classify(ShapeOf[shape].Make());

        failure.Outcome.Should().Be(outcome);
        failure.IsConnectionFailure.Should().Be(outcome != ConnectionOutcome.Unknown);
    }

    [Theory]
    [InlineData(SocketError.ConnectionRefused, ConnectionOutcome.Refused, true)]
    [InlineData(SocketError.TimedOut, ConnectionOutcome.Timeout, true)]
    [InlineData(SocketError.HostUnreachable, ConnectionOutcome.Unreachable, true)]
    [InlineData(SocketError.NetworkUnreachable, ConnectionOutcome.Unreachable, true)]
    [InlineData(SocketError.HostDown, ConnectionOutcome.Unreachable, true)]
    [InlineData(SocketError.NetworkDown, ConnectionOutcome.Unreachable, true)]
    [InlineData(SocketError.AddressNotAvailable, ConnectionOutcome.AddressNotAvailable, true)]
    [InlineData(SocketError.AddressAlreadyInUse, ConnectionOutcome.AddressNotAvailable, true)]
    [InlineData(SocketError.AccessDenied, ConnectionOutcome.BlockedLocally, false)]
    [InlineData(SocketError.TooManyOpenSockets, ConnectionOutcome.ResourceExhausted, true)]
    [InlineData(SocketError.NoBufferSpaceAvailable, ConnectionOutcome.ResourceExhausted, true)]
    [InlineData(SocketError.ConnectionReset, ConnectionOutcome.Reset, true)]
    [InlineData(SocketError.ConnectionAborted, ConnectionOutcome.Reset, true)]
    [InlineData(SocketError.NotConnected, ConnectionOutcome.Reset, true)]
    [InlineData(SocketError.Shutdown, ConnectionOutcome.Reset, true)]
    [InlineData(SocketError.HostNotFound, ConnectionOutcome.NameResolutionFailed, false)]
    [InlineData(SocketError.NoData, ConnectionOutcome.NameResolutionFailed, false)]
    [InlineData(SocketError.TryAgain, ConnectionOutcome.NameResolutionFailed, true)]
    [InlineData(SocketError.MessageSize, ConnectionOutcome.Unknown, false)]
    public void A_sockets_error_says_what_happened_and_whether_it_may_pass(SocketError error, ConnectionOutcome outcome, bool transient)
    {
        ConnectionFailure failure = ConnectionFailure.Classify(Socket(error));

        failure.Outcome.Should().Be(outcome);
        failure.IsTransient.Should().Be(transient);
        failure.SocketError.Should().Be(error);
    }

    [Theory]
    [InlineData(HttpRequestError.ProxyTunnelError, null, false)]
    [InlineData(HttpRequestError.InvalidResponse, null, false)]
    [InlineData(HttpRequestError.SecureConnectionError, null, false)]
    [InlineData(HttpRequestError.ResponseEnded, null, true)]
    [InlineData(HttpRequestError.Unknown, HttpStatusCode.RequestTimeout, true)]
    [InlineData(HttpRequestError.Unknown, HttpStatusCode.TooManyRequests, true)]
    [InlineData(HttpRequestError.Unknown, HttpStatusCode.BadGateway, true)]
    [InlineData(HttpRequestError.Unknown, HttpStatusCode.ServiceUnavailable, true)]
    [InlineData(HttpRequestError.Unknown, HttpStatusCode.GatewayTimeout, true)]
    [InlineData(HttpRequestError.Unknown, HttpStatusCode.InternalServerError, false)]
    [InlineData(HttpRequestError.Unknown, HttpStatusCode.NotFound, false)]
    public void An_HTTP_error_says_whether_it_may_pass(HttpRequestError error, HttpStatusCode? status, bool transient)
    {
        ConnectionFailure failure = ConnectionFailure.Classify(new HttpRequestException(error, "", null, status));

        failure.IsTransient.Should().Be(transient);
        failure.StatusCode.Should().Be(status);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60)]
    public void The_sockets_error_is_found_however_deep_it_is(int depth) =>
        ConnectionFailure.Classify(Nest(Socket(SocketError.ConnectionRefused), depth)).Outcome.Should().Be(ConnectionOutcome.Refused);

    [Fact]
    public void A_depth_beyond_reason_is_not_followed_and_does_no_harm() =>
        ConnectionFailure.Classify(Nest(Socket(SocketError.ConnectionRefused), 100_000)).Outcome.Should().Be(ConnectionOutcome.Unknown);

    [Fact]
    public void Of_an_aggregate_the_sockets_error_is_found()
    {
        var aggregate = new AggregateException(new InvalidOperationException(), new IOException("", Socket(SocketError.ConnectionRefused)));

        ConnectionFailure.Classify(aggregate).Outcome.Should().Be(ConnectionOutcome.Refused);
    }

    [Fact]
    public void An_aggregate_of_a_thousand_is_read()
    {
        var aggregate = new AggregateException(Enumerable.Range(0, 1000).Select(_ => Socket(SocketError.HostUnreachable)));

        ConnectionFailure.Classify(aggregate).Outcome.Should().Be(ConnectionOutcome.Unreachable);
    }

    [Fact]
    public void Aggregates_in_aggregates_end()
    {
        Exception exception = Socket(SocketError.ConnectionRefused);
        for (int i = 0; i < 40; i++)
        {
            exception = new AggregateException(exception, exception, exception);
        }

        ConnectionFailure.Classify(exception).Outcome.Should().Be(ConnectionOutcome.Refused);
    }

    [Fact]
    public void An_abort_gives_way_to_what_another_socket_says()
    {
        var aggregate = new AggregateException(Socket(SocketError.OperationAborted), Socket(SocketError.ConnectionRefused));

        ConnectionFailure.Classify(aggregate).SocketError.Should().Be(SocketError.ConnectionRefused);
    }

    [Fact]
    public void A_cancellation_is_told_beside_its_outcome()
    {
        ConnectionFailure.Classify(new OperationCanceledException()).WasCancelled.Should().BeTrue();
        ConnectionFailure.Classify(Socket(SocketError.TimedOut)).WasCancelled.Should().BeFalse();
    }

    [Fact]
    public void The_systems_own_number_is_kept()
    {
        Exception refused = Http(HttpRequestError.ConnectionError, Socket(SocketError.ConnectionRefused));

        ConnectionFailure.Classify(refused).NativeErrorCode.Should().Be(Socket(SocketError.ConnectionRefused).NativeErrorCode).And.NotBe(0);
    }

    [Fact]
    public void Null_is_no_exception()
    {
        Action act = () => ConnectionFailure.Classify(null!);

        act.Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public void Reading_allocates_nothing()
    {
        Exception[] exceptions =
        [
            .. ShapeOf.Values.Select(shape => shape.Make()), Nest(Socket(SocketError.ConnectionRefused), 60),
            new AggregateException(Enumerable.Range(0, 1000).Select(_ => Socket(SocketError.HostUnreachable))),
        ];
        int failures = ClassifyAll(exceptions);

        long before = GC.GetAllocatedBytesForCurrentThread();
        failures += ClassifyAll(exceptions);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        failures.Should().BePositive();
        allocated.Should().Be(0);
    }

    private static int ClassifyAll(Exception[] exceptions)
    {
        int failures = 0;
        foreach (Exception exception in exceptions)
        {
            failures += ConnectionFailure.Classify(exception).IsConnectionFailure ? 1 : 0;
        }

        return failures;
    }

    private static Exception Nest(Exception exception, int depth)
    {
        for (int i = 0; i < depth; i++)
        {
            exception = new InvalidOperationException("", exception);
        }

        return exception;
    }

    private static SocketException Socket(SocketError error) => new((int)error);

    private static HttpRequestException Http(HttpRequestError error, Exception? inner = null) => new(error, "", inner);
}
