using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Failures;

namespace ConnectionDiagnostics;

/// <summary>What an exception says about a failed connection: its outcome, without any I/O.</summary>
public readonly record struct ConnectionFailure
{
    /// <summary>What happened; <see cref="ConnectionOutcome.Unknown"/> when the exception is not of a failed connection, or does not say how it failed.</summary>
    public ConnectionOutcome Outcome { get; init; }

    /// <summary>Whether the same attempt may succeed a little later without anybody doing anything.</summary>
    /// <remarks>An unknown name, a certificate or a wrong protocol does not heal by waiting; a refusal, a reset or a timeout may.</remarks>
    public bool IsTransient { get; init; }

    /// <summary>The socket's error; <see cref="System.Net.Sockets.SocketError.Success"/> when no socket reported one.</summary>
    public SocketError SocketError { get; init; }

    /// <summary>The operating system's own error number (errno, WSA error); 0 when there is none.</summary>
    public int NativeErrorCode { get; init; }

    /// <summary>The HTTP status with which the server answered, where the exception tells it.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>Whether the attempt was cancelled, which is how most clients report that their own time was up.</summary>
    public bool WasCancelled { get; init; }

    /// <summary>Whether the exception is of a failed connection at all.</summary>
    /// <remarks>Some clients, MySqlConnector and StackExchange.Redis among them, say that they could not connect and keep to themselves why: then the outcome is <see cref="ConnectionOutcome.Unknown"/>.</remarks>
    public bool IsConnectionFailure { get; init; }

    /// <summary>Reads an exception and everything nested in it, to a depth of 1000. No I/O, and no allocation but for an <see cref="AggregateException"/> whose first exception says nothing: 24 bytes, once.</summary>
    /// <param name="exception">
    /// What was caught: <see cref="SocketException"/>, <see cref="HttpRequestException"/>, <see cref="System.Net.WebSockets.WebSocketException"/>,
    /// <see cref="System.Security.Authentication.AuthenticationException"/>, <see cref="IOException"/>, <see cref="TimeoutException"/>,
    /// <see cref="OperationCanceledException"/>, or anything that wraps them, to any depth; and the exceptions of Npgsql, MySqlConnector,
    /// Microsoft.Data.SqlClient, StackExchange.Redis, MQTTnet, RabbitMQ.Client, Confluent.Kafka, MongoDB.Driver, Grpc.Net.Client and MailKit.
    /// </param>
    /// <returns>What it says.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is <see langword="null"/>.</exception>
    public static ConnectionFailure Classify(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return ExceptionReader.Read(exception);
    }
}
