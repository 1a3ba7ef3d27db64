namespace ConnectionDiagnostics;

/// <summary>The dialled port on the machine that runs this process' container.</summary>
public sealed record ContainerHostEvidence
{
    /// <summary>The TCP handshake.</summary>
    public required ConnectAttempt Attempt { get; init; }

    /// <summary>Whether it served the client's protocol as asked; <see langword="null"/> when it was not asked.</summary>
    public bool? ServesTarget { get; init; }
}
