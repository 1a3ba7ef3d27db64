using System.Net;
using ConnectionDiagnostics.Probes.Surroundings;
using ConnectionDiagnostics.Tests.Probes.Scripted;

namespace ConnectionDiagnostics.Tests.Probes.Surroundings;

/// <summary>Where name servers lead to other addresses than the system's resolver did, those are dialled too.</summary>
public class AlternatesTests
{
    [Fact]
    public async Task At_most_two_addresses_that_were_not_dialled_yet_are_dialled_once()
    {
        await using var server = new LoopbackNameServer("198.51.100.9", "198.51.100.20", "198.51.100.21", "198.51.100.22");
        await using var bench = new Bench("tcp://server.example:80", server.Options);
        bench.System.On((_, _) => true, ScriptedAnswer.Refuses());
        ConnectionEvidence evidence = Scene.Of(bench.Target).ResolvesTo("198.51.100.9").TimedOut("198.51.100.9").Evidence;

        ConnectionEvidence seen = await new SurroundingsProbe().RunAsync(evidence, bench.Session, Bench.Cancellation);

        seen.Host.Value!.Alternates.Select(attempt => attempt.Address).Should().Equal(IPAddress.Parse("198.51.100.20"), IPAddress.Parse("198.51.100.21"));
        bench.Dialled.Where(dialled => dialled.StartsWith("198.51.100.2", StringComparison.Ordinal)).Should().Equal("198.51.100.20:80", "198.51.100.21:80");
        seen.Names.Value!.NameServers.Should().ContainSingle();
    }
}
