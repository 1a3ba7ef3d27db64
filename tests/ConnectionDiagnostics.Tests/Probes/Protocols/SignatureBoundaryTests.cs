using System.Text;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Tests.Probes.Protocols;

/// <summary>Echo, frames and text are what is left when nobody knows the bytes: told at their boundaries, so that nothing else is called so.</summary>
public class SignatureBoundaryTests
{
    private static string? Detected(byte[] received, Opening? opening = null) => Signatures.Match(received, opening ?? Openings.Listen).Protocol;

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);

    [Theory]
    [InlineData("zzz", null)]
    [InlineData("zzzz", WireProtocol.Text)]
    [InlineData("z\n", WireProtocol.Text)]
    [InlineData("z\tz ~\r\n", WireProtocol.Text)]
    [InlineData("z\u001Fz\r\n", null)]
    [InlineData("z\u007Fz\r\n", null)]
    [InlineData("HTTP", null)]
    public void A_few_printable_letters_or_a_line_are_text(string received, string? protocol) => Detected(Bytes(received)).Should().Be(protocol);

    [Theory]
    [InlineData(63, WireProtocol.Text)]
    [InlineData(64, null)]
    public void Without_the_end_of_a_line_letters_are_text_below_64(int length, string? protocol) => Detected(Bytes(new string('z', length))).Should().Be(protocol);

    [Theory]
    [InlineData("zz\u00E2\u0082\u00AC\r\n", WireProtocol.Text)]
    [InlineData("\nzz\u00E2\u0082", WireProtocol.Text)]
    [InlineData("\nzz\u00E2", WireProtocol.Text)]
    [InlineData("\nz\u00F0\u009F\u0098", WireProtocol.Text)]
    [InlineData("zz\u00E2\u0082z\r\n", null)]
    [InlineData("zz\u00FF\u00FE\u00FD\u00FC\r\n", null)]
    public void A_character_may_be_cut_at_the_end_and_nowhere_else(string received, string? protocol) => Detected(Bytes(received)).Should().Be(protocol);

    [Theory]
    [InlineData("00000004", null)]
    [InlineData("0000000501", WireProtocol.LengthPrefixed)]
    [InlineData("0000000101", WireProtocol.LengthPrefixed)]
    [InlineData("0000000201", null)]
    [InlineData("0000000601", null)]
    [InlineData("0100000501", null)]
    public void A_length_is_that_of_the_rest_or_of_all(string hex, string? protocol) => Detected(Convert.FromHexString(hex)).Should().Be(protocol);

    [Theory]
    [InlineData("zq!", "zq!", true)]
    [InlineData("zq!", "zq", false)]
    [InlineData("zq!xy", "zq!x", true)]
    [InlineData("zq!xy", "zq!", false)]
    [InlineData("zq!xy", "zq!xy and more", true)]
    [InlineData("zq!xy", "zq!xz", false)]
    [InlineData("", "zq!xy", false)]
    public void Who_sends_back_what_was_sent_is_an_echo(string sent, string received, bool isEcho) =>
        (Detected(Bytes(received), new Opening { Protocol = null, Bytes = Bytes(sent) }) == WireProtocol.Echo).Should().Be(isEcho);

    [Theory]
    [InlineData("ERROR\r\n", null, WireProtocol.Memcached, DetectionConfidence.Probable)]
    [InlineData("\r\nERROR\r\n", null, WireProtocol.Memcached, DetectionConfidence.Probable)]
    [InlineData("ERROR\r\nERRORS\r\n", null, WireProtocol.Text, DetectionConfidence.Certain)]
    [InlineData("ERROR\r\n", WireProtocol.Memcached, WireProtocol.Text, DetectionConfidence.Certain)]
    public void A_bare_ERROR_is_memcacheds_unless_it_was_spoken_to_in_its_own_words(string received, string? spoken, string protocol, DetectionConfidence confidence)
    {
        Identity identity = Signatures.Match(Bytes(received), new Opening { Protocol = spoken });

        (identity.Protocol, identity.Confidence).Should().Be((protocol, confidence));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(81)]
    public void A_product_is_kept_up_to_80_letters(int length) => Signatures.Match(Bytes($"SSH-2.0-{new string('p', length)}\r\n"), Openings.Listen).Product.Should().HaveLength(80);
}
