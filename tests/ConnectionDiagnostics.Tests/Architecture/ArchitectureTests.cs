using static ConnectionDiagnostics.Tests.Architecture.RoomChecker;

namespace ConnectionDiagnostics.Tests.Architecture;

/// <summary>Who may touch whom. If a change needs more rooms than this, the house is wrong: say so, and mend it.</summary>
public class ArchitectureTests
{
    private static readonly string[] Rooms =
        ["", "Targets", "Failures", "Probes", "Platform", "Evidence", "Knowledge", "Causes", "Stages", "Texts", "Reports", "Telemetry", "Sharing", "Wrapping"];

    private static readonly RoomChecker Core = new(RepositoryRoot.SourcesOf(RepositoryRoot.Core));

    /// <summary>What each room may see besides itself and the plain vocabulary of the root (codes, outcomes, likelihoods, protocols).</summary>
    public static TheoryData<string, string[]> Allowed => new()
    {
        { "Texts", [] },
        // Facts about the world: published address ranges, ports, panels.
        { "Knowledge", [] },
        { "Targets", ["Texts"] },
        { "Failures", [] },
        // TargetProblem is part of a target's evidence; protocols are named by Texts in EvidenceReading.
        { "Evidence", ["Targets", "Texts"] },
        // FailureTable turns an attempt's error into its outcome.
        { "Causes", ["Evidence", "Texts", "Targets", "Failures", "Knowledge"] },
        { "Stages", ["Evidence", "Texts", "Targets"] },
        // A diagnosis holds its evidence: how long the failed attempt took is read from there.
        { "Reports", ["Evidence", "Texts", "Targets"] },
        { "Platform", ["Evidence"] },
        { "Probes", ["Evidence", "Targets", "Failures", "Platform", "Telemetry", "Knowledge"] },
        // Tags name causes of the catalogue only: others would not be bounded.
        { "Telemetry", ["Targets", "Evidence"] },
        // The failure is part of what makes two requests the same.
        { "Sharing", ["Failures", "Targets", "Texts"] },
        { "Wrapping", ["Failures", "Targets", "Evidence", "Probes", "Causes", "Texts"] },
    };

    /// <summary>Of the root, what a room may see: words that everybody shares, and what the room is there for.</summary>
    public static TheoryData<string, string[]> AllowedOfRoot => new()
    {
        { "Texts", ["WireProtocol"] },
        { "Knowledge", [] },
        { "Targets", ["WireProtocol"] },
        { "Failures", ["ConnectionOutcome"] },
        { "Evidence", ["WireProtocol", "ConnectionOutcome", "Stage", "DiagnosisDepth"] },
        { "Causes", ["WireProtocol", "ConnectionOutcome", "Stage", "CauseCode", "Likelihood", "RemedyActor", "Codes", "DiagnosisDepth", "ErrorMessage"] },
        { "Stages", ["WireProtocol", "ConnectionOutcome", "Stage", "StageReport", "StageStatus", "Codes"] },
        {
            "Reports",
            [
                "Diagnosis", "Cause", "CauseCode", "RuledOutCause", "NextCheck", "Remedy", "RemedyActor", "Likelihood", "ConnectionOutcome", "Stage", "StageReport",
                "StageStatus", "Codes", "CauseExplanation", "ErrorMessage",
            ]
        },
        { "Platform", [] },
        { "Probes", ["WireProtocol", "Stage", "Codes", "DiagnosisRequest", "ConnectionDiagnoserOptions", "ConnectionOutcome", "DiagnosisDepth", "TargetPolicy"] },
        { "Telemetry", ["Diagnosis", "Cause", "CauseCode", "Codes", "ConnectionOutcome"] },
        { "Sharing", ["ConnectionDiagnoserOptions", "ConnectionOutcome", "DiagnosisRequest", "Diagnosis", "SweepOptions"] },
        { "Wrapping", ["Diagnosis", "DiagnosisBuilder", "DiagnosisRequest", "IConnectionDiagnoser", "ConnectionFailedException", "ConnectionOutcome"] },
    };

    [Fact]
    public void The_sources_compile_but_for_what_generators_add() =>
        // Partial members that the logging, interop and JSON generators implement, and the context's generated base members.
        Core.Errors.Where(error => !GeneratedLater.Any(code => error.StartsWith(code, StringComparison.Ordinal))).Should().BeEmpty();

    [Fact]
    public void Every_room_is_known() => Core.Touches.Select(touch => touch.Room).Distinct().Should().BeEquivalentTo(Rooms);

    [Theory]
    [MemberData(nameof(Allowed))]
    public void A_room_touches_only_the_rooms_it_may(string room, string[] allowed) =>
        Core.Touches.Where(touch => touch.Room == room && touch.Into is { Length: > 0 } into && into != room && !allowed.Contains(into))
            .Distinct().Should().BeEmpty();

