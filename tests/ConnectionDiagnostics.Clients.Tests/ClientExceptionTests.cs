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

    /// <summary>PostgreSQL's client asks whether there is TLS, and a web server answers "H" for "HTTP/1.1 400".</summary>
    [Fact]
    public async Task A_database_client_that_got_a_web_server()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.AnswersHttp(400), TestContext.Current.CancellationToken);

        (await ReadAsync("Npgsql", server.Port, true)).Outcome.Should().Be(ConnectionOutcome.ProtocolMismatch);
    }

    [Fact]
    public async Task What_the_client_does_not_tell_its_diagnosis_does()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Refuses, TestContext.Current.CancellationToken);
        await using var diagnoser = new ConnectionDiagnoser();

        ConnectionFailedException thrown = await Assert.ThrowsAsync<ConnectionFailedException>(() => diagnoser.RunAsync(
            ConnectionTarget.Parse($"redis://127.0.0.1:{server.Port}"), _ => Clients.All["StackExchange.Redis"](server.Port, false), TestContext.Current.CancellationToken));

        ConnectionFailure.Classify(thrown.InnerException!).Outcome.Should().Be(ConnectionOutcome.Unknown);
        ConnectionFailure.Classify(thrown).Outcome.Should().Be(ConnectionOutcome.Refused);
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
