namespace ConnectionDiagnostics.Tests.Probes.Routes;

public class ThisNetworkTests
{
    [Fact]
    public async Task Only_0_0_0_0_of_its_network_means_this_machine() =>
        // Linux routes the rest of 0.0.0.0/8 like any other address since 5.3.
        (await RouteProbeTests.IsOwnAsync("0.1.2.3")).Should().BeFalse();
}
