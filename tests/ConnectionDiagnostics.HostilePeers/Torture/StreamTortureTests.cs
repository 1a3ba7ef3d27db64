using System.Diagnostics;
using ConnectionDiagnostics.HostilePeers.Running;
using ConnectionDiagnostics.HostilePeers.Scripts;

namespace ConnectionDiagnostics.HostilePeers.Torture;

/// <summary>
/// Beneath each conversation every read and every write goes wrong, one at a time and then in pairs by chance, in every way in which it can: always a
/// diagnosis, nothing thrown and nothing left behind, and nothing confirmed that is not so without the fault.
/// </summary>
public sealed class StreamTortureTests(ITestOutputHelper output)
{
    private const int Pairs = 20;

    /// <summary>Each fault comes to so many operations; to those after them, which are of the questions, one in <see cref="OneIn"/>.</summary>
    private const int Thorough = 6;

    private const int OneIn = 10;

    private static readonly Peer[] Sound = ReadSound();

    /// <summary>Each peer, by whom it is met.</summary>
    public static TheoryData<string, string, string> Scenes { get; } = new()
    {
        { "http", "http", "none" }, { "http", "ws", "none" }, { "http", "https", "none" }, { "http", "redis", "none" }, { "http", "tcp", "none" },
        { "http-404", "ws", "none" }, { "websocket", "ws", "none" }, { "websocket", "http", "none" }, { "https", "https", "none" }, { "https", "http", "none" },
        { "wss", "wss", "none" }, { "wss", "ws", "none" }, { "redis", "redis", "none" }, { "redis", "ws", "none" }, { "smtp", "smtp", "none" }, { "imap", "imap", "none" },
        { "pop3", "pop3", "none" }, { "ftp", "ftp", "none" }, { "ssh", "ssh", "none" }, { "ssh", "wss", "none" }, { "ssh", "http", "none" }, { "mysql", "mysql", "none" },
        { "postgres", "postgres", "none" }, { "mqtt", "mqtt", "none" }, { "amqp", "amqp", "none" }, { "nats", "nats", "none" }, { "memcached", "memcached", "none" },
        { "kafka", "kafka", "none" }, { "vnc", "vnc", "none" }, { "dns", "dns", "none" }, { "rdp", "rdp", "none" }, { "https", "tls", "none" },
        { "http-proxy", "https", "http" }, { "http-proxy-refuses", "wss", "http" }, { "http-proxy-refuses", "http", "http" }, { "https-proxy", "https", "https" },
        { "socks5-proxy", "http", "socks5" }, { "socks4-proxy", "tcp", "socks4" }, { "silent", "wss", "none" }, { "silent", "http", "none" }, { "silent", "https", "http" },
    };

    [Theory]
    [MemberData(nameof(Scenes))]
    public async Task Every_read_and_every_write_may_fail(string name, string scheme, string proxy)
    {
        Peer peer = Sound.Single(one => one.Name == name);
        var request = new DiagnosisRequest
        {
            Target = ConnectionTarget.Parse($"{scheme}://192.0.2.1:9009"),
            Proxy = proxy == "none" ? ConnectionProxy.None : ConnectionProxy.Parse($"{proxy}://192.0.2.7:3128"),
        };
        int seed = int.TryParse(Environment.GetEnvironmentVariable("CONDIAG_HOSTILE_SEED"), out int given) ? given : Random.Shared.Next();
        var watch = Stopwatch.StartNew();
        (HostileRun sound, StreamFaults untouched) = await RunAsync(peer, request, []);
        sound.Wrong.Should().BeEmpty();
        HashSet<CauseCode> confirmed = [.. sound.Diagnosis!.Causes.Where(cause => cause.Likelihood == Likelihood.Confirmed).Select(cause => cause.Code)];

        var random = new Random(seed);
        (int Operation, StreamFault Fault)[] all =
        [
            .. untouched.Operations.SelectMany((isRead, number) => (isRead ? StreamFault.OfRead : StreamFault.OfWrite).Select(fault => (number, fault)))
                .Where(fault => fault.number < Thorough || random.Next(OneIn) == 0),
        ];
        IEnumerable<Dictionary<int, StreamFault>> plans = all.Select(fault => new Dictionary<int, StreamFault> { [fault.Operation] = fault.Fault })
            .Concat(Enumerable.Range(0, Pairs).Select(_ => random.GetItems(all, 2).DistinctBy(fault => fault.Operation).ToDictionary(fault => fault.Operation, fault => fault.Fault)));

        int runs = 0;
        int injected = 0;
        var wrong = new List<string>();
        foreach (Dictionary<int, StreamFault> plan in plans)
        {
            (HostileRun run, StreamFaults faults) = await RunAsync(peer, request, plan);
            runs++;
            injected += faults.Injected;
            string what = string.Join(" and ", plan.Select(pair => $"{(untouched.Operations[pair.Key] ? "read" : "write")} {pair.Key} {pair.Value}"));
            wrong.AddRange(run.Wrong.Select(fault => $"{what}: {fault}"));
            foreach (Cause cause in run.Diagnosis?.Causes ?? [])
            {
                if (cause.Likelihood == Likelihood.Confirmed && !confirmed.Contains(cause.Code))
                {
                    wrong.Add($"{what}: {cause.Code} is confirmed: {cause.Summary}");
                }
            }

            if (run.Diagnosis is { } diagnosis && plan.Values.All(fault => fault.IsHarmless) && diagnosis.Outcome != sound.Diagnosis.Outcome)
            {
                wrong.Add($"{what}: {diagnosis.Outcome}, and without the fault {sound.Diagnosis.Outcome}");
            }
        }

        string figures = $"{name} by {scheme}{(proxy == "none" ? "" : $" by a proxy of {proxy}")}: {untouched.Operations.Count} reads and writes, {injected} faults injected in {runs} diagnoses, "
            + $"{watch.Elapsed.TotalSeconds:F1} s";
        output.WriteLine(figures);
        Console.WriteLine($"stream torture, seed {seed}: {figures}");
        injected.Should().BePositive();
        wrong.Take(12).Should().BeEmpty("{0} are wrong in {1} diagnoses, seed {2}", wrong.Count, runs, seed);
    }

    private static async Task<(HostileRun Run, StreamFaults Faults)> RunAsync(Peer peer, DiagnosisRequest request, Dictionary<int, StreamFault> plan)
    {
        var faults = new StreamFaults(plan);
        return (await HostileRun.RunAsync(peer, request, (stream, time) => new TorturedStream(stream, faults, time)), faults);
    }

    private static Peer[] ReadSound()
    {
        using var reader = new StreamReader(typeof(StreamTortureTests).Assembly.GetManifestResourceStream("Torture/sound.peers")!);
        return [.. PeerParser.Parse("sound", reader.ReadToEnd())];
    }
}
