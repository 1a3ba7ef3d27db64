using System.Diagnostics;
using System.Globalization;
using System.Threading.RateLimiting;
using ConnectionDiagnostics.Causes;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Probes;
using ConnectionDiagnostics.Sharing;
using ConnectionDiagnostics.Telemetry;
using ConnectionDiagnostics.Texts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectionDiagnostics;

/// <summary>Finds out why a connection to a target fails: probes in stages, weighs the evidence, says the cause.</summary>
/// <remarks>Safe for use by many threads at once; make one and keep it.</remarks>
public sealed class ConnectionDiagnoser : IConnectionDiagnoser, IAsyncDisposable
{
    private readonly ProbeRun _probes;
    private readonly IReadOnlyList<ICauseRule> _rules;
    private readonly ILogger _logger;
    private readonly DiagnosisShare _share;
    private readonly DiagnosisBudget _budget;
    private readonly TimeProvider _time;
    private volatile bool _disposed;

    /// <summary>Makes a diagnoser.</summary>
    /// <param name="options">How it works; the defaults when <see langword="null"/>.</param>
    /// <param name="logger">Where it tells what it found; nowhere when <see langword="null"/>.</param>
    public ConnectionDiagnoser(ConnectionDiagnoserOptions? options = null, ILogger<ConnectionDiagnoser>? logger = null)
        : this(options ?? new ConnectionDiagnoserOptions(), logger ?? NullLogger<ConnectionDiagnoser>.Instance, CurrentSystem.Instance)
    {
    }

    internal ConnectionDiagnoser(ConnectionDiagnoserOptions options, ILogger logger, IOperatingSystem system)
    {
        _logger = logger;
        _rules = [.. Catalogue.Rules, .. options.Causes.Select(rule => new GuardedRule(rule, logger))];
        _probes = new ProbeRun(new ProbeSettings(options), system, logger);
        _time = options.TimeProvider;
        _budget = new DiagnosisBudget(options);
        _share = new DiagnosisShare(DiagnoseWithinBudgetAsync, options.TimeProvider);
    }

    /// <inheritdoc />
    public Task<Diagnosis> DiagnoseAsync(DiagnosisRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(_disposed, this);
        return cancellationToken.IsCancellationRequested ? Task.FromCanceled<Diagnosis>(cancellationToken)
            : request.MaxAge > TimeSpan.Zero ? _share.GetAsync(request, cancellationToken)
            : DiagnoseInTurnAsync(request, cancellationToken);
    }

    /// <summary>Ends the diagnoser: later calls throw <see cref="ObjectDisposedException"/>; running ones finish.</summary>
    /// <returns>A task that has ended.</returns>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return _budget.DisposeAsync();
    }

    /// <summary>What failing connects begin by themselves is bounded; what somebody asks for is not.</summary>
    private Task<Diagnosis> DiagnoseWithinBudgetAsync(DiagnosisRequest request, CancellationToken cancellationToken) =>
        _budget.TryTake() ? DiagnoseInTurnAsync(request, cancellationToken) : Task.FromResult(Conclude(ProbeRun.Unprobed(request, FactReason.OverBudget, _time), request));

    private async Task<Diagnosis> DiagnoseInTurnAsync(DiagnosisRequest request, CancellationToken cancellationToken)
    {
        using RateLimitLease turn = await _budget.EnterAsync(cancellationToken).ConfigureAwait(false);
        using Activity? activity = DiagnosisMeter.Activities.StartActivity("diagnose connection", ActivityKind.Internal);
        Diagnosis diagnosis = Conclude(
            turn.IsAcquired
                ? await _probes.GatherAsync(request, cancellationToken).ConfigureAwait(false)
                : ProbeRun.Unprobed(request, FactReason.OverBudget, _time),
            request);
        DiagnosisMeter.Describe(activity, diagnosis);
        return diagnosis;
    }

    private Diagnosis Conclude(ConnectionEvidence evidence, DiagnosisRequest request)
    {
        Diagnosis diagnosis = DiagnosisBuilder.Build(evidence, request.Target, _rules, Language.Of(request.Culture ?? CultureInfo.CurrentUICulture));
        Log.Diagnosed(_logger, diagnosis);
        DiagnosisMeter.Record(diagnosis);
        return diagnosis;
    }
}
