using System.ComponentModel;
using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Failures;

/// <summary>
/// The exceptions of other clients, known by the names of their types, because no package is referenced for them. Most wrap the framework's own,
/// which tell more; here is what those say that do not. Each row has a test with the real client.
/// </summary>
internal static class ClientShapes
{
    /// <summary>MySqlErrorCode.UnableToConnectToHost.</summary>
    private const int MySqlUnableToConnect = 1042;

    /// <summary>WAIT_TIMEOUT, which SqlClient wraps on every system.</summary>
    private const int WaitTimeout = 258;

    /// <summary>The driver keeps what happened to itself but for the text of the last heartbeat's exception.</summary>
    private const string MongoSelection = "Client view of cluster state is";

    /// <summary>What an exception says beside what it wraps; <see langword="null"/> when it is of no failed connection, or not known here.</summary>
    /// <returns>The outcome; <see cref="ConnectionOutcome.Unknown"/> for a connection that failed nobody says how.</returns>
    public static ConnectionOutcome? Read(Exception exception)
    {
        for (Type? type = exception.GetType(); type is not null && type != typeof(Exception); type = type.BaseType)
        {
            if (ReadAs(type.FullName, exception) is { } outcome)
            {
                return outcome;
            }
        }

        return null;
    }

    /// <summary>MongoDB.Driver waits for a server that suits, and throws the framework's own exception when none came.</summary>
    public static ConnectionOutcome? ReadTimeout(TimeoutException exception)
    {
        string message = exception.Message;
        if (!message.Contains(MongoSelection, StringComparison.Ordinal))
        {
            return null;
        }

        if (message.Contains("System.Security.Authentication.AuthenticationException", StringComparison.Ordinal))
        {
            return ConnectionOutcome.TlsFailed;
        }

        const string Socket = "System.Net.Sockets.SocketException (";
        int at = message.LastIndexOf(Socket, StringComparison.Ordinal);
        if (at >= 0)
        {
            ReadOnlySpan<char> rest = message.AsSpan(at + Socket.Length);
            int end = rest.IndexOf(')');
            return end > 0 && int.TryParse(rest[..end], NumberStyles.None, CultureInfo.InvariantCulture, out int error) ? OfNativeError(error) : ConnectionOutcome.Unknown;
        }

        return message.Contains("System.TimeoutException", StringComparison.Ordinal) ? ConnectionOutcome.Timeout : ConnectionOutcome.Unknown;
    }

    private static ConnectionOutcome? ReadAs(string? type, Exception exception) => type switch
    {
        "MySqlConnector.MySqlException" when exception.Data["Server Error Code"] is MySqlUnableToConnect =>
            // The client aborts its socket when its time is up.
            exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.OperationAborted } ? ConnectionOutcome.Timeout : ConnectionOutcome.Unknown,
        "Microsoft.Data.SqlClient.SqlException" or "System.Data.SqlClient.SqlException" when exception.InnerException is Win32Exception inner =>
            inner.NativeErrorCode == WaitTimeout ? ConnectionOutcome.Timeout : FailureTable.OutcomeOf((SocketError)inner.NativeErrorCode, inner.NativeErrorCode),
        // To its question whether there is TLS, PostgreSQL answers S, N or an error.
        "Npgsql.NpgsqlException" when exception.Message.StartsWith("Received unknown response", StringComparison.Ordinal) => ConnectionOutcome.ProtocolMismatch,
        "StackExchange.Redis.RedisConnectionException" => ConnectionOutcome.Unknown,
        "MQTTnet.Exceptions.MqttCommunicationTimedOutException" => ConnectionOutcome.Timeout,
        "MQTTnet.Exceptions.MqttCommunicationException" => ConnectionOutcome.Unknown,
        "RabbitMQ.Client.Exceptions.ConnectFailureException" => ConnectionOutcome.Unknown,
        "RabbitMQ.Client.Exceptions.ProtocolVersionMismatchException" or "RabbitMQ.Client.Exceptions.PacketNotRecognizedException" => ConnectionOutcome.ProtocolMismatch,
        // librdkafka's own words (rd_kafka_err2str), in no other language.
        "Confluent.Kafka.KafkaException" => exception.Message switch
        {
            "Local: Broker transport failure" or "Local: All broker connections are down" => ConnectionOutcome.Unknown,
            "Local: Host resolution failure" => ConnectionOutcome.NameResolutionFailed,
            "Local: SSL error" => ConnectionOutcome.TlsFailed,
            "Local: Timed out" => ConnectionOutcome.Timeout,
            _ => null,
        },
        "MongoDB.Driver.MongoConnectionException" => ConnectionOutcome.Unknown,
        "Grpc.Core.RpcException" when exception.Message.StartsWith("Status(StatusCode=\"DeadlineExceeded\"", StringComparison.Ordinal) => ConnectionOutcome.Timeout,
        "MailKit.Security.SslHandshakeException" => ConnectionOutcome.TlsFailed,
        "MailKit.ProtocolException" => ConnectionOutcome.Unknown,
        _ => null,
    };

    /// <summary>The numbers of Linux, macOS and Windows for the errors that a connect has.</summary>
    private static ConnectionOutcome OfNativeError(int error) => error switch
    {
        111 or 61 => ConnectionOutcome.Refused,
        110 or 60 => ConnectionOutcome.Timeout,
        104 or 54 => ConnectionOutcome.Reset,
        101 or 113 or 51 or 65 => ConnectionOutcome.Unreachable,
        _ => FailureTable.OutcomeOf((SocketError)error, error),
    };

    /// <summary>What a driver of a database says of itself, where nothing else is known.</summary>
    public static bool IsTransient(Exception exception) => exception is DbException { IsTransient: true };
}
