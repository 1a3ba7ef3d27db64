using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes;

public class AddressNotAvailableTests
{
    [Theory]
    [InlineData(SocketError.AddressNotAvailable, false)]
    [InlineData(SocketError.AddressAlreadyInUse, true)]
    public void No_port_to_connect_from_is_likely_exhaustion(SocketError error, bool atBind)
    {
        Diagnosis diagnosis = Of("8.8.8.8:80").Dialled("8.8.8.8", error, atBind: atBind).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.AddressNotAvailable);
        diagnosis.Ranking().Should().Equal("ephemeral-ports-exhausted likely");
    }

    [Fact]
    public void A_bind_to_an_address_that_the_machine_lacks_is_confirmed()
    {
        Diagnosis diagnosis = Of("8.8.8.8:80").BoundTo("10.9.9.9").Dialled("8.8.8.8", SocketError.AddressNotAvailable, atBind: true).Diagnose();

        diagnosis.Ranking().Should().Equal("local-address-missing confirmed");
        diagnosis.Causes[0].Summary.Should().Contain("10.9.9.9");
        diagnosis.Causes[0].Reasons[0].Should().Contain("198.51.100.7");
    }

    [Fact]
    public void A_bind_to_an_own_address_rules_it_out()
    {
        Diagnosis diagnosis = Of("8.8.8.8:80").BoundTo("198.51.100.7").Dialled("8.8.8.8", SocketError.AddressNotAvailable).Diagnose();

        diagnosis.RuledOutCodes().Should().Contain(CauseCode.LocalAddressMissing);
        diagnosis.Ranking().Should().Equal("ephemeral-ports-exhausted likely");
    }

    [Fact]
    public void Without_a_bind_no_local_address_can_be_missing() =>
        Of("8.8.8.8:80").Dialled("8.8.8.8", SocketError.AddressNotAvailable).Diagnose().RuledOutCodes().Should().NotContain(CauseCode.LocalAddressMissing);
}
