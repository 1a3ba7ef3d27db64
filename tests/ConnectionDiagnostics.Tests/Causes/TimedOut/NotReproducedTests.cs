using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.TimedOut;

/// <summary>What was reported does not happen now: that is known only of what was tried.</summary>
public class NotReproducedTests
{
    [Theory]
    [InlineData(ConnectionOutcome.Refused)]
    [InlineData(ConnectionOutcome.Unreachable)]
    [InlineData(ConnectionOutcome.NameResolutionFailed)]
    [InlineData(ConnectionOutcome.AddressNotAvailable)]
    public void A_connect_that_failed_and_succeeds_now_is_over(ConnectionOutcome reported) =>
        Of("tcp://8.8.8.8:80").Reported(reported).Connects().Diagnose().Ranking().Should().Equal("not-reproduced confirmed");

    [Theory]
    [InlineData(ConnectionOutcome.Reset)]
    [InlineData(ConnectionOutcome.Timeout)]
    [InlineData(ConnectionOutcome.ProtocolMismatch)]
    [InlineData(ConnectionOutcome.TlsFailed)]
    public void What_may_have_come_after_the_connect_is_not_over_because_a_bare_connect_succeeds(ConnectionOutcome reported)
    {
        Diagnosis diagnosis = Of("tcp://8.8.8.8:80").Reported(reported).Connects().Diagnose();

        diagnosis.Ranking().Should().Equal("not-reproduced possible");
        diagnosis.Causes[0].Summary.Should().Contain("accepts connections now").And.NotContain("works");
        diagnosis.Causes[0].Remedies[0].Text.Should().Contain("with the scheme");
    }

    [Fact]
    public void A_handshake_that_failed_is_not_over_because_the_protocol_works_without_TLS() =>
        Of("http://8.8.8.8/").Reported(ConnectionOutcome.TlsFailed).Connects().HearsStatus(200, "OK").Diagnose().Ranking().Should().Equal("not-reproduced possible");

    [Fact]
    public void A_reset_is_over_where_the_protocol_was_spoken() =>
        Of("http://8.8.8.8/").Reported(ConnectionOutcome.Reset).Connects().HearsStatus(200, "OK").Diagnose().Ranking().Should().Equal("not-reproduced confirmed");

    [Fact]
    public void Of_a_bare_port_that_was_listened_to_and_kept_the_connection_no_more_is_known()
    {
        Diagnosis diagnosis = Of("tcp://8.8.8.8:80").Reported(ConnectionOutcome.Reset).Connects().Hears(new ProtocolExchange { Result = ExchangeResult.Silent }).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Ranking().Should().Equal("not-reproduced possible");
        diagnosis.Stages.Should().Contain(stage => stage.Stage == Stage.Protocol && stage.Status == StageStatus.Passed && stage.Detail.Contains("listened"));
    }

    [Theory]
    [InlineData(ExchangeResult.Closed)]
    [InlineData(ExchangeResult.Reset)]
    public void A_bare_port_that_hangs_up_without_a_word_is_the_failure_that_was_reported(ExchangeResult result)
    {
        Diagnosis diagnosis = Of("tcp://8.8.8.8:80").Reported(ConnectionOutcome.Reset).Connects().Hears(new ProtocolExchange { Result = result }).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Reset);
        diagnosis.Ranking().Should().Equal("server-closes-immediately likely");
    }
}
