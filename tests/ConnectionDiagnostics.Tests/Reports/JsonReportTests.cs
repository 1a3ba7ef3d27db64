using System.Text.Json;

namespace ConnectionDiagnostics.Tests.Reports;

/// <summary>The JSON object is a public contract: keys, their order and their types.</summary>
public class JsonReportTests
{
    private static readonly Diagnosis Made = new()
    {
        Target = ConnectionTarget.Parse("ws://10.0.0.5:8081/?token=secret"),
        Outcome = ConnectionOutcome.Refused,
        Causes =
        [
            new Cause
            {
                Code = CauseCode.WrongPort,
                Likelihood = Likelihood.Likely,
                Summary = "Nothing listens on 8081, but a WebSocket server answers on 8080.",
                Reasons = ["Port 8080 answers."],
                Remedies =
                [
                    new Remedy { Actor = RemedyActor.Client, Text = "Dial 8080.", Command = "conndiag ws://10.0.0.5:8080/" },
                    new Remedy { Actor = RemedyActor.Network, Text = "Forward 8081." },
                ],
            },
        ],
        RuledOut = [new RuledOutCause { Code = CauseCode.HostDown, Title = "host down", Because = "10.0.0.5 answered" }],
        NextChecks = [new NextCheck { Separates = [CauseCode.ServerFirewall, CauseCode.ServerBacklogFull], Actor = RemedyActor.Server, Text = "Look.", Command = "ss" }],
        Stages =
        [
            new StageReport
            {
                Stage = Stage.NameResolution, Status = StageStatus.Passed, Detail = "10.0.0.5 is an address already",
                Start = TimeSpan.FromMilliseconds(0.24), Duration = TimeSpan.FromMilliseconds(3.06),
            },
        ],
        Detected = "http",
        Duration = TimeSpan.FromMilliseconds(41.84),
        Evidence = Scene.Of("ws://10.0.0.5:8081/").Evidence,
    };

    [Fact]
    public void The_object_is_exactly_that_of_the_contract() => Made.ToJson().Should().Be(
        """
        {"schemaVersion":1,"target":"ws://10.0.0.5:8081/?…","outcome":"refused","causes":[{"code":"wrong-port","likelihood":"likely",
        "summary":"Nothing listens on 8081, but a WebSocket server answers on 8080.","reasons":["Port 8080 answers."],
        "remedies":[{"actor":"client","text":"Dial 8080.","command":"conndiag ws://10.0.0.5:8080/"},{"actor":"network","text":"Forward 8081."}]}],
        "ruledOut":[{"code":"host-down","because":"10.0.0.5 answered"}],
        "nextChecks":[{"separates":["server-firewall","server-backlog-full"],"actor":"server","text":"Look.","command":"ss"}],
        "stages":[{"stage":"name-resolution","status":"passed","startMs":0.2,"durationMs":3.1,"detail":"10.0.0.5 is an address already"}],
        "detected":"http","durationMs":41.8}
        """.ReplaceLineEndings(""));

    [Fact]
    public void What_was_not_detected_is_null_and_not_left_out()
    {
        using var json = JsonDocument.Parse((Made with { Detected = null }).ToJson());

        json.RootElement.GetProperty("detected").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Fact]
    public void A_link_to_help_is_there_only_when_there_is_one()
    {
        Diagnosis linked = Made with { Causes = [Made.Causes[0] with { HelpLink = new Uri("https://example.com/causes#wrong-port") }] };

        Made.ToJson().Should().NotContain("helpLink");
        linked.ToJson().Should().Contain("\"helpLink\":\"https://example.com/causes#wrong-port\"");
    }

    [Fact]
    public void Indented_it_is_the_same_object()
    {
        using var compact = JsonDocument.Parse(Made.ToJson());
        using var indented = JsonDocument.Parse(Made.ToJson(indented: true));

        JsonElement.DeepEquals(compact.RootElement, indented.RootElement).Should().BeTrue();
        Made.ToJson().Should().NotContain("\n");
        Made.ToJson(indented: true).Should().Contain("\n");
    }

    [Fact]
    public void Letters_of_every_script_stay_readable_and_markup_and_control_characters_do_not()
    {
        string json = (Made with { Causes = [Made.Causes[0] with { Summary = "Grüße 例え <script> \u001B[31m \uD800" }] }).ToJson();

        json.Should().Contain("Grüße 例え").And.NotContain("<script>").And.NotContain("\u001B");
        new Action(() => JsonDocument.Parse(json).Dispose()).Should().NotThrow();
    }

    [Theory]
    [MemberData(nameof(Scenes.Names), MemberType = typeof(Scenes))]
    public void Every_diagnosis_has_the_contracts_shape(string scene)
    {
        using var json = JsonDocument.Parse(Scenes.All[scene].Diagnose().ToJson());

        Keys(json.RootElement).Should()
            .Equal("schemaVersion", "target", "outcome", "causes", "ruledOut", "nextChecks", "stages", "detected", "durationMs");
        foreach (JsonElement cause in json.RootElement.GetProperty("causes").EnumerateArray())
        {
            Keys(cause).Should().Equal("code", "likelihood", "summary", "reasons", "remedies");
            cause.GetProperty("likelihood").GetString().Should().BeOneOf("confirmed", "likely", "possible");
            foreach (JsonElement remedy in cause.GetProperty("remedies").EnumerateArray())
            {
                remedy.GetProperty("actor").GetString().Should().BeOneOf("client", "server", "network");
            }
        }

        json.RootElement.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("stage").GetString()).Should()
            .Equal("target", "environment", "name-resolution", "route", "connect", "tls", "protocol");
    }

    [Fact]
    public void Null_is_no_diagnosis()
    {
        Action json = () => DiagnosisRendering.ToJson(null!);
        Action text = () => DiagnosisRendering.ToText(null!);
        Action writer = () => Made.WriteTo(null!);

        json.Should().Throw<ArgumentNullException>();
        text.Should().Throw<ArgumentNullException>();
        writer.Should().Throw<ArgumentNullException>();
    }

    private static IEnumerable<string> Keys(JsonElement element) => element.EnumerateObject().Select(property => property.Name);
}
