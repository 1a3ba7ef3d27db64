using System.Collections.Concurrent;
using System.Diagnostics;
using ConnectionDiagnostics.HostilePeers.Running;
using ConnectionDiagnostics.HostilePeers.Scripts;

namespace ConnectionDiagnostics.HostilePeers;

/// <summary>The same peers on real sockets, where resets, buffers and threads are the system's own.</summary>
public sealed class RealPeerTests(ITestOutputHelper output)
{
    private static readonly string[] Schemes = ["ws", "wss", "http", "https", "tcp", "redis", "smtp", "mysql", "postgres", "mqtts", "amqp", "ssh"];

    /// <summary>Short, so that a silent peer costs little; nothing is asserted about the time it takes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(0.6);

    [Fact]
    public async Task Every_peer_on_a_real_socket_to_a_scheme_by_chance()
    {
        int seed = int.TryParse(Environment.GetEnvironmentVariable("CONDIAG_HOSTILE_SEED"), out int given) ? given : Random.Shared.Next();
        var random = new Random(seed);
        (Peer Peer, string Scheme)[] all =
        [
            .. PeerCorpus.Written.Where(peer => peer.ConnectError == System.Net.Sockets.SocketError.Success)
                .Select(peer => (peer.Stage is "greeting" or "http" && random.Next(4) == 0 ? peer.InsideTls() : peer, random.GetItems(Schemes, 1)[0])),
        ];
        var wrong = new ConcurrentQueue<string>();
        long mostRead = 0;
        var watch = Stopwatch.StartNew();
        await Parallel.ForEachAsync(all, new ParallelOptions { MaxDegreeOfParallelism = 12, CancellationToken = TestContext.Current.CancellationToken }, async (one, cancel) =>
        {
            await using var server = new PeerServer(one.Peer);
            var system = new LoopbackSystem();
            var log = new FailedStages();
            await using var diagnoser = new ConnectionDiagnoser(new ConnectionDiagnoserOptions(), log, system);
            var request = new DiagnosisRequest { Target = ConnectionTarget.Parse($"{one.Scheme}://127.0.0.1:{server.Port}"), Proxy = ConnectionProxy.None, Timeout = Limit };
            List<string> faults = [];
            try
            {
                faults.AddRange(HostileRun.Faults(await diagnoser.DiagnoseAsync(request, cancel)));
            }
            catch (Exception exception) when (!cancel.IsCancellationRequested)
            {
                faults.Add($"it throws {FailedStages.Show(exception)}");
            }

            faults.AddRange(log.Failures);
            foreach (CountingStream.Count count in system.Counts)
            {
                InterlockedMax(ref mostRead, count.Read);
                if (count.Read > (request.Target.UsesTls ? HostileRun.MostReadOfTls : HostileRun.MostRead))
                {
                    faults.Add($"{count.Read} bytes were read of one connection");
                }
            }

            foreach (string fault in faults)
            {
                wrong.Enqueue($"{one.Peer} to {one.Scheme}: {fault}");
            }
        });

        string figures = $"{all.Length} diagnoses on real sockets in {watch.Elapsed.TotalSeconds:F1} s; at most {mostRead} bytes read of one connection";
        output.WriteLine(figures);
        Console.WriteLine($"hostile peers, seed {seed}: {figures}");
        wrong.Take(20).Should().BeEmpty("seed {0}", seed);
    }

    private static void InterlockedMax(ref long most, long value)
    {
        long before;
        while ((before = Volatile.Read(ref most)) < value && Interlocked.CompareExchange(ref most, value, before) != before)
        {
        }
    }
}
