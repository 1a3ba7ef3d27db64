using ConnectionDiagnostics.Testing;

namespace ConnectionDiagnostics.Tests;

/// <summary>What is read from the exceptions that other packages' clients throw: the real clients, against real ports.</summary>
public class ClientExceptionTests
{
    /// <summary>A client that keeps to itself how it failed.</summary>
    private const ConnectionOutcome NotTold = ConnectionOutcome.Unknown;

    public static TheoryData<string, ConnectionOutcome, ConnectionOutcome, ConnectionOutcome> Expected => new()
    {
        { "Npgsql", ConnectionOutcome.Refused, ConnectionOutcome.Timeout, ConnectionOutcome.TlsFailed },
        { "MySqlConnector", NotTold, ConnectionOutcome.Timeout, ConnectionOutcome.TlsFailed },
        { "Microsoft.Data.SqlClient", OperatingSystem.IsWindows() ? ConnectionOutcome.Refused : NotTold, ConnectionOutcome.Timeout, ConnectionOutcome.TlsFailed },
        { "StackExchange.Redis", NotTold, NotTold, ConnectionOutcome.TlsFailed },
        { "MQTTnet", ConnectionOutcome.Refused, NotTold, ConnectionOutcome.TlsFailed },
        { "RabbitMQ.Client", ConnectionOutcome.Refused, ConnectionOutcome.Timeout, ConnectionOutcome.TlsFailed },
        { "Confluent.Kafka", NotTold, NotTold, NotTold },
        { "MongoDB.Driver", ConnectionOutcome.Refused, ConnectionOutcome.Timeout, ConnectionOutcome.TlsFailed },
        { "Grpc.Net.Client", ConnectionOutcome.Refused, ConnectionOutcome.Timeout, ConnectionOutcome.TlsFailed },
        { "MailKit", ConnectionOutcome.Refused, ConnectionOutcome.Timeout, ConnectionOutcome.TlsFailed },
    };

    [Theory]
    [MemberData(nameof(Expected))]
    public async Task The_exception_of_a_client_is_read(string client, ConnectionOutcome refused, ConnectionOutcome silent, ConnectionOutcome tls)
    {
        await using FaultyServer refusing = await FaultyServer.StartAsync(Fault.Refuses, TestContext.Current.CancellationToken);
        await using FaultyServer silence = await FaultyServer.StartAsync(Fault.Silent, TestContext.Current.CancellationToken);
        await using UntrustedTlsServer untrusted = new(client);

        ConnectionFailure[] failures = await Task.WhenAll(ReadAsync(client, refusing.Port, false), ReadAsync(client, silence.Port, false), ReadAsync(client, untrusted.Port, true));

        failures.Should().OnlyContain(failure => failure.IsConnectionFailure);
        failures.Select(failure => failure.Outcome).Should().Equal(refused, silent, tls);
    }

    private static async Task<ConnectionFailure> ReadAsync(string client, int port, bool tls)
    {
        Exception thrown = await Assert.ThrowsAnyAsync<Exception>(() => Clients.All[client](port, tls));
        ConnectionFailure failure = ConnectionFailure.Classify(thrown);
        // A failed test shows the shape that is not known.
        TestContext.Current.SendDiagnosticMessage($"{client}, TLS {tls}: {failure.Outcome}\n{thrown}");
        return failure;
    }
}
