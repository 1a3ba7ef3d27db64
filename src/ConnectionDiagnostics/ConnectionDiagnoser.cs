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
public sealed class ConnectionDiagnoser : IConnectionDiagnoser, IAsyncDisposable, IDisposable
{
    private readonly ProbeRun _probes;
    private readonly ProbeSettings _settings;
    private readonly IOperatingSystem _system;
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
        _system = system;
        _settings = new ProbeSettings(options);
        _probes = new ProbeRun(_settings, system, logger);
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

    /// <summary>Diagnoses many targets at once, within bounds, and gives each diagnosis when it is there: in the order of completion, not of the targets.</summary>
    /// <remarks>
    /// Facts about this machine are looked up once for all and kept for a short time. What only a diagnosis that runs alone can measure is left out:
    /// whether it was this machine's own TCP that refused, and not a packet filter on it, is not told.
    /// </remarks>
    /// <param name="targets">What is being connected to; read as fast as the targets are diagnosed, by one thread at a time.</param>
    /// <param name="options">Within which bounds; the defaults when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Ends the sweep. What is finished is still given; then <see cref="OperationCanceledException"/> is thrown.</param>
    /// <returns>One diagnosis for each target; <see cref="Diagnosis.Target"/> says which. No target's fault throws.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public IAsyncEnumerable<Diagnosis> DiagnoseManyAsync(
        IAsyncEnumerable<ConnectionTarget> targets, SweepOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ObjectDisposedException.ThrowIf(_disposed, this);
        var shared = new SharedSystem(_system, _time);
        var probes = new ProbeRun(_settings, shared, _logger);
        return new TargetSweep(options ?? new SweepOptions(), shared.CountFreeDescriptors(), (request, token) => DiagnoseAsync(probes, request, token))
            .RunAsync(targets, cancellationToken);
    }

    /// <summary>Ends the diagnoser: later calls throw <see cref="ObjectDisposedException"/>; running ones finish, and of those that wait for their turn the exception alone is read.</summary>
    /// <returns>A task that has ended.</returns>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return _budget.DisposeAsync();
    }

    /// <summary>As <see cref="DisposeAsync"/>: nothing is waited for, so either will do.</summary>
    public void Dispose()
    {
        _disposed = true;
        _budget.Dispose();
    }

    /// <summary>What failing connects begin by themselves is bounded; what somebody asks for is not.</summary>
    private Task<Diagnosis> DiagnoseWithinBudgetAsync(DiagnosisRequest request, CancellationToken cancellationToken) =>
        _budget.TryTake() ? DiagnoseInTurnAsync(request, cancellationToken) : Task.FromResult(Conclude(ProbeRun.Unprobed(request, FactReason.OverBudget, _time), request));

    private async Task<Diagnosis> DiagnoseInTurnAsync(DiagnosisRequest request, CancellationToken cancellationToken)
    {
        using RateLimitLease? turn = await _budget.EnterAsync(cancellationToken).ConfigureAwait(false);
        return turn is not null
            ? await DiagnoseAsync(_probes, request, cancellationToken).ConfigureAwait(false)
            : Conclude(ProbeRun.Unprobed(request, FactReason.OverBudget, _time), request);
    }

    private async Task<Diagnosis> DiagnoseAsync(ProbeRun probes, DiagnosisRequest request, CancellationToken cancellationToken)
    {
        using Activity? activity = DiagnosisMeter.Activities.StartActivity("diagnose connection", ActivityKind.Internal);
        Diagnosis diagnosis = Conclude(await probes.GatherAsync(request, cancellationToken).ConfigureAwait(false), request);
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
