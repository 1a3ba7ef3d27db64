using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Refused;

/// <summary>A name that leads to this machine's loopback: by DNS that is a sinkhole, or a record that somebody made for their own tests.</summary>
public class LedToLoopbackTests
{
    [Theory]
    [InlineData("localhost", Likelihood.Confirmed)]
    [InlineData("shop.localhost", Likelihood.Confirmed)]
    [InlineData("ads.example", Likelihood.Likely)]
    public void Only_of_the_machines_own_names_it_is_certain_that_this_machine_is_meant(string host, Likelihood likelihood) =>
        Of($"tcp://{host}:8080").ResolvesTo("127.0.0.1").Refused("127.0.0.1").Listens().HasNeighbours().Diagnose()
            .LikelihoodOf(CauseCode.ServerNotListening).Should().Be(likelihood);
}
