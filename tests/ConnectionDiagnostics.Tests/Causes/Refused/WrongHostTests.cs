using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Refused;

public class WrongHostTests
{
    private static Scene Broadcast => Of("198.51.100.255:80").Routed(RouteKind.Broadcast).Dialled("198.51.100.255", SocketError.AccessDenied);

    [Fact]
    public void A_broadcast_address_is_confirmed_to_be_wrong() => Broadcast.Diagnose().Ranking().Should().Equal("wrong-host confirmed");

    [Fact]
    public void A_multicast_address_is_confirmed_to_be_wrong() =>
        Of("224.0.0.1:80").Dialled("224.0.0.1", SocketError.NetworkUnreachable).Diagnose().Ranking().Should().Equal("wrong-host confirmed");

    [Fact]
    public void Where_the_system_does_not_tell_that_it_is_a_broadcast_address_it_is_not() =>
        Broadcast.Routed(RouteKind.Unknown).Diagnose().LikelihoodOf(CauseCode.WrongHost).Should().NotBe(Likelihood.Confirmed);

    [Fact]
    public void A_group_beside_an_address_that_fails_for_another_reason_is_not_confirmed()
    {
        Diagnosis diagnosis = Of("server.example:80").ResolvesTo("224.0.0.1", "8.8.8.8").Dialled("224.0.0.1", SocketError.NetworkUnreachable)
            .Unreachable("8.8.8.8", Icmp(3, 13, "8.8.8.1")).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.WrongHost).Should().NotBe(Likelihood.Confirmed);
        diagnosis.LikelihoodOf(CauseCode.ServerFirewall).Should().NotBeNull();
    }

    [Fact]
    public void Silence_from_a_reserved_address_makes_it_likely() =>
        Of("240.0.0.1:80").TimedOut("240.0.0.1").Diagnose().LikelihoodOf(CauseCode.WrongHost).Should().Be(Likelihood.Likely);

    [Fact]
    public void The_unspecified_address_is_this_machine_and_hardly_wrong_where_somebody_listens()
    {
        Of("0.0.0.0:80").Refused("0.0.0.0").Listens(At("127.0.0.2:80")).Diagnose().LikelihoodOf(CauseCode.WrongHost).Should().BeNull();
        Of("0.0.0.0:80").Refused("0.0.0.0").Diagnose().LikelihoodOf(CauseCode.WrongHost).Should().Be(Likelihood.Likely);
    }
}
