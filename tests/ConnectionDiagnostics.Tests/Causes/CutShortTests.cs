using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes;

/// <summary>Accepted is not connected where the scheme needs more.</summary>
public class CutShortTests
{
    [Theory]
    [InlineData("http://8.8.8.8/", ConnectionOutcome.Timeout)]
    [InlineData("ws://8.8.8.8/", ConnectionOutcome.Timeout)]
    [InlineData("redis://8.8.8.8", ConnectionOutcome.Timeout)]
    [InlineData("tls://8.8.8.8:443", ConnectionOutcome.Timeout)]
    [InlineData("tcp://8.8.8.8:80", ConnectionOutcome.Connected)]
    public void A_scheme_that_was_cut_short_by_the_deadline_does_not_work(string target, ConnectionOutcome expected)
    {
        Diagnosis diagnosis = Of(target).Connects().With(evidence => evidence with
        {
            Tls = target.StartsWith("tls", StringComparison.Ordinal) ? Fact<TlsEvidence>.NotMeasured(FactReason.DeadlineReached) : Fact<TlsEvidence>.Skipped(FactReason.NotNeeded),
            Protocol = target.StartsWith("tcp", StringComparison.Ordinal)
                ? Fact<ProtocolEvidence>.Skipped(FactReason.NotNeeded)
                : Fact<ProtocolEvidence>.NotMeasured(FactReason.DeadlineReached),
        }).Diagnose();

        diagnosis.Outcome.Should().Be(expected);
    }

    [Fact]
    public void A_protocol_that_is_not_spoken_here_is_accepted_and_no_more()
    {
        Diagnosis diagnosis = Of("mongodb://8.8.8.8").Connects()
            .With(evidence => evidence with { Protocol = Fact<ProtocolEvidence>.Skipped(FactReason.NotSupported) }).Diagnose();

        diagnosis.Stages.Single(stage => stage.Stage == Stage.Protocol).Status.Should().Be(StageStatus.Warned);
        diagnosis.ToString().Should().Contain("accepts connections").And.NotContain("works");
    }
}
