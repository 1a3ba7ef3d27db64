using System.Globalization;
using ConnectionDiagnostics.Causes;
using ConnectionDiagnostics.Probes;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Wrapping;

/// <summary>A connect that failed, to be explained. Never fails itself: what cannot be diagnosed is told from the exception alone.</summary>
internal sealed class FailedConnect(IConnectionDiagnoser diagnoser, ConnectionTarget target, Exception exception, ConnectionFailureOptions? options, ClientSettings settings = default)
{
    private readonly ConnectionFailureOptions _options = options ?? ConnectionFailureOptions.Default;

    /// <summary>When a connect began, by the clock of its options.</summary>
    public static long Begin(ConnectionFailureOptions? options) => (options ?? ConnectionFailureOptions.Default).TimeProvider.GetTimestamp();

    /// <summary>Whether the caller's token ended it after so long that it is taken for a timeout.</summary>
    public static bool WasCancelledLate(long begun, ConnectionFailureOptions? options, CancellationToken cancellationToken)
    {
        ConnectionFailureOptions of = options ?? ConnectionFailureOptions.Default;
        return cancellationToken.IsCancellationRequested && of.CancelledAfter != Timeout.InfiniteTimeSpan && of.TimeProvider.GetElapsedTime(begun) >= of.CancelledAfter;
    }

    /// <summary>Only failures to connect are diagnosed, and the caller's own cancellation is none.</summary>
    public static bool IsOne(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && ConnectionFailure.Classify(exception).IsConnectionFailure;

    /// <summary>As <see cref="IsOne"/>; a stream that ends during the handshake says so with nothing but an <see cref="IOException"/>, which elsewhere may be of a file.</summary>
    public static bool IsHandshake(Exception exception, CancellationToken cancellationToken) =>
        IsOne(exception, cancellationToken) || (exception is IOException && !cancellationToken.IsCancellationRequested);

    /// <summary>Explains it, and keeps the diagnosis with the exception.</summary>
    public async Task AttachAsync(CancellationToken cancellationToken)
    {
        try
        {
            AttachedDiagnoses.Attach(exception, await ExplainAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller has no more time: the exception goes out as it is.
        }
    }

    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<Diagnosis> ExplainAsync(CancellationToken cancellationToken)
    {
        DiagnosisRequest request = settings.Apply(new DiagnosisRequest { Target = target, Exception = exception, MaxAge = _options.MaxAge });
        if (!TryConfigure(ref request))
        {
            return Unprobed(request);
        }

        // Ends with the caller's token while the caller waits, and by its own time afterwards. Without a timer there is nothing to dispose.
#pragma warning disable CA2000
        var stop = new CancellationTokenSource();
#pragma warning restore CA2000
        Task<Diagnosis> running = RunAsync(request, stop.Token);
        if (running.IsCompleted)
        {
            return await running.ConfigureAwait(false);
        }

        if (_options.MaxDelay == TimeSpan.Zero)
        {
            return Unprobed(request);
        }

        try
        {
            return await running.WaitAsync(_options.MaxDelay, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
        catch (TimeoutException) when (!running.IsCompleted)
        {
            return Unprobed(request);
        }
    }

    /// <summary>Explains it while the caller goes on, whose time was up. Where nothing is wrong now, it was perhaps the answer that they did not wait for.</summary>
    public void ExplainAfterwards()
    {
        DiagnosisRequest request = settings.Apply(new DiagnosisRequest { Target = target, Exception = exception, MaxAge = _options.MaxAge });
        if (TryConfigure(ref request))
        {
            _ = ExplainAfterwardsAsync(request);
        }
    }

    private async Task ExplainAfterwardsAsync(DiagnosisRequest request)
    {
        Diagnosis diagnosis;
        try
        {
            diagnosis = await diagnoser.DiagnoseAsync(request, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // As in RunAsync; and nobody waits for it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }

        if (diagnosis.Outcome != ConnectionOutcome.Connected)
        {
            AttachedDiagnoses.Attach(exception, diagnosis);
            Tell(diagnosis);
        }
    }

    private bool TryConfigure(ref DiagnosisRequest request)
    {
        try
        {
            request = _options.Configure?.Invoke(request) ?? request;
            return true;
        }
#pragma warning disable CA1031 // The connect's own exception must not be lost over it; and a request that the application meant to narrow is not run as it is.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private async Task<Diagnosis> RunAsync(DiagnosisRequest request, CancellationToken stop)
    {
        Diagnosis diagnosis;
        try
        {
            diagnosis = await diagnoser.DiagnoseAsync(request, stop).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A diagnoser that was disposed or stopped, or somebody else's that fails: the connect's own exception must not be lost over it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return Unprobed(request);
        }

        Tell(diagnosis);
        return diagnosis;
    }

    private void Tell(Diagnosis diagnosis)
    {
        try
        {
            _options.OnDiagnosed?.Invoke(diagnosis, exception);
        }
#pragma warning disable CA1031 // Documented: the callback's own troubles are its own.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    private static Diagnosis Unprobed(DiagnosisRequest request) => DiagnosisBuilder.Build(
        ProbeRun.Unprobed(request, FactReason.NotAwaited, TimeProvider.System), request.Target, Catalogue.Rules, Language.Of(request.Culture ?? CultureInfo.CurrentUICulture));
}
