using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectionDiagnostics.Benchmarks;

/// <summary>
/// What a target costs when there are many: refused and open ones at addresses of 127/8, each with its full diagnosis. Writes
/// <c>benchmarks/results/scaling.md</c> and its plot; <c>scaling quick</c> prints the table for two sizes.
/// </summary>
internal static class Scaling
{
    private static readonly int[] Sizes = [10, 100, 1_000, 10_000, 100_000];

    public static async Task RunAsync(string? folder)
    {
        using var refusing = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        refusing.Bind(new IPEndPoint(IPAddress.Any, 0));
        using var listening = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listening.Bind(new IPEndPoint(IPAddress.Any, 0));
        listening.Listen(4096);
        Task accepting = AcceptAsync(listening);

        // The first compiles the code, and again when it has become hot.
        for (int round = 0; round < 3; round++)
        {
            await MeasureAsync(3_000, refusing, rendered: true);
            await MeasureAsync(3_000, listening, rendered: true);
        }

        var rows = new List<Row>();
        foreach (int size in folder is null ? [1_000, 10_000] : Sizes)
        {
            // A small sweep is over before it can be measured: more of them.
            int rounds = Math.Clamp(20_000 / size, 3, 50);
            var row = new Row(
                size,
                await MedianAsync(rounds, size, refusing, rendered: false),
                await MedianAsync(rounds, size, refusing, rendered: true),
                await MedianAsync(rounds, size, listening, rendered: true),
                PeakMebibytes());
            rows.Add(row);
            Console.WriteLine(row);
        }

        listening.Dispose();
        await accepting;
        if (folder is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "scaling.md"), Table(rows));
            await File.WriteAllTextAsync(Path.Combine(folder, "scaling.svg"), Plot(rows));
        }
    }

    private static async Task AcceptAsync(Socket listening)
    {
        try
        {
            while (true)
            {
                using Socket accepted = await listening.AcceptAsync();
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    private static async Task<Cost> MedianAsync(int rounds, int size, Socket server, bool rendered)
    {
        var costs = new List<Cost>();
        for (int round = 0; round < rounds; round++)
        {
            costs.Add(await MeasureAsync(size, server, rendered));
        }

        return costs.OrderBy(cost => cost.WallMicroseconds).ElementAt(rounds / 2);
    }

    /// <param name="size">How many targets.</param>
    /// <param name="server">Whose port.</param>
    /// <param name="rendered">Whether each diagnosis is put into JSON.</param>
    private static async Task<Cost> MeasureAsync(int size, Socket server, bool rendered)
    {
        int port = ((IPEndPoint)server.LocalEndPoint!).Port;
        await using var diagnoser = new ConnectionDiagnoser();
        GC.Collect();
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        long characters = 0;
        int count = 0;
        await foreach (Diagnosis diagnosis in diagnoser.DiagnoseManyAsync(Targets(size, port)))
        {
            count += diagnosis.Outcome is ConnectionOutcome.Refused or ConnectionOutcome.Connected ? 1 : 0;
            characters += rendered ? diagnosis.ToJson().Length : 0;
        }

        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        if (count != size || (rendered && characters < 500L * size))
        {
            throw new InvalidOperationException($"{count} of {size} targets were refused or connected.");
        }

        return new Cost(
            wall.TotalMicroseconds / size,
            (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalMicroseconds / size,
            (GC.GetTotalAllocatedBytes(precise: true) - bytes) / size);
    }

    private static async IAsyncEnumerable<ConnectionTarget> Targets(int size, int port)
    {
        await Task.CompletedTask;
        for (int i = 0; i < size; i++)
        {
            yield return ConnectionTarget.Parse($"127.{1 + (i >> 16)}.{(i >> 8) & 255}.{i & 255}:{port}");
        }
    }

    private static long PeakMebibytes() => Process.GetCurrentProcess().PeakWorkingSet64 / 1024 / 1024;

    private static string Table(List<Row> rows)
    {
        var text = new StringBuilder();
        text.AppendLine("# What a target costs when there are many\n");
        text.AppendLine(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} cores, .NET {Environment.Version}, the library in one warm process, loopback.");
        text.AppendLine("Made by `dotnet run -c Release --project benchmarks/ConnectionDiagnostics.Benchmarks -- scaling benchmarks/results`. Medians of several sweeps, microseconds");
        text.AppendLine("a target: of wall time, and of processor time on all cores (the kernel's and the accepting server's included); allocated bytes a target; the");
        text.AppendLine("largest working set of the process so far.\n");
        text.AppendLine("| targets | refused: wall, processor, bytes | refused, with JSON | open, with JSON | peak, MiB |");
        text.AppendLine("|---|---|---|---|---|");
        foreach (Row row in rows)
        {
            text.AppendLine(row.ToString());
        }

        Row last = rows[^1];
        Row before = rows[^2];
        text.AppendLine(CultureInfo.InvariantCulture, $"\n{last.Size} targets against {before.Size}, wall time a target: {last.Refused.WallMicroseconds / before.Refused.WallMicroseconds:0.00} × (goal: at most 1.1 ×).\n");
        text.AppendLine("![time a target against the number of targets](scaling.svg)");
        return text.ToString();
    }

    private static string Plot(List<Row> rows)
    {
        const int Width = 640;
        const int Height = 320;
        const int Margin = 50;
        double top = rows.Max(row => new[] { row.Refused, row.RefusedWithJson, row.OpenWithJson }.Max(cost => cost.WallMicroseconds)) * 1.1;
        double X(int index) => Margin + ((Width - (2.0 * Margin)) * index / (rows.Count - 1));
        double Y(double value) => Height - Margin - ((Height - (2.0 * Margin)) * value / top);
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"12\">");
        svg.AppendLine("<title>Microseconds of wall time a target, against the number of targets</title>");
        svg.AppendLine(CultureInfo.InvariantCulture, $"<path d=\"M{Margin} {Margin}V{Height - Margin}H{Width - Margin}\" fill=\"none\" stroke=\"#888\"/>");
        svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Margin}\" y=\"{Margin - 12}\" fill=\"#888\">µs a target; the axis ends at {top:0}</text>");
        for (int i = 0; i < rows.Count; i++)
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{X(i):0}\" y=\"{Height - Margin + 18}\" text-anchor=\"middle\" fill=\"#888\">{rows[i].Size}</text>");
        }

        (string Name, string Color, Func<Row, Cost> Of)[] lines =
        [
            ("refused", "#0072b2", row => row.Refused), ("refused, JSON", "#d55e00", row => row.RefusedWithJson), ("open, JSON", "#009e73", row => row.OpenWithJson),
        ];
        for (int line = 0; line < lines.Length; line++)
        {
            string points = string.Join(' ', rows.Select((row, i) => string.Create(CultureInfo.InvariantCulture, $"{X(i):0.0},{Y(lines[line].Of(row).WallMicroseconds):0.0}")));
            svg.AppendLine(CultureInfo.InvariantCulture, $"<polyline points=\"{points}\" fill=\"none\" stroke=\"{lines[line].Color}\" stroke-width=\"2\"/>");
            svg.AppendLine(CultureInfo.InvariantCulture, $"<text x=\"{Width - Margin - 100}\" y=\"{Margin + (16 * line)}\" fill=\"{lines[line].Color}\">{lines[line].Name}</text>");
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private sealed record Cost(double WallMicroseconds, double ProcessorMicroseconds, long Bytes)
    {
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{WallMicroseconds:0.0}, {ProcessorMicroseconds:0.0}, {Bytes}");
    }

    private sealed record Row(int Size, Cost Refused, Cost RefusedWithJson, Cost OpenWithJson, long Peak)
    {
        public override string ToString() => $"| {Size} | {Refused} | {RefusedWithJson} | {OpenWithJson} | {Peak} |";
    }
}
