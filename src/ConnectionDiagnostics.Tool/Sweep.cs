using System.Globalization;

namespace ConnectionDiagnostics.Tool;

/// <summary>One sweep: reads targets, diagnoses them, writes each result when it is there, and counts them at the end.</summary>
internal sealed class Sweep
{
    public required string File { get; init; }

    public required bool Json { get; init; }

    public required bool Verbose { get; init; }

    /// <summary>The file that the results are appended to.</summary>
    public required string? Output { get; init; }

    public required int Concurrency { get; init; }

    public required int PerHost { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required DiagnosisDepth Depth { get; init; }

    public required CultureInfo Culture { get; init; }

    public required ToolConsole Console { get; init; }

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var seen = new SeenTargets();
        var tally = new SweepTally();
        ResultFile? results;
        TargetLines targets;
        try
        {
            results = Output is null ? null : ResultFile.Open(Output, seen);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return await RefuseAsync($"the results could not be written: {exception.Message}").ConfigureAwait(false);
        }

        using (results)
        {
            int already = seen.Count;
            try
            {
                targets = TargetLines.Open(File, seen, Console);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return await RefuseAsync($"the targets could not be read: {exception.Message}").ConfigureAwait(false);
            }

            using (targets)
            {
                using var progress = SweepProgress.Start(targets, tally, Console, cancellationToken);
                SweepEnd end = await DiagnoseAllAsync(targets, tally, results, progress, cancellationToken).ConfigureAwait(false);
                progress.Dispose();
                TextWriter table = Json ? Console.Error : Console.Output;
                tally.WriteTo(table, already, targets.Repeated, end);
                return end.Status ?? (tally.Failed == 0 ? ExitCodes.Connected : ExitCodes.Failed);
            }
        }
    }

    private async Task<SweepEnd> DiagnoseAllAsync(TargetLines targets, SweepTally tally, ResultFile? results, SweepProgress progress, CancellationToken cancellationToken)
    {
        var screen = new BatchedWriter(Console.Output);
        var diagnoser = new ConnectionDiagnoser();
        try
        {
            await using (diagnoser.ConfigureAwait(false))
            {
                var options = new SweepOptions { MaxConcurrency = Concurrency, MaxConcurrencyPerHost = PerHost, CreateRequest = Request };
                await foreach (Diagnosis diagnosis in diagnoser.DiagnoseManyAsync(targets.ReadAsync(cancellationToken), options, cancellationToken).ConfigureAwait(false))
                {
                    // The file first: what is shown is also kept.
                    string? line = Json || results is not null ? diagnosis.ToJson() : null;
                    results?.Write(line!);
                    if (Json)
                    {
                        screen.WriteLine(line!);
                    }
                    else if (Verbose || diagnosis.Outcome != ConnectionOutcome.Connected)
                    {
                        progress.WriteLine(screen, SweepLine.Of(diagnosis));
                    }

                    tally.Count(diagnosis);
                }
            }

            screen.Flush();
            results?.Flush();
            return new SweepEnd(targets.Failure is { } failure ? $"the targets could not be read to their end: {failure}" : null, targets.Failure is null ? null : ExitCodes.Usage);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            screen.Flush();
            results?.Flush();
            return new SweepEnd(Output is null ? "interrupted" : "interrupted; the same command goes on from here", ExitCodes.Interrupted);
        }
        catch (IOException exception)
        {
            // The disk is full, or nobody reads standard output any more.
            return new SweepEnd($"the results could not be written, so the sweep ended here: {exception.Message}", ExitCodes.Usage);
        }
    }

    private DiagnosisRequest Request(ConnectionTarget target) => new() { Target = target, Timeout = Timeout, Depth = Depth, Culture = Culture };

    private async Task<int> RefuseAsync(string complaint)
    {
        await Console.Error.WriteLineAsync($"conndiag: {complaint}").ConfigureAwait(false);
        return ExitCodes.Usage;
    }
}