    [Theory]
    [MemberData(nameof(AllowedOfRoot))]
    public void A_room_touches_only_what_it_may_of_the_root(string room, string[] allowed) =>
        Core.Touches.Where(touch => touch.Room == room && touch.Into == "" && !allowed.Contains(touch.Type["ConnectionDiagnostics.".Length..]))
            .Distinct().Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Allowed))]
    public void What_a_room_may_touch_is_no_more_than_it_does(string room, string[] allowed) =>
        allowed.Except(Core.Touches.Where(touch => touch.Room == room).Select(touch => touch.Into ?? "")).Should().BeEmpty();

    [Theory]
    [InlineData("Causes")]
    [InlineData("Knowledge")]
    [InlineData("Stages")]
    [InlineData("Reports")]
    [InlineData("Texts")]
    [InlineData("Evidence")]
    public void Pure_rooms_know_no_socket_clock_file_or_process(string room)
    {
        string[] forbidden =
        [
            "System.Net.Sockets.Socket", "System.Net.Sockets.NetworkStream", "System.Net.Dns", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.DateTime",
            "System.IO.File", "System.IO.Directory", "System.Diagnostics.Process", "System.Environment", "System.Random", "System.Threading.Tasks.Task",
            "System.Threading.Thread", "System.Console",
        ];

        // UtcDateTime of a DateTimeOffset is formatted, no clock is asked.
        Core.Touches.Where(touch => touch.Room == room && forbidden.Contains(touch.Type) && !(touch.Type == "System.DateTime" && touch.File == "Texts/Sentences.cs"))
            .Distinct().Should().BeEmpty();
    }

    [Fact]
    public void The_platform_is_touched_by_probes_and_the_diagnoser_only() =>
        Core.Touches.Where(touch => touch.Into == "Platform" && touch.Room is not ("Platform" or "Probes") && touch.File != "ConnectionDiagnoser.cs")
            .Distinct().Should().BeEmpty();

    [Fact]
    public void No_room_knows_the_add_on_packages()
    {
        string[] known = ["System", "Microsoft.Win32", "Microsoft.Extensions.Logging.Abstractions", "DnsClient", "Rooms", "mscorlib", "netstandard"];

        Core.Touches.Where(touch => !known.Any(name => touch.Assembly == name || touch.Assembly.StartsWith(name + ".", StringComparison.Ordinal)))
            .Distinct().Should().BeEmpty();
    }

    [Fact]
    public void Every_file_holds_one_type_and_is_named_like_it() => Core.FilesNotNamedLikeTheirType().Should().BeEmpty();

    [Fact]
    public void The_checker_finds_what_it_looks_for()
    {
        var house = new RoomChecker(
        [
            ("Probes/Dial.cs", "namespace House; public static class Dial { public static int Count => 1; }"),
            ("Texts/Words.cs", "namespace House; public static class Words { public static string All => \"\"; }"),
            ("Causes/Rule.cs", "namespace House; public class Rule { public int A => Dial.Count; public string B => Words.All; object C() => new System.Diagnostics.Stopwatch(); }"),
            ("Causes/Other.cs", "namespace House; public class Another { } public class Two { System.Net.Sockets.Socket? S; }"),
            ("Root.cs", "namespace House; public class Root { Rule R = new(); }"),
        ]);

        house.Errors.Should().BeEmpty();
        house.Touches.Should().Contain(new Touch("Causes/Rule.cs", "Causes", "House.Dial", "Probes", "Rooms"));
        house.Touches.Should().Contain(touch => touch.Room == "Causes" && touch.Type == "System.Diagnostics.Stopwatch");
        house.Touches.Should().Contain(touch => touch.Room == "Causes" && touch.Type == "System.Net.Sockets.Socket");
        house.Touches.Should().Contain(touch => touch.Room == "" && touch.Into == "Causes");
        house.Touches.Should().NotContain(touch => touch.Room == "Texts" && touch.Into != "Texts" && touch.Into != null);
        house.FilesNotNamedLikeTheirType().Should().Equal("Causes/Other.cs: Another, Two");
    }

    /// <summary>CS8795: partial member without its part; CS0534 and CS7036: the JSON context's generated constructor and members; CS1061: its generated properties.</summary>
    private static readonly string[] GeneratedLater = ["CS8795", "CS0534 Reports/ReportJsonContext.cs", "CS0534 Evidence/EvidenceJsonContext.cs", "CS0117 Evidence/EvidenceFile.cs", "CS7036", "CS1061 Reports/ReportJson.cs", "CS1729 Reports/ReportJson.cs"];
}
