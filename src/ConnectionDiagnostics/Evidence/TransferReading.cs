namespace ConnectionDiagnostics;

/// <summary>Questions asked of how a connection stood that got no answer.</summary>
internal static class TransferReading
{
    /// <summary>
    /// The segment size that is assumed where none is negotiated (RFC 9293, section 3.7.1): no path is in use that carries less. What is that small was
    /// not too large for any.
    /// </summary>
    private const int SmallSegment = 536;

    /// <summary>Whether what we said was sent again and again, and never acknowledged. The system of a server that hangs acknowledges.</summary>
    public static bool LostOurData(this ConnectionEvidence evidence) =>
        evidence.Transfer.Value is { OutOfOrderSegments: not > 0, UnacknowledgedSegments: > 0, Retransmits: > 0 };

    /// <summary>As <see cref="LostOurData"/>, of data too small to be lost for their size.</summary>
    public static bool LostSmallData(this ConnectionEvidence evidence) =>
        evidence.LostOurData() && evidence.Transfer.Value is { BytesUnacknowledged: > 0 and <= SmallSegment };
}
