namespace ConnectionDiagnostics.Platform;

/// <summary>What the system knows of a connect beyond its error; <see langword="null"/> where it does not tell.</summary>
internal readonly record struct TcpFacts
{
    public IReadOnlyList<IcmpError>? IcmpErrors { get; init; }

    public int? SynsSent { get; init; }

    public TimeSpan? RoundTripTime { get; init; }
}
