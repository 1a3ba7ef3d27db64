using System.Globalization;
using ConnectionDiagnostics.Reports;
using ConnectionDiagnostics.Texts;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Reports;

/// <summary>Where the drawing says that the connection fails, for every fault that the lab recorded.</summary>
public class PathPictureTests
{
    /// <summary>To approve new ones run the tests with APPROVE=1 and read the difference.</summary>
    [Fact]
    public void The_place_of_failure_is_the_approved_one()
    {
        string folder = Path.Combine(RepositoryRoot.Path, "tests", "ConnectionDiagnostics.Tests", "Corpus", "Evidence");
        string paths = string.Concat(Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(file =>
            $"{Path.GetFileNameWithoutExtension(file)}: {Show(Diagnosis.FromEvidence(EvidenceFile.Parse(File.ReadAllText(file)), CultureInfo.InvariantCulture))}\n"));
        string approved = Path.Combine(RepositoryRoot.Path, "tests", "ConnectionDiagnostics.Tests", "Reports", "Approved", "paths.txt");
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            File.WriteAllText(approved, paths);
        }

        paths.Should().Be(File.ReadAllText(approved).ReplaceLineEndings("\n"));
    }

    [Theory]
    [MemberData(nameof(Scenes.Names), MemberType = typeof(Scenes))]
    public void It_breaks_at_one_place_at_most_and_nowhere_when_the_connection_works(string scene)
    {
        Diagnosis diagnosis = Scenes.All[scene].Diagnose();
        IReadOnlyList<PathStation> stations = PathPicture.Of(diagnosis, Language.English);

        int breaks = stations.Count(station => station.State == PathState.Failed || station.BrokenBefore is not null);

        breaks.Should().BeLessThanOrEqualTo(diagnosis.Outcome == ConnectionOutcome.Connected ? 0 : 1);
        stations.SkipWhile(station => station.State != PathState.Failed && station.BrokenBefore is null).Skip(1).Should().NotContain(station => station.State != PathState.Unseen && !station.IsAside);
    }

    [Fact]
    public void An_unreadable_target_has_no_way() => PathPicture.Of(Of("host:99999").Diagnose(), Language.English).Should().BeEmpty();

    [Fact]
    public void A_name_that_is_not_found_fails_beside_the_way() => Show(Scenes.All["name not found"].Diagnose())
        .Should().Be("✓ this machine, ✗ (name resolution), · server");

    [Fact]
    public void Many_routers_are_told_as_a_number()
    {
        ConnectAttempt[] hops =
        [
            .. Enumerable.Range(1, 12).Select(i => new ConnectAttempt
            {
                Address = System.Net.IPAddress.Parse("8.8.8.8"), Port = 80, TimeToLive = i, Error = System.Net.Sockets.SocketError.HostUnreachable, IcmpErrors = [Icmp(11, 0, $"9.9.9.{i}")],
            }),
        ];
        Diagnosis diagnosis = Of("8.8.8.8:80").TimedOut("8.8.8.8").With(evidence => evidence with { Path = Fact<PathEvidence>.Measured(new PathEvidence { Hops = hops }) }).Diagnose();

        Show(diagnosis).Should().Be("✓ this machine, ✓ router, ✓ router, ✓ … 8 more routers, ✓ router, ✓ router, ✗ no answer, · server");
    }

    private static string Show(Diagnosis diagnosis) => string.Join(", ", PathPicture.Of(diagnosis, Language.English).SelectMany(station => new[]
    {
        station.BrokenBefore is { } seen ? $"✗ {seen}" : "",
        (station.State switch { PathState.Reached => "✓ ", PathState.Failed => "✗ ", _ => "· " }) + (station.IsAside ? $"({station.Title})" : station.Title),
    }).Where(text => text.Length > 0));
}
