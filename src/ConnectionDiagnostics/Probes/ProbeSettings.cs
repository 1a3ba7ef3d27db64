using System.Net;

namespace ConnectionDiagnostics.Probes;

/// <summary>The options as they were when the diagnoser was made: what changes in them later has no effect.</summary>
internal sealed class ProbeSettings(ConnectionDiagnoserOptions options)
{
    public IReadOnlyList<IConnectionProbe> Probes { get; } = [.. options.Probes];

    public IReadOnlyList<IPEndPoint> NameServers { get; } = [.. options.NameServers];

    /// <summary>Which addresses may be contacted; <see langword="null"/> for any.</summary>
    public TargetPolicy? Policy { get; } = options.TargetPolicy;

    public TimeProvider Time { get; } = options.TimeProvider;
}
