using System.Text.RegularExpressions;
using System.Xml.Linq;
using ConnectionDiagnostics.Causes;
using ConnectionDiagnostics.Texts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ConnectionDiagnostics.Tests.Texts;

/// <summary>Every text that the code names is there, in every language.</summary>
public partial class MessagesTests
{
    /// <summary>The ids that are put together at run time, and all that they can become. One that is not listed here fails a test.</summary>
    private static readonly Dictionary<string, string[]> Composed = new()
    {
        ["target.problem.{Kind}"] = Names<TargetProblemKind>("target.problem."),
        ["wrong-host.reason.{route.Scope}"] = ["wrong-host.reason.Multicast", "wrong-host.reason.Reserved", "wrong-host.reason.Unspecified"],
        ["no-route.summary.{missing.Kind}"] = ["no-route.summary.Blackhole", "no-route.summary.Prohibited", "no-route.summary.Unreachable"],
        ["no-route.reason.{missing.Kind}"] = ["no-route.reason.Blackhole", "no-route.reason.Prohibited", "no-route.reason.Unreachable"],
        ["stage.tls.{tls.Result}"] = Names<TlsResult>("stage.tls."),
        ["stage.skipped.{fact.Reason}"] = [.. Names<FactReason>("stage.skipped.").Except(["stage.skipped.None"])],
        // Exchanges without a connection are not told.
        ["stage.protocol.asked.{result}"] =
            [.. Names<ExchangeResult>("stage.protocol.asked.").Except(["stage.protocol.asked.NotConnected"]), "stage.protocol.asked.Http", "stage.protocol.asked.Tls"],
        ["stage.protocol.listened.{result}"] =
            [.. Names<ExchangeResult>("stage.protocol.listened.").Except(["stage.protocol.listened.NotConnected"]), "stage.protocol.listened.Http"],
        ["protocol.{protocol}"] = ["protocol.http-proxy", "protocol.echo", "protocol.text", "protocol.length-prefixed"],
        ["report.outcome.{diagnosis.Outcome.ToCode()}"] = [.. Enum.GetValues<ConnectionOutcome>().Select(outcome => $"report.outcome.{outcome.ToCode()}")],
        ["report.likelihood.{cause.Likelihood.ToCode()}"] = [.. Enum.GetValues<Likelihood>().Select(likelihood => $"report.likelihood.{likelihood.ToCode()}")],
        ["report.actor.{remedy.Actor.ToCode()}"] = [.. Enum.GetValues<RemedyActor>().Select(actor => $"report.actor.{actor.ToCode()}")],
        ["report.stage.{stage.Stage.ToCode()}"] = [.. Enum.GetValues<Stage>().Select(stage => $"report.stage.{stage.ToCode()}")],
        ["report.actor.{actor.Key.ToCode()}"] = [.. Enum.GetValues<RemedyActor>().Select(actor => $"report.actor.{actor.ToCode()}")],
        ["report.actor.{check.Actor.ToCode()}"] = [.. Enum.GetValues<RemedyActor>().Select(actor => $"report.actor.{actor.ToCode()}")],
        ["report.status.{stage.Status.ToCode()}"] = [.. Enum.GetValues<StageStatus>().Select(status => $"report.status.{status.ToCode()}")],
        // A code of somebody's own has no texts: both are asked for before they are used.
        ["{cause.Code}.title"] = [],
        ["{code}.{part}"] = [],
    };

    /// <summary>The methods whose first argument is an id.</summary>
    private static readonly string[] TakesId = ["Of", "Render", "Has", "Text", "Heading"];

    private static readonly Dictionary<string, string> English = Read("Messages.resx");

    public static TheoryData<string> Satellites => new(Directory.EnumerateFiles(Folder, "Messages.*.resx").Select(file => Path.GetFileName(file)!));

    private static string Folder => Path.Combine(RepositoryRoot.Core, "Texts");

    [Fact]
    public void Every_id_that_the_code_names_has_a_text()
    {
        HashSet<string> prefixes = [.. English.Keys.Select(key => key[..key.IndexOf('.', StringComparison.Ordinal)])];
        string[] ids = [.. Literals().Where(literal => IdPattern().IsMatch(literal) && prefixes.Contains(literal[..literal.IndexOf('.', StringComparison.Ordinal)])).Distinct()];

        ids.Should().HaveCountGreaterThan(150, "the scan has to find them");
        ids.Where(id => !English.ContainsKey(id)).Should().BeEmpty();
    }

