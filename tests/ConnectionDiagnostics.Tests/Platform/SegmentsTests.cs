using ConnectionDiagnostics.Platform;

namespace ConnectionDiagnostics.Tests.Platform;

public class SegmentsTests
{
    [Theory]
    [InlineData(0, 1460, 0)]
    [InlineData(1, 1460, 1)]
    [InlineData(1460, 1460, 1)]
    [InlineData(1461, 1460, 2)]
    [InlineData(1, 0, 1)]
    [InlineData(ulong.MaxValue, 1, int.MaxValue)]
    public void Bytes_are_at_least_so_many_segments(ulong bytes, uint segmentSize, int segments) => Segments.AtLeast(bytes, segmentSize).Should().Be(segments);
}
