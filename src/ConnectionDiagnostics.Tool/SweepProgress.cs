using System.Globalization;
using Spectre.Console;

namespace ConnectionDiagnostics.Tool;

/// <summary>The progress bar on a terminal: done, failed by cause, rate, time left. Elsewhere nothing.</summary>
internal sealed class SweepProgress : IDisposable
{
    private const int MaxCauses = 3;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly TargetLines _targets;
    private readonly SweepTally _tally;
    private readonly IAnsiConsole? _console;
    private readonly bool _sharesScreen;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task _showing = Task.CompletedTask;
    private bool _isDisposed;

    private SweepProgress(TargetLines targets, SweepTally tally, bool isOnTerminal, bool sharesScreen)
    {
        (_targets, _tally, _sharesScreen) = (targets, tally, sharesScreen);
        if (isOnTerminal)
        {
            bool noColor = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 };
            _console = AnsiConsole.Create(new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(Console.Error),
                ColorSystem = noColor ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            });
            _showing = Task.Run(ShowAsync, CancellationToken.None);
        }
    }

    public static SweepProgress Start(TargetLines targets, SweepTally tally, ToolConsole console, CancellationToken cancellationToken)
    {
        bool isOnTerminal = ReferenceEquals(console.Error, Console.Error) && !Console.IsErrorRedirected && !cancellationToken.IsCancellationRequested;
        return new SweepProgress(targets, tally, isOnTerminal, ReferenceEquals(console.Output, Console.Out) && !Console.IsOutputRedirected);
    }

    /// <summary>What stands beside the bar: how fast, which causes, how long still.</summary>
    public static string Describe(SweepTally tally, int? total, int read, TimeSpan elapsed)
    {
        double rate = elapsed > TimeSpan.Zero ? tally.Done / elapsed.TotalSeconds : 0;
        string causes = string.Join(", ", tally.ByCause().Take(MaxCauses).Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Cause} {row.Count}")));
        string failed = tally.Failed == 0 ? "0 failed" : string.Create(CultureInfo.InvariantCulture, $"{tally.Failed} failed ({causes})");
        string left = total is { } lines && read > 0 && elapsed > TimeSpan.Zero
            ? string.Create(CultureInfo.InvariantCulture, $", {elapsed * ((double)Math.Max(lines - read, 0) / read):hh\\:mm\\:ss} left")
            : "";
        return string.Create(CultureInfo.InvariantCulture, $"{tally.Done} done, {failed}, {rate:0}/s{left}");
    }

    /// <summary>Shows a line of results: on the terminal of the bar above it.</summary>
    public void WriteLine(BatchedWriter screen, string line)
    {
        if (_console is not null && _sharesScreen)
        {
            _console.WriteLine(line);
        }
        else
        {
            screen.WriteLine(line);
        }
    }

    public void Dispose()
    {
        if (_isDisposed)
        {
            return;
        }

        _isDisposed = true;
        _ended.Cancel();
        _showing.GetAwaiter().GetResult();
        _ended.Dispose();
    }

    private Task ShowAsync()
    {
        long start = TimeProvider.System.GetTimestamp();
        return _console!.Progress()
            .AutoClear(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(async context =>
            {
                ProgressTask task = context.AddTask("…", maxValue: Math.Max(_targets.Total ?? 1, 1));
                task.IsIndeterminate = _targets.Total is null;
                while (!_ended.IsCancellationRequested)
                {
                    task.Description = Markup.Escape(Describe(_tally, _targets.Total, _targets.Read, TimeProvider.System.GetElapsedTime(start)));
                    task.Value = _targets.Total is null ? 0 : _targets.Read;
                    await Task.Delay(Interval, _ended.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                }
            });
    }
}
