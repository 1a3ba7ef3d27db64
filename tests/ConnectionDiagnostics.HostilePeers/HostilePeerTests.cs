using System.Diagnostics;
using ConnectionDiagnostics.HostilePeers.Running;
using ConnectionDiagnostics.HostilePeers.Scripts;
using ConnectionDiagnostics.Targets;

namespace ConnectionDiagnostics.HostilePeers;

/// <summary>Whoever answers, and however: always a diagnosis, bounded in bytes, memory and the clock's time, and nothing thrown.</summary>
public sealed class HostilePeerTests(ITestOutputHelper output)
{
    private static readonly string[] MainSchemes = ["ws", "wss", "http", "https", "tcp"];

    private static readonly string[] ServerSchemes = [.. TargetScheme.AllNames.Split(", ").Except(MainSchemes)];

    private static readonly string[] Proxies = ["http", "https", "socks4", "socks4a", "socks5", "socks5h"];

    /// <summary><c>CONDIAG_HOSTILE_ALL=1</c>: every peer by every scheme, and by every proxy; a sample otherwise.</summary>
    private static readonly bool All = Environment.GetEnvironmentVariable("CONDIAG_HOSTILE_ALL") == "1";

    /// <summary>Named in every failure; <c>CONDIAG_HOSTILE_SEED</c> brings it back.</summary>
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("CONDIAG_HOSTILE_SEED"), out int seed) ? seed : Random.Shared.Next();

    [Fact]
    public void The_corpus_has_two_hundred_peers_and_every_stage()
    {
        PeerCorpus.All.Select(peer => (peer.Stage, peer.Origin)).Distinct().Count().Should().BeGreaterThanOrEqualTo(200);
        PeerCorpus.All.Select(peer => peer.Stage).Distinct().Should().BeEquivalentTo(["connect", "greeting", "tls", "http", "websocket", "proxy", "protocols"]);
    }

    [Theory]
    [InlineData("ws")]
    [InlineData("wss")]
    [InlineData("http")]
    [InlineData("https")]
    [InlineData("tcp")]
    public Task Every_peer_to_the_main_schemes(string scheme) => RunAllAsync(PeerCorpus.Written.Select(peer => (peer, Ask(scheme))));

    [Fact]
    public Task Every_peer_inside_TLS() => RunAllAsync(
        PeerCorpus.Written.Where(peer => peer.Stage is not ("connect" or "tls")).Select(peer => (peer.InsideTls(), Ask(peer.Stage == "websocket" ? "wss" : "https"))));

    [Fact]
    public Task Server_schemes_to_a_sample_of_the_peers()
    {
        var random = new Random(Seed);
        return RunAllAsync(
            from scheme in ServerSchemes
            from peer in PeerCorpus.Written
            where All || random.Next(peer.Stage == "protocols" ? 5 : 10) == 0
            select (peer, Ask(scheme)));
    }

    [Fact]
    public Task Peers_in_the_place_of_a_proxy()
    {
        var random = new Random(Seed);
        return RunAllAsync(
            from peer in PeerCorpus.Written
            from proxy in Proxies
            where All || peer.Stage == "proxy" || random.Next(5) == 0
            select (peer, Ask(random.GetItems(MainSchemes, 1)[0]) with { Proxy = ConnectionProxy.Parse($"{proxy}://192.0.2.7:3128") }));
    }

    [Fact]
    public Task Good_answers_cut_at_every_byte()
    {
        var random = new Random(Seed);
        return RunAllAsync(PeerCorpus.CutPeers.Select(peer => (peer, Ask(peer.Stage switch
        {
            "tls" => "https",
            "websocket" => "ws",
            "http" => "http",
            "proxy" => "https",
            _ => random.GetItems(ServerSchemes, 1)[0],
        }) with
        {
            Proxy = peer.Stage == "proxy" ? ConnectionProxy.Parse($"{(peer.Origin.StartsWith("socks", StringComparison.Ordinal) ? peer.Origin[..6] : "http")}://192.0.2.7:3128") : ConnectionProxy.None,
        })));
    }

    [Fact]
    public Task A_limit_that_ends_it_anywhere()
    {
        var random = new Random(Seed);
        Peer[] all = [.. PeerCorpus.Written];
        return RunAllAsync(Enumerable.Range(0, 600).Select(_ => (random.GetItems(all, 1)[0], Ask(random.GetItems(MainSchemes, 1)[0]) with
        {
            Timeout = TimeSpan.FromMilliseconds(random.Next(10, 3000)),
            Proxy = random.Next(2) == 0 ? ConnectionProxy.None : ConnectionProxy.Parse($"{random.GetItems(Proxies, 1)[0]}://192.0.2.7:3128"),
        })));
    }

    [Fact]
    public Task Random_peers()
    {
        var maker = new RandomPeers(new Random(Seed));
        string[] schemes = [.. MainSchemes, .. ServerSchemes];
        var random = new Random(Seed);
        return RunAllAsync(Enumerable.Range(0, 600).Select(number => (maker.Make(number), Ask(random.GetItems(schemes, 1)[0]))));
    }

    private static DiagnosisRequest Ask(string scheme) => new()
    {
        Target = ConnectionTarget.Parse($"{scheme}://192.0.2.1:{(scheme is "tcp" or "tls" ? 9 : TargetScheme.Find(scheme)!.DefaultPort)}"),
        Proxy = ConnectionProxy.None,
    };

    private async Task RunAllAsync(IEnumerable<(Peer Peer, DiagnosisRequest Request)> all)
    {
        var wrong = new List<string>();
        var watch = Stopwatch.StartNew();
        int count = 0;
        long mostRead = 0;
        long mostAllocated = 0;
        TimeSpan longest = TimeSpan.Zero;
        // A first diagnosis loads what all need: it is no measure.
        await HostileRun.RunAsync(PeerCorpus.All[0], Ask("https"));
        foreach ((Peer peer, DiagnosisRequest request) in all)
        {
            HostileRun run = await HostileRun.RunAsync(peer, request);
            count++;
            mostRead = Math.Max(mostRead, run.Read);
            mostAllocated = Math.Max(mostAllocated, run.Allocated);
            longest = run.Elapsed > longest ? run.Elapsed : longest;
            wrong.AddRange(run.Wrong.Select(fault => $"{peer} to {request.Target}{(request.Proxy == ConnectionProxy.None ? "" : $" by {request.Proxy}")}: {fault}"));
        }

        string figures = $"{count} diagnoses in {watch.Elapsed.TotalSeconds:F1} s; at most {mostRead} bytes read of one connection, {mostAllocated / 1024} KiB allocated, "
            + $"{longest.TotalSeconds:F2} s of the clock";
        output.WriteLine(figures);
        Console.WriteLine($"hostile peers, seed {Seed}: {TestContext.Current.TestMethod?.MethodName}: {figures}");
        count.Should().BePositive();
        wrong.Take(20).Should().BeEmpty("{0} of {1} are wrong, seed {2}", wrong.Count, count, Seed);
    }
}
