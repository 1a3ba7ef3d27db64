using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Authentication;

namespace ConnectionDiagnostics.Failures;

/// <summary>Walks an exception and what it wraps, outermost first, and keeps the most telling fact.</summary>
/// <remarks>
/// The socket's error is the most exact and sits innermost; what the layers above say (TLS, HTTP, WebSocket) decides only
/// where no socket failed. The shapes are those that .NET 10's clients throw, and each has a test with the real client; those of other packages are in <see cref="ClientShapes"/>.
/// </remarks>
internal static class ExceptionReader
{
    /// <summary>Exceptions nested deeper, or in a circle, are not followed.</summary>
    private const int MaxDepth = 1000;

    /// <summary>Of an aggregate's many exceptions so many are looked at.</summary>
    private const int MaxSiblings = 16;

    public static ConnectionFailure Read(Exception exception)
    {
        var reading = new Reading();
        AggregateException? aggregate = null;
        int budget = MaxDepth;
        for (Exception? current = exception; current is not null && budget-- > 0; current = current.InnerException)
        {
            Note(current, ref reading);
            aggregate ??= current as AggregateException;
        }

        ConnectionFailure failure = reading.Conclude();
        return failure.IsConnectionFailure || aggregate is null ? failure : ReadSiblings(aggregate);
    }

    /// <summary>Where the first of several exceptions says nothing. Only here something is allocated: the list that the aggregate makes of itself.</summary>
    private static ConnectionFailure ReadSiblings(AggregateException aggregate)
    {
        for (int i = 1; i < Math.Min(aggregate.InnerExceptions.Count, MaxSiblings); i++)
        {
            ConnectionFailure failure = Read(aggregate.InnerExceptions[i]);
            if (failure.IsConnectionFailure)
            {
                return failure;
            }
        }

        return default;
    }

    private static void Note(Exception exception, ref Reading reading)
    {
        switch (exception)
        {
            case SocketException socket when reading.Socket is null || reading.Socket.SocketErrorCode == SocketError.OperationAborted:
                reading.Socket = socket;
                break;
            case HttpRequestException http:
                reading.Http = http.HttpRequestError;
                reading.Status ??= http.StatusCode;
                reading.HasHttp = true;
                break;
            case WebSocketException webSocket:
                reading.HasWebSocket = true;
                reading.WebSocket = webSocket.WebSocketErrorCode;
                break;
            case HttpIOException httpIO:
                reading.Http = httpIO.HttpRequestError;
                reading.HasHttp = true;
                break;
            // What the diagnosis found, where the exception that it explains does not say.
            case IOutcomeTeller teller:
                reading.NoteClient(teller.Outcome, exception);
                break;
            case AuthenticationException:
                reading.HasAuthentication = true;
                break;
            case TimeoutException timeout when ClientShapes.ReadTimeout(timeout) is { } outcome:
                reading.NoteClient(outcome, timeout);
                break;
            case TimeoutException:
                reading.HasTimeout = true;
                break;
            case OperationCanceledException:
                reading.HasCancellation = true;
                break;
            case EndOfStreamException:
                reading.HasEndOfStream = true;
                break;
            case AggregateException or IOException or SocketException:
                break;
            default:
                if (ClientShapes.Read(exception) is { } word)
                {
                    reading.NoteClient(word, exception);
                }

                break;
        }
    }

    private ref struct Reading
    {
        public SocketException? Socket;
        public HttpRequestError Http;
        public HttpStatusCode? Status;
        public WebSocketError WebSocket;
        public bool HasHttp;
        public bool HasWebSocket;
        public bool HasAuthentication;
        public bool HasTimeout;
        public bool HasCancellation;
        public bool HasEndOfStream;
        public bool HasClient;
        public ConnectionOutcome Client;
        public bool IsTransientToClient;

        /// <summary>The innermost word that says how it failed counts.</summary>
        public void NoteClient(ConnectionOutcome outcome, Exception exception)
        {
            HasClient = true;
            Client = outcome == ConnectionOutcome.Unknown ? Client : outcome;
            IsTransientToClient |= ClientShapes.IsTransient(exception);
        }

        public readonly ConnectionFailure Conclude()
        {
            ConnectionOutcome outcome = Outcome() is var own and not ConnectionOutcome.Unknown ? own : Client;
            SocketError error = Socket?.SocketErrorCode ?? SocketError.Success;
            return new ConnectionFailure
            {
                Outcome = outcome,
                IsTransient = FailureTable.IsTransient(outcome, error, Status) || (outcome == ConnectionOutcome.Unknown && IsTransientToClient),
                IsConnectionFailure = outcome != ConnectionOutcome.Unknown || HasClient,
                SocketError = error,
                NativeErrorCode = Socket?.NativeErrorCode ?? 0,
                StatusCode = Status,
                WasCancelled = HasCancellation,
            };
        }

        private readonly ConnectionOutcome Outcome()
        {
            // HttpClient.Timeout and a cancelled token both abort the socket: the abort is not what happened, the elapsed time is.
            bool noSocketSays = Socket is null or { SocketErrorCode: SocketError.OperationAborted or SocketError.Interrupted };
            if ((HasTimeout || HasCancellation) && noSocketSays)
            {
                return ConnectionOutcome.Timeout;
            }

            if (HasAuthentication || (HasHttp && Http == HttpRequestError.SecureConnectionError))
            {
                return ConnectionOutcome.TlsFailed;
            }

            if (HasHttp && Http == HttpRequestError.ProxyTunnelError)
            {
                return ConnectionOutcome.ProxyFailed;
            }

            if (Socket is not null && FailureTable.OutcomeOf(Socket.SocketErrorCode, Socket.NativeErrorCode) is var known and not ConnectionOutcome.Unknown)
            {
                return known;
            }

            if (HasWebSocket && WebSocket is WebSocketError.NotAWebSocket or WebSocketError.HeaderError
                or WebSocketError.UnsupportedVersion or WebSocketError.UnsupportedProtocol)
            {
                return ConnectionOutcome.ProtocolMismatch;
            }

            return HasHttp ? OfHttp()
                : HasEndOfStream || (HasWebSocket && WebSocket == WebSocketError.ConnectionClosedPrematurely) ? ConnectionOutcome.Reset
                // With nothing inside: an answer of 101 without a header that it must have, or with a wrong one.
                : HasWebSocket && WebSocket == WebSocketError.Faulted ? ConnectionOutcome.ProtocolMismatch
                : ConnectionOutcome.Unknown;
        }

        private readonly ConnectionOutcome OfHttp() => Http switch
        {
            HttpRequestError.NameResolutionError => ConnectionOutcome.NameResolutionFailed,
            HttpRequestError.ConnectionError => ConnectionOutcome.Unreachable,
            HttpRequestError.ResponseEnded => ConnectionOutcome.Reset,
            HttpRequestError.InvalidResponse or HttpRequestError.HttpProtocolError or HttpRequestError.VersionNegotiationError
                or HttpRequestError.ExtendedConnectNotSupported => ConnectionOutcome.ProtocolMismatch,
            _ => ConnectionOutcome.Unknown,
        };
    }
}
