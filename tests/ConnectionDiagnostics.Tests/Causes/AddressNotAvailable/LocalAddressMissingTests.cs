using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.AddressNotAvailable;

public class LocalAddressMissingTests
{
    private static Scene Confirmed => Of("8.8.8.8:80").BoundTo("10.9.9.9").Dialled("8.8.8.8", SocketError.AddressNotAvailable, atBind: true);

    [Fact]
    public void A_bind_to_an_address_that_nobody_has_here_confirms_it() => Confirmed.Diagnose().Ranking().Should().Equal("local-address-missing confirmed");

    [Fact]
    public void An_own_address_rules_it_out() => Confirmed.AlsoHas("eth1", "10.9.9.9").Diagnose().RuledOutCodes().Should().Contain(CauseCode.LocalAddressMissing);

    [Fact]
    public void A_failure_after_the_bind_takes_the_confirmation_away() =>
        Of("8.8.8.8:80").BoundTo("10.9.9.9").Dialled("8.8.8.8", SocketError.AddressNotAvailable).Diagnose()
            .LikelihoodOf(CauseCode.LocalAddressMissing).Should().BeNull();

    [Fact]
    public void A_port_that_is_in_use_takes_the_confirmation_away() =>
        Of("8.8.8.8:80").BoundTo("10.9.9.9").Dialled("8.8.8.8", SocketError.AddressAlreadyInUse, atBind: true).Diagnose()
            .LikelihoodOf(CauseCode.LocalAddressMissing).Should().BeNull();

    [Fact]
    public void A_local_address_of_the_other_family_confirms_it() =>
        Of("[2a00::8]:80").BoundTo("198.51.100.7").AlsoHas("eth0", "2a00::7").Dialled("2a00::8", SocketError.InvalidArgument, atBind: true).Diagnose()
            .Ranking().Should().Equal("local-address-missing confirmed");

    [Fact]
    public void Where_one_address_has_the_family_it_does_not() =>
        Of("server.example:80").ResolvesTo("2a00::8", "8.8.8.8").BoundTo("198.51.100.7").Dialled("2a00::8", SocketError.InvalidArgument, atBind: true)
            .Dialled("8.8.8.8", SocketError.AddressNotAvailable).Diagnose().LikelihoodOf(CauseCode.LocalAddressMissing).Should().NotBe(Likelihood.Confirmed);
}
