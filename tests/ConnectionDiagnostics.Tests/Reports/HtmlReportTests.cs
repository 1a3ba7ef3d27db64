using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Reports;

/// <summary>The HTML report is written so that an XML reader can read it too: one that forgives nothing.</summary>
public class HtmlReportTests
{
    private const string Hostile =
        "</title></style><script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)> javascript:alert(1) \u202Etxt.exe\u0007\u001B[31m \0 &lt;script&gt; ]]> <!-- --> \uD800";

    private static readonly string[] Languages = ["en", "de", "zh-Hans"];

    [Theory]
    [MemberData(nameof(Scenes.Names), MemberType = typeof(Scenes))]
    public void Every_diagnosis_gives_a_well_formed_page_with_everything_in_it(string scene)
    {
        Diagnosis diagnosis = Scenes.All[scene].Diagnose();

        XElement page = Parse(diagnosis.ToHtml());

        string text = page.Element("body")!.Value;
        string[] expected =
        [
            .. diagnosis.Causes.SelectMany(cause => cause.Reasons.Append(cause.Summary).Concat(cause.Remedies.Select(remedy => remedy.Text))),
            .. diagnosis.NextChecks.Select(check => check.Text), .. diagnosis.RuledOut.Select(cause => cause.Because), .. diagnosis.Stages.SelectMany(stage => stage.Detail.Split("; ")),
        ];
        text.Should().ContainAll(expected);
    }

    [Theory]
    [MemberData(nameof(Scenes.Names), MemberType = typeof(Scenes))]
    public void Nothing_is_run_loaded_or_sent(string scene)
    {
        XElement page = Parse(Scenes.All[scene].Diagnose().ToHtml());

        page.Descendants().Select(element => element.Name.LocalName).Should().NotContain(["script", "iframe", "object", "embed", "link", "img", "form", "base", "a", "image", "use", "foreignObject"]);
        page.Descendants().Attributes().Select(attribute => attribute.Name.LocalName)
            .Should().NotContain(name => name.StartsWith("on", StringComparison.Ordinal) || name == "style" || name == "href" || name == "src");
    }

