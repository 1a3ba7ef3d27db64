using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Probes.Names;
using DnsClient;

namespace ConnectionDiagnostics.Fuzz.Targets;

/// <summary>What name servers answer: over UDP on loopback, because the client that reads it takes it from nowhere else.</summary>
internal static class NameTargets
{
    private const string Name = "server.example";

    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(50);

    /// <summary>Behind the number: an address; an alias and its address; no such name; a failure that says why (RFC 8914).</summary>
    private static readonly byte[][] Answers =
    [
        Convert.FromHexString("8180000100010000000006736572766572076578616D706C650000010001C00C000100010000003C0004C0000201"),
        Convert.FromHexString("8180000100020000000006736572766572076578616D706C650000010001C00C00050001000000050004016100C0C02C00010001000000050004C0000202"),
        Convert.FromHexString("8183000100000000000006736572766572076578616D706C650000010001"),
        Convert.FromHexString("8182000100000000000106736572766572076578616D706C65000001000100002904D0000000000008000F000400060000"),
        // An alias of itself.
        Convert.FromHexString("8180000100010000000006736572766572076578616D706C650000010001C00C00050001000000050002C00C"),
    ];

    private static readonly Lazy<UdpClient> Server = new(Serve);

    private static byte[] Current = [];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("name-server", "a name server's answer", grammar => grammar.Changed(Answers), Ask) { MostAllocated = (4 * 1024 * 1024, 1024) },
    ];

    private static void Ask(byte[] input)
    {
        Volatile.Write(ref Current, input);
        var server = (IPEndPoint)Server.Value.Client.LocalEndPoint!;
        using var limit = new CancellationTokenSource(Limit);
        DnsReply reply = DnsExchange.AskAsync(server, Name, QueryType.A, recursion: true, limit.Token).GetAwaiter().GetResult();
        NameServerAnswer answer = DnsReplyReader.Read(server, Name, [reply]);
        if (answer.Addresses.Count > 64 || answer.Aliases.Count > 16 || answer.ExtendedErrors.Count > 4 || !Enum.IsDefined(answer.Result))
        {
            throw new InvalidOperationException("more than is kept");
        }
    }

    /// <summary>Answers each question with its number and the bytes of the moment, until the process ends.</summary>
    private static UdpClient Serve()
    {
        var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        _ = Task.Factory.StartNew(
            () =>
            {
                while (true)
                {
                    try
                    {
                        var peer = new IPEndPoint(IPAddress.Loopback, 0);
                        byte[] question = server.Receive(ref peer);
                        byte[] answer = [.. question.AsSpan(0, Math.Min(2, question.Length)), .. Volatile.Read(ref Current)];
                        server.Send(answer, Math.Min(answer.Length, 60_000), peer);
                    }
                    catch (SocketException)
                    {
                        // Whoever asked is gone.
                    }
                }
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return server;
    }
}
