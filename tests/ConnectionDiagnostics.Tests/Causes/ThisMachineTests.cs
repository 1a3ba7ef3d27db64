using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes;

public class ThisMachineTests
{
    [Fact]
    public void No_descriptor_left_is_confirmed()
    {
        Diagnosis diagnosis = Of("8.8.8.8:80").Dialled("8.8.8.8", SocketError.TooManyOpenSockets).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.ResourceExhausted);
        diagnosis.Ranking().Should().Equal("file-descriptors-exhausted confirmed");
    }

    [Fact]
    public void No_descriptor_left_for_the_resolver_is_confirmed_too() =>
        Of("server.example:80").HasNoName(SocketError.TooManyOpenSockets).Diagnose().Ranking().Should().Equal("file-descriptors-exhausted confirmed");

    [Fact]
    public void No_buffer_is_not_no_descriptor()
    {
        Diagnosis diagnosis = Of("8.8.8.8:80").Dialled("8.8.8.8", SocketError.NoBufferSpaceAvailable).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.ResourceExhausted);
        diagnosis.Ranking().Should().Equal("unknown possible");
    }

    [Theory]
    [InlineData("host:99999", "99999")]
    [InlineData("", "host:port")]
    public void An_unreadable_target_is_its_own_cause(string target, string part)
    {
        Diagnosis diagnosis = Of(target).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.InvalidTarget);
        diagnosis.Ranking().Should().Equal("invalid-target confirmed");
        diagnosis.Causes[0].Summary.Should().Contain(part);
        diagnosis.RuledOut.Should().BeEmpty();
    }

    [Fact]
    public void What_nothing_explains_is_unknown()
    {
        Diagnosis diagnosis = Of("8.8.8.8:80").Connects().Diagnose();
        diagnosis = Diagnosis.FromEvidence(diagnosis.Evidence with { Connect = Fact<ConnectEvidence>.NotMeasured(FactReason.Failed) });

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Timeout);
        diagnosis.Ranking().Should().Equal("unknown possible");
        diagnosis.Causes[0].Summary.Should().Contain("tcp://8.8.8.8:80");
    }

    [Fact]
    public void Nothing_is_unknown_about_a_connection_that_works() => Of("tcp://8.8.8.8:80").Connects().Diagnose().Causes.Should().BeEmpty();
}
