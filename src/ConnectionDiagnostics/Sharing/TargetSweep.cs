using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace ConnectionDiagnostics.Sharing;

/// <summary>Diagnoses many targets at once and gives each result when it is there.</summary>
internal sealed class TargetSweep(SweepOptions options, int? freeDescriptors, Func<DiagnosisRequest, CancellationToken, Task<Diagnosis>> diagnose)
{
    /// <summary>Results that nobody has taken yet: whoever takes slowly slows the sweep down.</summary>
    private const int MaxWaitingResults = 256;

    /// <summary>Targets that wait because their host is busy.</summary>
    private const int MaxParked = 1024;

    /// <summary>What a process needs besides: libraries, files, the event loop's own.</summary>
    private const int SpareDescriptors = 16;

    /// <summary>A connect, the look beside it, a moment's netlink.</summary>
    private const int DescriptorsEach = 8;

    private readonly int _concurrency = Math.Min(
        options.MaxConcurrency,
        freeDescriptors is { } free ? Math.Max((free - SpareDescriptors) / DescriptorsEach, 1) : int.MaxValue);

    private readonly int _maxPerHost = options.MaxConcurrencyPerHost;
    private readonly Func<ConnectionTarget, DiagnosisRequest> _createRequest = options.CreateRequest;

    public async IAsyncEnumerable<Diagnosis> RunAsync(IAsyncEnumerable<ConnectionTarget> targets, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var nobodyReads = new CancellationTokenSource();
        var results = Channel.CreateBounded<Diagnosis>(new BoundedChannelOptions(MaxWaitingResults) { SingleReader = true });
        Task work = WorkAsync(targets, results.Writer, stop, nobodyReads.Token);
        try
        {
            // Without the token: what is finished is handed out, also to a caller who gives up.
            await foreach (Diagnosis diagnosis in results.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
            {
                yield return diagnosis;
            }

            await work.ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            await nobodyReads.CancelAsync().ConfigureAwait(false);
            await stop.CancelAsync().ConfigureAwait(false);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task WorkAsync(IAsyncEnumerable<ConnectionTarget> targets, ChannelWriter<Diagnosis> results, CancellationTokenSource stop, CancellationToken nobodyReads)
    {
        var source = new TargetSource(targets.GetAsyncEnumerator(stop.Token));
        await using (source.ConfigureAwait(false))
        {
            using var hosts = new HostQueues(_maxPerHost, MaxParked);
            var workers = new SweepWorkers(_concurrency, all => TakeAllAsync(source, hosts, results, all, stop, nobodyReads));
            try
            {
                await workers.RunAsync().ConfigureAwait(false);
            }
            finally
            {
                results.Complete();
            }
        }
    }

    private async Task TakeAllAsync(
        TargetSource source, HostQueues hosts, ChannelWriter<Diagnosis> results, SweepWorkers workers, CancellationTokenSource stop, CancellationToken nobodyReads)
    {
        try
        {
            while (await source.NextAsync(stop.Token).ConfigureAwait(false) is { } target)
            {
                ConnectionTarget? turn = await hosts.EnterAsync(target, stop.Token).ConfigureAwait(false) ? target : null;
                while (turn is not null)
                {
                    Task<Diagnosis> running = diagnose(_createRequest(turn), stop.Token);
                    if (!running.IsCompleted)
                    {
                        workers.AddOne();
                    }

                    await results.WriteAsync(await running.ConfigureAwait(false), nobodyReads).ConfigureAwait(false);
                    turn = hosts.Leave(turn);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Whoever cancelled knows.
        }
        catch
        {
            // A programming error, in the caller's source of targets or of requests: the others have no sense in going on.
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
