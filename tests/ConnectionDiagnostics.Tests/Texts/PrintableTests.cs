using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Tests.Texts;

public class PrintableTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("plain text, 100 %", "plain text, 100 %")]
    [InlineData("Grüße 例え 😀", "Grüße 例え 😀")]
    [InlineData("\u001B[31mred", "\\x1B[31mred")]
    [InlineData("a\r\nb\tc\0d\u007F", "a\\x0D\\x0Ab\\x09c\\x00d\\x7F")]
    [InlineData("\u0085\u009B", "\\x85\\x9B")]
    [InlineData("\u202Egnp.exe\u202C", "\\u202Egnp.exe\\u202C")]
    [InlineData("\u2066x\u2069\u200E\u200F\u061C", "\\u2066x\\u2069\\u200E\\u200F\\u061C")]
    [InlineData("zero\u200Bwidth\uFEFF", "zero\\u200Bwidth\\uFEFF")]
    [InlineData("line\u2028paragraph\u2029", "line\\u2028paragraph\\u2029")]
    [InlineData("private\uE000", "private\\uE000")]
    public void What_could_act_on_a_terminal_is_escaped(string text, string shown) => Printable.Escape(text).Should().Be(shown);

    [Theory]
    [InlineData(0xD83D)]
    [InlineData(0xDE00)]
    public void A_lone_surrogate_is_escaped(int surrogate) => Printable.Escape($"a{(char)surrogate}b").Should().Be($"a\\u{surrogate:X4}b");

    [Fact]
    public void A_pair_beside_a_control_character_stays_a_pair() => Printable.Escape("\u001B😀\uDE00").Should().Be("\\x1B😀\\uDE00");

    [Theory]
    [InlineData("HTTP/1.1 400\r\n", "HTTP/1.1 400\\r\\n")]
    [InlineData("a\\b", "a\\\\b")]
    [InlineData("\0\u001B\u007Fÿ", "\\x00\\x1B\\x7F\\xFF")]
    public void Bytes_are_shown_as_ASCII(string bytes, string shown) => Printable.FromBytes(System.Text.Encoding.Latin1.GetBytes(bytes), 60).Should().Be(shown);

    [Fact]
    public void Bytes_are_cut_with_an_ellipsis()
    {
        Printable.FromBytes(new byte[10_000], 60).Length.Should().BeLessThanOrEqualTo(64);
        Printable.FromBytes(new byte[10_000], 60).Should().EndWith("…");
        Printable.FromBytes("abc"u8, 3).Should().Be("abc");
    }

    [Fact]
    public void Whatever_comes_in_nothing_that_acts_comes_out()
    {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++)
        {
            string text = new([.. Enumerable.Range(0, random.Next(20)).Select(_ => (char)random.Next(0x10000))]);

            Printable.Escape(text).Should().NotMatchRegex(@"[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]");
        }
    }
}
