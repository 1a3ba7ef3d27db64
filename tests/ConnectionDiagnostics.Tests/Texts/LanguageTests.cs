using System.Globalization;
using System.Net;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Tests.Texts;

public class LanguageTests
{
    [Theory]
    [InlineData("de", "de")]
    [InlineData("de-AT", "de")]
    [InlineData("DE-ch", "de")]
    [InlineData("den", "en")]
    [InlineData("zh", "zh-Hans")]
    [InlineData("zh-CN", "zh-Hans")]
    [InlineData("zh-SG", "zh-Hans")]
    [InlineData("zh-Hans-CN", "zh-Hans")]
    [InlineData("zh-TW", "en")]
    [InlineData("zh-HK", "en")]
    [InlineData("zh-MO", "en")]
    [InlineData("zh-Hant", "en")]
    [InlineData("zh-Hant-TW", "en")]
    [InlineData("fr", "en")]
    [InlineData("en-GB", "en")]
    [InlineData("", "en")]
    public void A_culture_is_answered_in_the_language_that_serves_it(string tag, string language)
    {
        Language.Of(tag).Tag.Should().Be(language);
        Language.Of(CultureInfo.GetCultureInfo(tag)).Tag.Should().Be(language);
    }

    [Theory]
    [InlineData(0, "0.00 ms", "0,00 ms")]
    [InlineData(0.42, "0.4 ms", "0,4 ms")]
    [InlineData(18.2, "18 ms", "18 ms")]
    [InlineData(999, "999 ms", "999 ms")]
    [InlineData(4000, "4.0 s", "4,0 s")]
    [InlineData(61_500, "61.5 s", "61,5 s")]
    [InlineData(600_000, "10 min", "10 min")]
    public void Durations_are_read_as_people_read_them(double milliseconds, string english, string german)
    {
        var duration = TimeSpan.FromMilliseconds(milliseconds);

        Durations.Show(duration, Language.English).Should().Be(english);
        Durations.Show(duration, Language.German).Should().Be(german);
        Durations.Show(duration, Language.SimplifiedChinese).Should().Be(english);
    }

    [Fact]
    public void Every_kind_of_argument_has_its_form()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("ar-SA");

        Shown(1234567).Should().Be("1234567");
        Shown(null).Should().BeEmpty();
        Shown(IPAddress.Parse("::1")).Should().Be("::1");
        Shown(new IPEndPoint(IPAddress.IPv6Loopback, 80)).Should().Be("[::1]:80");
        Shown(IPNetwork.Parse("10.0.0.0/8")).Should().Be("10.0.0.0/8");
        Shown(new DateTimeOffset(2026, 3, 1, 1, 30, 0, TimeSpan.FromHours(2))).Should().Be("2026-02-28 23:30 UTC");
        Shown(new object?[] { "a", null, 3 }).Should().Be("a, , 3");
        Shown("\u001B").Should().Be("\\x1B");
        Shown(new ProcessIdentity { Id = 1, Name = "e\u001Bvil" }).Should().Be("e\\x1Bvil (pid 1)");
        Shown("{target}").Should().Be("{target}");
    }

    [Fact]
    public void A_text_of_ones_own_is_the_same_in_every_language_and_escaped()
    {
        Message message = "a\u001Bb {target}";

        Language.All.Select(language => message.In(language)).Should().AllBe("a\\x1Bb {target}");
        default(Message).IsEmpty.Should().BeTrue();
        default(Message).In(Language.English).Should().BeEmpty();
    }

    private static string Shown(object? value) => Sentences.Render("stage.target", [("target", value)], Language.English);
}
