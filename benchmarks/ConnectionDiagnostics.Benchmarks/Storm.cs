using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Benchmarks;

/// <summary>
/// Ten thousand callers connect at once to a port that refuses, by themselves and watched, in turn. Prints a table for
/// <c>benchmarks/results/in-the-application.md</c>.
/// </summary>
internal static class Storm
{
    private const int Callers = 10_000;
    private const int Rounds = 11;

    public static async Task RunAsync()
    {
        using var bound = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        bound.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var endPoint = (IPEndPoint)bound.LocalEndPoint!;
        ConnectionTarget target = ConnectionTarget.Parse(endPoint.ToString());
        var ratios = new List<double>();
        Console.WriteLine("| round | bare, ms | watched, ms | of it the diagnosis, ms | diagnoses | ratio without it | live heap after, KiB |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        for (int round = 0; round <= Rounds; round++)
        {
            double bare = await MeasureAsync(() => BareAsync(endPoint));
            await using var diagnoser = new ConnectionDiagnoser();
            var diagnoses = new HashSet<IReadOnlyList<Cause>>(ReferenceEqualityComparer.Instance);
            double own = 0;
            double watched = await MeasureAsync(async () =>
            {
                Diagnosis diagnosis = await WatchedAsync(diagnoser, target, endPoint);
                lock (diagnoses)
                {
                    diagnoses.Add(diagnosis.Causes);
                    own = diagnosis.Duration.TotalMilliseconds;
                }
            });
            double ratio = (watched - own) / bare;
            if (round == 0)
            {
                // The first compiles the code.
                continue;
            }

            ratios.Add(ratio);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {round} | {bare:0} | {watched:0} | {own:0.0} | {diagnoses.Count} | {ratio:0.00} | {GC.GetTotalMemory(forceFullCollection: true) / 1024} |"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"\nmedian ratio {ratios.Order().ElementAt(Rounds / 2):0.00}"));
    }

    private static async Task<double> MeasureAsync(Func<Task> call)
    {
        GC.Collect();
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(call)));
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static async Task ConnectAsync(IPEndPoint endPoint, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(endPoint, cancellationToken);
    }

    private static async Task BareAsync(IPEndPoint endPoint)
    {
        try
        {
            await ConnectAsync(endPoint, default);
        }
        catch (SocketException)
        {
            // Refused, as it should be.
        }
    }

    private static async Task<Diagnosis> WatchedAsync(ConnectionDiagnoser diagnoser, ConnectionTarget target, IPEndPoint endPoint)
    {
        try
        {
            await diagnoser.RunAsync(target, token => ConnectAsync(endPoint, token));
        }
        catch (ConnectionFailedException exception)
        {
            return exception.Diagnosis!;
        }

        throw new InvalidOperationException("It was to be refused.");
    }
}
