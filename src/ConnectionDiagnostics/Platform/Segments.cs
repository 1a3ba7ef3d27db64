namespace ConnectionDiagnostics.Platform;

/// <summary>From bytes to segments, for systems that count bytes.</summary>
internal static class Segments
{
    /// <summary>How many segments so many bytes are at least: as many as if all were full.</summary>
    public static int AtLeast(ulong bytes, uint segmentSize) =>
        bytes == 0 ? 0
        : segmentSize == 0 ? 1
        : (int)Math.Min((bytes - 1) / segmentSize, int.MaxValue - 1) + 1;
}
