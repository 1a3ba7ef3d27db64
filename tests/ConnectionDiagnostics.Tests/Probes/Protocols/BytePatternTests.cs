using System.Text;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Tests.Probes.Protocols;

/// <summary>Patterns at both ends of their ranges and at every length.</summary>
public class BytePatternTests
{
    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    [Theory]
    [InlineData("RFB 00x", true)]
    [InlineData("RFB 09\u0000", true)]
    [InlineData("RFB 09\u00FF and more", true)]
    [InlineData("RFB 0/x", false)]
    [InlineData("RFB 0:x", false)]
    [InlineData("RFC 00x", false)]
    [InlineData("RFB 00", false)]
    public void A_range_includes_both_its_ends(string received, bool matches) => BytePattern.Parse("'RFB 0' 30-39 ??").Matches(Bytes(received)).Should().Be(matches);

    [Fact]
    public void A_pattern_may_come_of_every_beginning_of_it_and_of_nothing_else()
    {
        var pattern = BytePattern.Parse("0A 'bc' 30-39");
        byte[] whole = [0x0A, (byte)'b', (byte)'c', 0x35];
        for (int length = 0; length <= whole.Length; length++)
        {
            pattern.MayBecome(whole.AsSpan(0, length)).Should().Be(length is > 0 and < 4, $"{length} bytes");
            pattern.Matches(whole.AsSpan(0, length)).Should().Be(length == 4, $"{length} bytes");
        }

        pattern.MayBecome([0x0A, (byte)'x']).Should().BeFalse();
    }

    [Theory]
    [InlineData("N", true)]
    [InlineData("NO", false)]
    [InlineData("", false)]
    [InlineData("M", false)]
    public void A_pattern_with_an_end_is_all_there_is(string received, bool matches) => BytePattern.Parse("'N' $").Matches(Bytes(received)).Should().Be(matches);

    [Theory]
    [InlineData(0x2F, false)]
    [InlineData(0x30, true)]
    [InlineData(0x39, true)]
    [InlineData(0x3A, false)]
    public void The_first_byte_is_looked_at_alone(byte first, bool begins) => BytePattern.Parse("30-39 FF").BeginsWith(first).Should().Be(begins);
}
