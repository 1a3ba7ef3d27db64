namespace ConnectionDiagnostics;

/// <summary>What was said to the server, and what it answered.</summary>
public sealed record ProtocolEvidence
{
    /// <summary>What the client itself would have said; the first exchange, on the connection that the earlier stages made.</summary>
    public required ProtocolExchange Own { get; init; }

    /// <summary>What was said on fresh connections to find out what the server speaks, in the order in which it was said.</summary>
    public IReadOnlyList<ProtocolExchange> Others { get; init => field = value ?? []; } = [];
}