    [Fact]
    public void Every_id_given_to_a_message_is_written_so_that_it_can_be_checked()
    {
        // Directly, by a choice between texts, by a variable or method whose literals the test above finds, or composed as listed.
        foreach (InterpolatedStringExpressionSyntax composed in FirstArguments().OfType<InterpolatedStringExpressionSyntax>())
        {
            string pattern = string.Concat(composed.Contents.Select(content => content.ToString()));
            Composed.Should().ContainKey(pattern);
        }
    }

    [Fact]
    public void Every_composed_id_has_a_text_for_each_value() => Composed.Values.SelectMany(ids => ids).Where(id => !English.ContainsKey(id)).Should().BeEmpty();

    [Fact]
    public void Every_composed_id_is_still_composed_somewhere()
    {
        HashSet<string> found =
            [.. FirstArguments().OfType<InterpolatedStringExpressionSyntax>().Concat(Trees().SelectMany(root => root.DescendantNodes().OfType<InterpolatedStringExpressionSyntax>()))
                .Select(composed => string.Concat(composed.Contents.Select(content => content.ToString())))];

        Composed.Keys.Should().BeSubsetOf(found);
    }

    [Fact]
    public void Every_cause_has_a_name_for_people()
    {
        foreach (CauseCode code in CauseCode.WellKnown)
        {
            English.Should().ContainKey($"{code}.title");
            CauseTexts.Title(code).In(Language.English).Should().NotBe(code.Value == "unknown" ? "" : code.Value);
        }
    }

    [Fact]
    public void No_text_is_empty_or_has_odd_blanks() =>
        English.Where(text => !text.Key.EndsWith(".separator", StringComparison.Ordinal) && !text.Key.EndsWith(".advice", StringComparison.Ordinal)).Should().OnlyContain(text => text.Value.Length > 0 && text.Value == text.Value.Trim() && !text.Value.Contains("  "));

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Satellites))]
    public void A_translation_has_the_same_texts(string file)
    {
        Dictionary<string, string> translated = Read(file);

        translated.Keys.Should().BeEquivalentTo(English.Keys);
        translated.Values.Should().OnlyContain(text => text.Length > 0);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Satellites))]
    public void A_translation_has_the_same_placeholders(string file)
    {
        foreach ((string key, string text) in Read(file).Where(text => English.ContainsKey(text.Key)))
        {
            Placeholders(text).Should().BeEquivalentTo(Placeholders(English[key]), "of {0} in {1}", key, file);
        }
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.[A-Za-z0-9-]+)+$")]
    private static partial Regex IdPattern();

    [GeneratedRegex(@"\{[a-z]+\}")]
    private static partial Regex Placeholder();

    private static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(match => match.Value).Distinct();

    private static string[] Names<T>(string prefix)
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => prefix + name)];

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Folder, file)).Root!.Elements("data")
        .ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")!.Value);

    private static IEnumerable<SyntaxNode> Trees() =>
        RepositoryRoot.SourcesOf(RepositoryRoot.Core).Select(source => CSharpSyntaxTree.ParseText(source.Text).GetRoot());

    private static IEnumerable<string> Literals() => Trees().SelectMany(root => root.DescendantNodes()).OfType<LiteralExpressionSyntax>()
        .Where(literal => literal.IsKind(SyntaxKind.StringLiteralExpression)).Select(literal => literal.Token.ValueText);

    private static IEnumerable<ExpressionSyntax> FirstArguments() => Trees().SelectMany(root => root.DescendantNodes()).OfType<InvocationExpressionSyntax>()
        .Where(call => call.ArgumentList.Arguments.Count > 0 && TakesId.Contains(NameOf(call.Expression)))
        .Select(call => call.ArgumentList.Arguments[0].Expression);

    private static string NameOf(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.Text: "Of", Expression: not IdentifierNameSyntax { Identifier.Text: "Message" } } => "",
        MemberAccessExpressionSyntax member => member.Name.Identifier.Text,
        IdentifierNameSyntax { Identifier.Text: not "Of" } name => name.Identifier.Text,
        _ => "",
    };
}
