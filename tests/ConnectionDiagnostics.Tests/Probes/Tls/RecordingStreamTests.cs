using ConnectionDiagnostics.Probes.Tls;

namespace ConnectionDiagnostics.Tests.Probes.Tls;

/// <summary>The first bytes are kept whatever pieces they come in, and a peer without end is ended without being blamed for it.</summary>
public class RecordingStreamTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task<int> ReadAsync(RecordingStream stream, int count) => await stream.ReadAsync(new byte[count], Cancellation);

    private static byte[] Counting(int count) => [.. Enumerable.Range(0, count).Select(value => (byte)value)];

    [Theory]
    [InlineData(63, 63)]
    [InlineData(64, 64)]
    [InlineData(65, 64)]
    [InlineData(200, 64)]
    public async Task The_first_64_bytes_are_kept(int sent, int kept)
    {
        await using var inner = new MemoryStream(Counting(sent));
        await using var stream = new RecordingStream(inner);

        (await ReadAsync(stream, 40)).Should().Be(40);
        stream.FirstBytes.ToArray().Should().Equal(Counting(40));
        (await ReadAsync(stream, 500)).Should().Be(sent - 40);

        stream.FirstBytes.ToArray().Should().Equal(Counting(kept));
        stream.PeerClosed.Should().BeFalse();
        (await ReadAsync(stream, 1)).Should().Be(0);
        stream.PeerClosed.Should().BeTrue();
    }

    [Fact]
    public async Task What_is_beyond_the_limit_is_not_read_and_the_peer_has_not_closed()
    {
        await using var inner = new MemoryStream(Counting(20));
        await using var stream = new RecordingStream(inner, limit: 10);

        (await ReadAsync(stream, 9)).Should().Be(9);
        (await ReadAsync(stream, 9)).Should().Be(1);
        (await ReadAsync(stream, 9)).Should().Be(0);

        inner.Position.Should().Be(10);
        stream.PeerClosed.Should().BeFalse();
    }

    [Fact]
    public async Task A_look_without_a_buffer_is_no_end()
    {
        await using var inner = new MemoryStream(Counting(5));
        await using var stream = new RecordingStream(inner);

        (await ReadAsync(stream, 0)).Should().Be(0);

        stream.PeerClosed.Should().BeFalse();
    }

    [Fact]
    public async Task An_alert_is_noticed_on_the_way_and_what_is_written_passes_through()
    {
        await using var inner = new MemoryStream();
        inner.Write([0x16, 3, 3, 0, 1, 0, 0x15, 3, 3, 0, 2, 2, 40]);
        inner.Position = 0;
        await using var stream = new RecordingStream(inner);

        await ReadAsync(stream, 8);
        stream.Alert.Should().BeNull();
        await ReadAsync(stream, 8);
        stream.Alert.Should().Be(40);

        await stream.WriteAsync(new byte[] { 1, 2, 3 }, Cancellation);
        inner.ToArray()[^3..].Should().Equal(1, 2, 3);
    }
}
