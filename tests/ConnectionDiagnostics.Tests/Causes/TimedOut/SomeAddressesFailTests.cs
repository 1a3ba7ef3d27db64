using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.TimedOut;

public class SomeAddressesFailTests
{
    [Theory]
    [InlineData(SocketError.TimedOut)]
    [InlineData(SocketError.ConnectionRefused)]
    [InlineData(SocketError.NetworkUnreachable)]
    public void An_address_that_fails_beside_one_that_works_is_a_remark(SocketError error)
    {
        Diagnosis diagnosis = Of("tcp://server.example:80").ResolvesTo("8.8.4.4", "8.8.8.8").Dialled("8.8.4.4", error).Connects("8.8.8.8").Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Ranking().Should().Equal("some-addresses-fail confirmed");
    }

    [Fact]
    public void An_address_that_answered_a_later_attempt_works() =>
        Of("tcp://server.example:80").ResolvesTo("8.8.4.4", "8.8.8.8").Dialled("8.8.4.4", SocketError.TimedOut).Dialled("8.8.4.4", SocketError.Success).Connects("8.8.8.8")
            .Diagnose().Causes.Should().BeEmpty();

    [Fact]
    public void Where_all_fail_it_is_not_some() =>
        Of("server.example:80").ResolvesTo("8.8.4.4", "8.8.8.8").TimedOut("8.8.4.4").Refused("8.8.8.8").Diagnose()
            .LikelihoodOf(CauseCode.SomeAddressesFail).Should().BeNull();
}
