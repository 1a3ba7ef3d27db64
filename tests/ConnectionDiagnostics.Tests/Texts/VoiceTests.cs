using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ConnectionDiagnostics.Tests.Texts;

/// <summary>How a diagnosis speaks, in every language: the tone, and the typography that people there expect.</summary>
public sealed partial class VoiceTests
{
    private static readonly Dictionary<string, Dictionary<string, string>> Texts = new()
    {
        ["en"] = Read("Messages.resx"),
        ["de"] = Read("Messages.de.resx"),
        ["zh-Hans"] = Read("Messages.zh-Hans.resx"),
    };

    /// <summary>Who acts, in front of each line of the general advice; as <c>report.actor.*</c> has it, but for what heads a sentence.</summary>
    private static readonly Dictionary<string, string[]> Actors = new()
    {
        ["en"] = ["client: ", "server: ", "network: "],
        ["de"] = ["Client: ", "Server: ", "Netz: "],
        ["zh-Hans"] = ["客户端：", "服务端：", "网络："],
    };

    public static TheoryData<string> Languages => ["en", "de", "zh-Hans"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_text_has_a_word_that_a_diagnosis_does_not_use(string language)
    {
        string[] forbidden = [.. ForbiddenWords.Everywhere, .. ForbiddenWords.ByLanguage[language]];

        forbidden.SelectMany(word => Texts[language].Where(text => Regex.IsMatch(text.Value, word, RegexOptions.IgnoreCase)).Select(text => $"{word} in {text.Key}: {text.Value}"))
            .Should().BeEmpty();
    }

    [Fact]
    public void The_forbidden_words_are_found()
    {
        Dictionary<string, string> examples = new() { ["en"] = "Please try again", ["de"] = "Das ging leider nicht.", ["zh-Hans"] = "请检查您的网络。" };

        examples.Should().OnlyContain(example => ForbiddenWords.ByLanguage[example.Key].Any(word => Regex.IsMatch(example.Value, word, RegexOptions.IgnoreCase)));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Each_line_of_advice_begins_with_who_acts(string language) =>
        Texts[language].Where(text => text.Key.EndsWith(".advice", StringComparison.Ordinal) && text.Key != "explain.advice")
            .SelectMany(text => text.Value.Split('\n').Select(line => (text.Key, Line: line)))
            .Where(line => !Actors[language].Any(actor => line.Line.StartsWith(actor, StringComparison.Ordinal))).Should().BeEmpty();

    [Theory]
    [InlineData("de")]
    [InlineData("zh-Hans")]
    public void A_translation_ends_as_the_English_text_does(string language) =>
        Texts["en"].Where(text => !text.Key.EndsWith(".separator", StringComparison.Ordinal) && !text.Key.EndsWith(".advice", StringComparison.Ordinal))
            .Where(text => EndOf(text.Value) != EndOf(Texts[language][text.Key])).Select(text => $"{text.Key}: {text.Value} / {Texts[language][text.Key]}").Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_summary_is_one_or_more_whole_sentences(string language) =>
        Texts[language].Where(text => text.Key.Contains(".summary", StringComparison.Ordinal)).Where(text => EndOf(text.Value) is not ('.' or '?')).Should().BeEmpty();

    [Fact]
    public void Chinese_has_Chinese_punctuation() =>
        Texts["zh-Hans"].Where(text => !text.Key.EndsWith(".separator", StringComparison.Ordinal) && ChineseFault().IsMatch(Commands().Replace(text.Value, ""))).Should().BeEmpty();

    [Theory]
    [InlineData("de", '„', '“')]
    [InlineData("zh-Hans", '“', '”')]
    public void Quotation_marks_are_those_of_the_language_and_come_in_pairs(string language, char open, char close) =>
        Texts[language].Where(text => !text.Key.EndsWith(".advice", StringComparison.Ordinal))
            .Where(text => text.Value.Contains('"') || text.Value.Count(c => c == open) != text.Value.Count(c => c == close)).Should().BeEmpty();

    [Fact]
    public void One_thing_has_one_name()
    {
        // The name that is not used, and the one that is.
        Dictionary<string, (string Language, string Instead)> others = new()
        {
            ["Wurzel"] = ("de", "Stammzertifikat"),
            ["DNS-Server"] = ("de", "Nameserver"),
            ["zurückgewiesen"] = ("de", "abgewiesen"),
            ["Warteschlange"] = ("de", "Accept-Queue"),
            ["Interface"] = ("de", "Schnittstelle"),
            ["域名服务器"] = ("zh-Hans", "DNS 服务器"),
            ["名称服务器"] = ("zh-Hans", "DNS 服务器"),
            ["签发者"] = ("zh-Hans", "颁发者"),
            ["回答"] = ("zh-Hans", "应答"),
            ["侦听"] = ("zh-Hans", "监听"),
        };

        others.SelectMany(other => Texts[other.Value.Language].Where(text => text.Value.Contains(other.Key, StringComparison.Ordinal)).Select(text => $"{text.Key}: {other.Key}"))
            .Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Scenes.Names), MemberType = typeof(Scenes))]
    public void A_whole_report_in_Chinese_has_Chinese_punctuation(string scene)
    {
        Diagnosis diagnosis = Scenes.All[scene].Diagnose("zh-Hans");

        // Blanks set columns apart, and commands are not translated.
        IEnumerable<string> lines = diagnosis.ToText(verbose: true).Split('\n').Select(line => Columns().Replace(line, "\t"));
        lines.Where(line => ChineseFault().IsMatch(line)).Should().BeEmpty();
        string picture = Description().Match(diagnosis.ToHtml()).Value;
        ChineseFault().IsMatch(picture).Should().BeFalse(picture);
    }

    private static char EndOf(string text) => text[^1] switch
    {
        '。' => '.',
        '：' => ':',
        '？' => '?',
        '.' or ':' or '?' => text[^1],
        _ => ' ',
    };

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(RepositoryRoot.Core, "Texts", file)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    // A half-width mark after a Chinese character, a blank between two of them, or a blank beside a full-width mark.
    [GeneratedRegex(@"[\u4e00-\u9fff][,;:!?](?=\s|[\u4e00-\u9fff]|$)|[\u4e00-\u9fff]\(|\)[\u4e00-\u9fff]|[\u4e00-\u9fff]\.(?=\s|$)|[\u4e00-\u9fff] [\u4e00-\u9fff]|[。，；：、] |  ")]
    private static partial Regex ChineseFault();

    [GeneratedRegex(" {2,}")]
    private static partial Regex Columns();

    [GeneratedRegex("<desc[^>]*>[^<]*</desc>")]
    private static partial Regex Description();

    // Set apart by two blanks or more, up to the end of the line or to the next such gap.
    [GeneratedRegex(@" {2,}[^\n]*?(?= {2,}|\n|$) *")]
    private static partial Regex Commands();
}
