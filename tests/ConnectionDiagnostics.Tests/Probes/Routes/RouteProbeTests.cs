using System.Net;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Probes;
using ConnectionDiagnostics.Probes.Routes;

namespace ConnectionDiagnostics.Tests.Probes.Routes;

public class RouteProbeTests
{
    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.9.9.9", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("8.8.8.8", false)]
    [InlineData("198.51.100.7", true)]
    public async Task Tells_which_addresses_are_this_machines(string address, bool isOwn) => (await IsOwnAsync(address)).Should().Be(isOwn);

    internal static async Task<bool> IsOwnAsync(string address)
    {
        ConnectionEvidence evidence = Scene.Of($"{address}:80").Evidence;
        var request = new DiagnosisRequest { Target = ConnectionTarget.Parse($"{address}:80") };
        await using var session = new ProbeSession(request, new ProbeSettings(new ConnectionDiagnoserOptions()), CurrentSystem.Instance);

        ConnectionEvidence seen = await new RouteProbe().RunAsync(evidence, session, TestContext.Current.CancellationToken);

        seen.Routes.Value!.Routes.Should().ContainSingle().Which.Address.Should().Be(IPAddress.Parse(address));
        return seen.Routes.Value.Routes[0].IsOwn;
    }
}
