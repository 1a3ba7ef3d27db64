using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Confluent.Kafka;
using Grpc.Core;
using Grpc.Net.Client;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Data.SqlClient;
using MongoDB.Bson;
using MongoDB.Driver;
using MQTTnet;
using MySqlConnector;
using Npgsql;
using RabbitMQ.Client;
using StackExchange.Redis;

namespace ConnectionDiagnostics.Tests;

/// <summary>How each client connects, with a second of its own for it.</summary>
internal static class Clients
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    public static IReadOnlyDictionary<string, Func<int, bool, Task>> All { get; } = new Dictionary<string, Func<int, bool, Task>>
    {
        ["Npgsql"] = async (port, tls) =>
        {
            await using var client = new NpgsqlConnection(Text($"Host=127.0.0.1;Port={port};Username=u;Password=p;Timeout=1;Pooling=false;SSL Mode={(tls ? "VerifyFull" : "Disable")}"));
            await client.OpenAsync();
        },
        ["MySqlConnector"] = async (port, tls) =>
        {
            await using var client = new MySqlConnection(Text($"Server=127.0.0.1;Port={port};User ID=u;Password=p;Connection Timeout=1;Pooling=false;SslMode={(tls ? "VerifyFull" : "None")}"));
            await client.OpenAsync();
        },
        ["Microsoft.Data.SqlClient"] = async (port, tls) =>
        {
            await using var client = new SqlConnection(Text($"Server=tcp:127.0.0.1,{port};User ID=u;Password=p;Connect Timeout=1;ConnectRetryCount=0;Pooling=false;Encrypt={(tls ? "Strict" : "False")}"));
            await client.OpenAsync();
        },
        ["StackExchange.Redis"] = async (port, tls) =>
        {
            await using ConnectionMultiplexer client = await ConnectionMultiplexer.ConnectAsync(
                Text($"127.0.0.1:{port},connectTimeout=1000,connectRetry=1,abortConnect=true,ssl={tls}"));
        },
        ["MQTTnet"] = async (port, tls) =>
        {
            using IMqttClient client = new MqttClientFactory().CreateMqttClient();
            MqttClientOptionsBuilder options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithTimeout(Limit).WithTlsOptions(tlsOptions => tlsOptions.UseTls(tls));
            await client.ConnectAsync(options.Build());
        },
        ["RabbitMQ.Client"] = async (port, tls) =>
        {
            var factory = new ConnectionFactory { HostName = "127.0.0.1", Port = port, RequestedConnectionTimeout = Limit };
            factory.Ssl.Enabled = tls;
            factory.Ssl.ServerName = "localhost";
            // Once connected it waits for the server's first frame for ever, whatever its timeouts are.
            using var limit = new CancellationTokenSource(Limit);
            await using IConnection client = await factory.CreateConnectionAsync(limit.Token);
        },
        ["Confluent.Kafka"] = (port, tls) => Task.Run(() =>
        {
            var options = new AdminClientConfig
            {
                BootstrapServers = Text($"127.0.0.1:{port}"),
                SocketConnectionSetupTimeoutMs = 1000,
                SecurityProtocol = tls ? SecurityProtocol.Ssl : SecurityProtocol.Plaintext,
            };
            using IAdminClient client = new AdminClientBuilder(options).SetLogHandler((_, _) => { }).Build();
            client.GetMetadata(Limit);
        }),
        ["MongoDB.Driver"] = async (port, tls) =>
        {
            using var client = new MongoClient(Text($"mongodb://127.0.0.1:{port}/?serverSelectionTimeoutMS=1500&connectTimeoutMS=700&tls={(tls ? "true" : "false")}"));
            await client.GetDatabase("test").RunCommandAsync<BsonDocument>(new BsonDocument("ping", 1));
        },
        ["Grpc.Net.Client"] = async (port, tls) =>
        {
            using var channel = GrpcChannel.ForAddress(Text($"{(tls ? "https" : "http")}://127.0.0.1:{port}"));
            var method = new Method<string, string>(MethodType.Unary, "service", "method", Marshallers.StringMarshaller, Marshallers.StringMarshaller);
            await channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(deadline: DateTime.UtcNow + Limit), "").ResponseAsync;
        },
        ["MailKit"] = async (port, tls) =>
        {
            using var client = new SmtpClient { Timeout = (int)Limit.TotalMilliseconds };
            await client.ConnectAsync("127.0.0.1", port, tls ? SecureSocketOptions.SslOnConnect : SecureSocketOptions.None);
        },
    };

    [SuppressMessage("Globalization", "CA1305", Justification = "The culture is given.")]
    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