    [Fact]
    public void The_policy_allows_the_pages_own_style_and_nothing_else()
    {
        XElement page = Parse(Scenes.All["timed out"].Diagnose().ToHtml());

        string policy = page.Descendants("meta").Single(meta => meta.Attribute("http-equiv")?.Value == "Content-Security-Policy").Attribute("content")!.Value;

        string digest = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(page.Descendants("style").Single().Value)));
        policy.Should().Be($"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'");
        page.Descendants("meta").TakeWhile(meta => meta.Attribute("http-equiv") is null).Should().HaveCount(1, "only the encoding may come before it");
    }

    [Fact]
    public void A_screen_reader_finds_its_way()
    {
        foreach (XElement page in Scenes.All.Values.SelectMany(scene => Languages.Select(language => Parse(scene.Diagnose(language).ToHtml()))))
        {
            page.Descendants("h1").Should().ContainSingle();
            page.Descendants("main").Should().ContainSingle();
            page.Descendants("th").Should().OnlyContain(heading => heading.Attribute("scope") != null);
            int[] levels = [.. page.Descendants().Where(element => element.Name.LocalName is "h1" or "h2" or "h3").Select(heading => heading.Name.LocalName[1] - '0')];
            levels.Zip(levels.Skip(1)).Should().OnlyContain(pair => pair.Second <= pair.First + 1, "no level is left out");

            string[] ids = [.. page.Descendants().Attributes("id").Select(id => id.Value)];
            ids.Should().OnlyHaveUniqueItems();
            page.Descendants().Attributes("aria-labelledby").SelectMany(label => label.Value.Split(' ')).Should().BeSubsetOf(ids);
            foreach (XElement drawing in page.Descendants("svg").Where(drawing => drawing.Attribute("aria-hidden") is null))
            {
                drawing.Attribute("role")!.Value.Should().Be("img");
                drawing.Element("title")!.Value.Should().NotBeEmpty();
                drawing.Element("desc")!.Value.Should().NotBeEmpty();
            }
        }
    }

    [Theory]
    [InlineData("en", "What to do")]
    [InlineData("de", "Was zu tun ist")]
    [InlineData("zh-Hans", "解决办法")]
    public void The_page_is_in_the_diagnosis_language(string language, string heading)
    {
        XElement page = Parse(Scenes.All["timed out"].Diagnose(language).ToHtml());

        page.Attribute("lang")!.Value.Should().Be(language);
        page.Descendants("h2").Select(element => element.Value).Should().Contain(heading);
        page.ToString().Should().NotContain("[report.");
    }

    [Theory]
    [InlineData("healthy-https")]
    [InlineData("second-router-drops-port")]
    [InlineData("wrong-port-redis")]
    [InlineData("hosts-file-to-the-wrong-machine")]
    [InlineData("own-machine-backlog-full")]
    [InlineData("redirected-to-a-dead-proxy")]
    public void What_others_say_changes_the_text_and_never_the_page(string recorded)
    {
        Diagnosis diagnosis = Diagnosis.FromEvidence(HostileEvidence.Of(recorded, Hostile));
        Diagnosis plain = Diagnosis.FromEvidence(HostileEvidence.Of(recorded, "x"));

        string html = diagnosis.ToHtml();

        html.Should().Contain("&lt;script&gt;alert(1)", "the hostile text is in it").And.NotContain("<script").And.NotContain("<img");
        html.Should().NotMatchRegex(@"[^\P{Cc}\n]").And.NotMatchRegex(@"\p{Cf}");
        Parse(html).Descendants().Select(element => element.Name.LocalName).Distinct().Order()
            .Should().BeSubsetOf(Parse(plain.ToHtml()).Descendants().Select(element => element.Name.LocalName).Append("ul").Append("li"));
    }

    [Fact]
    public void A_diagnosis_made_by_hand_is_encoded_like_any_other()
    {
        Diagnosis diagnosis = Of("8.8.8.8:80").TimedOut("8.8.8.8").Diagnose() with
        {
            Causes =
            [
                new Cause
                {
                    Code = CauseCode.ServerFirewall, Likelihood = Likelihood.Likely, Summary = Hostile, Reasons = [Hostile],
                    Remedies = [new Remedy { Actor = RemedyActor.Client, Text = Hostile, Command = Hostile }],
                },
            ],
            RuledOut = [new RuledOutCause { Code = CauseCode.HostDown, Title = Hostile, Because = Hostile }],
            NextChecks = [new NextCheck { Separates = [], Actor = RemedyActor.Server, Text = Hostile, Command = Hostile }],
            Stages = [new StageReport { Stage = Stage.Connect, Status = StageStatus.Failed, Detail = Hostile }],
        };

        string html = diagnosis.ToHtml();

        Parse(html).Descendants().Select(element => element.Name.LocalName).Should().NotContain(["script", "img"]);
        html.Should().NotContain("<script").And.NotMatchRegex(@"[^\P{Cc}\n]").And.NotMatchRegex(@"\p{Cf}");
    }

    [Fact]
    public void The_evidence_in_the_page_can_be_diagnosed_again()
    {
        Diagnosis diagnosis = Scenes.All["wrong port here"].Diagnose();

        string json = Parse(diagnosis.ToHtml()).Descendants("details").Single().Descendants("code").Single().Value;

        Diagnosis.FromEvidence(EvidenceFile.Parse(json), System.Globalization.CultureInfo.InvariantCulture).ToText().Should().Be(diagnosis.ToText());
    }

    [Fact]
    public void Null_is_no_diagnosis() => new Action(() => DiagnosisRendering.ToHtml(null!)).Should().Throw<ArgumentNullException>();

    private static XElement Parse(string html)
    {
        html.Should().StartWith("<!DOCTYPE html>\n");
        return XElement.Parse(html["<!DOCTYPE html>\n".Length..], LoadOptions.PreserveWhitespace);
    }
}
