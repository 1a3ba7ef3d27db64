namespace ConnectionDiagnostics;

/// <summary>How an accepted connection stood when a later stage got no answer (<c>TCP_INFO</c>, tcp(7)).</summary>
public sealed record TransferEvidence
{
    /// <summary>Bytes of ours that the peer has acknowledged.</summary>
    public long? BytesAcknowledged { get; init; }

    /// <summary>Bytes of the peer's that arrived in order.</summary>
    public long? BytesReceived { get; init; }

    /// <summary>Segments of ours that the peer has not acknowledged.</summary>
    public int? UnacknowledgedSegments { get; init; }

    /// <summary>Bytes of ours that were sent and that the peer has not acknowledged.</summary>
    public long? BytesUnacknowledged { get; init; }

    /// <summary>Segments of ours that were sent again.</summary>
    public int? Retransmits { get; init; }

    /// <summary>Segments of the peer's that arrived out of order: one before them is missing.</summary>
    public int? OutOfOrderSegments { get; init; }

    /// <summary>The largest segment that we send, in bytes.</summary>
    public int? SegmentSize { get; init; }

    /// <summary>The largest packet that we believe the path carries, in bytes.</summary>
    public int? PathMtu { get; init; }
}
