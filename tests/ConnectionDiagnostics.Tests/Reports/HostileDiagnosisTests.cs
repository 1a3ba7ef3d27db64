namespace ConnectionDiagnostics.Tests.Reports;

public class HostileDiagnosisTests
{
    [Fact]
    public void A_diagnosis_made_by_hand_is_escaped_like_any_other()
    {
        const string Hostile = "\u001B[31mred";
        Diagnosis diagnosis = Scene.Of("8.8.8.8:80").TimedOut("8.8.8.8").Diagnose() with
        {
            Causes =
            [
                new Cause
                {
                    Code = CauseCode.ServerFirewall, Likelihood = Likelihood.Likely, Summary = Hostile, Reasons = [Hostile],
                    Remedies = [new Remedy { Actor = RemedyActor.Client, Text = Hostile, Command = Hostile }],
                },
            ],
        };

        // IReportWriter.Write: "The text has no control characters."
        diagnosis.ToText(verbose: true).Should().NotContain("\u001B");
    }

    [Fact]
    public void A_command_of_a_rule_of_ones_own_is_escaped()
    {
        Diagnosis diagnosis = Scene.Of("8.8.8.8:80").TimedOut("8.8.8.8").Diagnose(new CommandRule());

        diagnosis.ToText(verbose: true).Should().NotContain("\u001B");
    }

    private sealed class CommandRule : ICauseRule
    {
        public CauseCode Code { get; } = new("own-cause");

        public void Weigh(ConnectionEvidence evidence, CauseScales scales)
        {
            scales.Confirm("own", "reason");
            scales.Remedy(RemedyActor.Client, "Restart it:", "restart \u001B[31mname-from-a-peer");
        }
    }
}
