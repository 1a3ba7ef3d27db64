using System.Text;
using ConnectionDiagnostics.HostilePeers.Scripts;

namespace ConnectionDiagnostics.HostilePeers;

/// <summary>A script is data: what is wrong with it is said with its line.</summary>
public sealed class PeerParserTests
{
    [Theory]
    [InlineData("send \"x\"", "x.peers, line 1: the first line has to be \"peer NAME\"")]
    [InlineData("peer", "x.peers, line 1: a name is missing")]
    [InlineData("peer a\n  shout \"x\"", "x.peers, line 2: \"shout\" is no directive")]
    [InlineData("# why\n\npeer a\n  send x", "x.peers, line 4: bytes between quotation marks are missing")]
    [InlineData("peer a\n  send \"x", "x.peers, line 2: the closing quotation mark is missing")]
    [InlineData("peer a\n  send \"\\q\"", "x.peers, line 2: after a backslash*")]
    [InlineData("peer a\n  send \"\\xG0\"", "x.peers, line 2: after a backslash*")]
    [InlineData("peer a\n  send \"x\" y", "x.peers, line 2: \"y\" is too much")]
    [InlineData("peer a\n  repeat many \"x\"", "x.peers, line 2: \"many\" is no number from 1 to 10000000")]
    [InlineData("peer a\n  drip 1h \"x\"", "x.peers, line 2: \"1h\" is no time*")]
    [InlineData("peer a\n  refuse Politely", "x.peers, line 2: that is no socket error")]
    [InlineData("peer a\n  close\n  send \"x\"", "x.peers, line 3: nothing can follow the end of a script")]
    [InlineData("peer a\npeer b\n  close", "x.peers, line 2: the peer \"a\" does nothing")]
    [InlineData("peer a\n  close\npeer a\n  close", "x.peers, line 3: there is a peer \"a\" already")]
    [InlineData("peer a\n  expect\n  cut-at-every-byte close\npeer b\n close", "x.peers, line 4: what is cut*")]
    public void A_line_that_is_none_is_named(string script, string message)
    {
        Action parse = () => PeerParser.Parse("x", script);

        parse.Should().Throw<FormatException>().WithMessage(message);
    }

    [Fact]
    public void Bytes_are_what_is_written()
    {
        Peer peer = PeerParser.Parse("x", "peer a\n  send \"a\\r\\n\\t\\0\\e\\\\\\\"\\xFFä\"\n  tls-record 21 0303 \"\\x02(\"\n  tls-record 22 0301 \"\" 513").Single();

        peer.Acts.Select(act => Convert.ToHexString(act.Bytes.Span)).Should().Equal("610D0A09001B5C22FFC3A4", "15030300020228", "1603010201");
    }

    [Fact]
    public void An_answer_is_cut_at_every_byte()
    {
        IReadOnlyList<Peer> peers = PeerParser.Parse("x", "peer a\n  expect\n  send \"hello\"\n  cut-at-every-byte reset");

        peers.Select(peer => Encoding.ASCII.GetString(peer.Acts[1].Bytes.Span)).Should().Equal("", "h", "he", "hel", "hell", "hello");
        peers.Should().OnlyContain(peer => peer.Acts[2].Kind == PeerActKind.Reset && peer.Origin == "a");
    }
}
