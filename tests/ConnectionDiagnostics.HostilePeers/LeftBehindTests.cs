using ConnectionDiagnostics.HostilePeers.Running;
using ConnectionDiagnostics.HostilePeers.Scripts;

namespace ConnectionDiagnostics.HostilePeers;

/// <summary>What the corpus found, each by itself.</summary>
public sealed class LeftBehindTests
{
    private const string DrippingTunnel = """
        peer slow
          expect
          drip 100ms "HTTP/1.1 200 Connection established\r\n\r\n"
        """;

    private const string TwoTunnels = """
        peer fast-then-slow
          expect
          pause 100ms
          send "HTTP/1.1 200 Connection established\r\n\r\n"
          silent
        """;

    /// <summary>The time of everything ends while a proxy is asked, at one moment and at another.</summary>
    [Theory]
    [InlineData(DrippingTunnel, "http")]
    [InlineData(DrippingTunnel, "socks5")]
    [InlineData(TwoTunnels, "http")]
    [InlineData(TwoTunnels, "https")]
    public async Task A_proxy_that_is_given_up_leaves_no_socket(string script, string proxy)
    {
        Peer peer = PeerParser.Parse("x", script).Single();
        for (int milliseconds = 20; milliseconds < 3000; milliseconds += 120)
        {
            HostileRun run = await HostileRun.RunAsync(peer, new DiagnosisRequest
            {
                Target = ConnectionTarget.Parse("http://192.0.2.1/"),
                Proxy = ConnectionProxy.Parse($"{proxy}://192.0.2.7:3128"),
                Timeout = TimeSpan.FromMilliseconds(milliseconds),
            });
            run.Wrong.Should().BeEmpty("the limit is {0} ms", milliseconds);
            HostileRun tunnel = await HostileRun.RunAsync(peer, new DiagnosisRequest
            {
                Target = ConnectionTarget.Parse("wss://192.0.2.1/"),
                Proxy = ConnectionProxy.Parse($"{proxy}://192.0.2.7:3128"),
                Timeout = TimeSpan.FromMilliseconds(milliseconds),
            });
            tunnel.Wrong.Should().BeEmpty("the limit is {0} ms", milliseconds);
        }
    }

    [Fact]
    public async Task What_is_drained_at_the_end_in_odd_pieces_is_bounded_too()
    {
        // Of a target that speaks no words of its own only the end is read.
        Peer peer = PeerParser.Parse("x", "peer odd\n  endless \"" + new string('x', 3001) + "\"").Single();

        HostileRun run = await HostileRun.RunAsync(peer, new DiagnosisRequest { Target = ConnectionTarget.Parse("tcp://192.0.2.1:9"), Proxy = ConnectionProxy.None }, (stream, _) => new OddPieces(stream));

        run.Wrong.Should().BeEmpty();
        run.Read.Should().Be(16 * 1024);
    }

    /// <summary>Gives no more than 3001 bytes at once.</summary>
    private sealed class OddPieces(Stream inner) : PlainStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            inner.ReadAsync(buffer[..Math.Min(3001, buffer.Length)], cancellationToken);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => inner.WriteAsync(buffer, cancellationToken);
    }
}
