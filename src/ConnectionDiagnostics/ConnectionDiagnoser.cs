using System.Globalization;
using ConnectionDiagnostics.Causes;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Probes;
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
    }

    /// <inheritdoc />
    public async Task<Diagnosis> DiagnoseAsync(DiagnosisRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();

        ConnectionEvidence evidence = await _probes.GatherAsync(request, cancellationToken).ConfigureAwait(false);
        Diagnosis diagnosis = DiagnosisBuilder.Build(evidence, request.Target, _rules, Language.Of(request.Culture ?? CultureInfo.CurrentUICulture));
        Log.Diagnosed(_logger, diagnosis);
        return diagnosis;
    }

    /// <summary>Ends the diagnoser: later calls throw <see cref="ObjectDisposedException"/>; running ones finish.</summary>
    /// <returns>A task that has ended.</returns>
    public ValueTask DisposeAsync()
    {
        _disposed = true;
        return ValueTask.CompletedTask;
    }
}
