using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes;

public class RankingTests
{
    private static readonly CauseCode Own = new("own-cause");

    [Fact]
    public void The_order_is_by_likelihood_then_weight_then_order_of_rules()
    {
        Diagnosis diagnosis = Of("11.22.33.44:80").TimedOut("11.22.33.44").Diagnose(
            new Rule(new CauseCode("second-likely"), scales => { scales.Consider(Prior.Usual, "b"); scales.For(Strength.Medium, "r"); }),
            new Rule(new CauseCode("first-likely"), scales => { scales.Consider(Prior.Usual, "a"); scales.For(Strength.Strong, "r"); }),
            new Rule(new CauseCode("third-likely"), scales => { scales.Consider(Prior.Usual, "c"); scales.For(Strength.Medium, "r"); }));

        diagnosis.Ranking().Should().StartWith(["first-likely likely", "second-likely likely", "third-likely likely", "server-firewall possible"]);
    }

    [Fact]
    public void The_order_is_the_same_every_time()
    {
        foreach (Scene scene in Scenes.All.Values)
        {
            scene.Diagnose().ToJson().Should().Be(scene.Diagnose().ToJson());
        }
    }

    [Fact]
    public void Likelihoods_never_rise_down_the_list_but_for_remarks()
    {
        CauseCode[] remarks = [CauseCode.SomeAddressesFail, CauseCode.NotReproduced];
        foreach ((string name, Scene scene) in Scenes.All)
        {
            scene.Diagnose().Causes.Where(cause => !remarks.Contains(cause.Code)).Select(cause => cause.Likelihood)
                .Should().BeInDescendingOrder("of {0}", name);
        }
    }

    [Fact]
    public void A_confirmed_cause_drops_mere_possibilities_and_leaves_other_confirmed_ones()
    {
        Diagnosis diagnosis = Of("11.22.33.44:80").TimedOut("11.22.33.44").Diagnose(
            new Rule(Own, scales => scales.Confirm("own", "reason")), new Rule(new CauseCode("other-cause"), scales => scales.Confirm("other", "reason")));

        diagnosis.Ranking().Should().Equal("own-cause confirmed", "other-cause confirmed");
    }

    [Fact]
    public void Remarks_stay_beside_a_confirmed_cause_and_come_last()
    {
        Diagnosis diagnosis = Of("https://server.example/").ResolvesTo("8.8.4.4", "11.22.33.44").TimedOut("8.8.4.4").Connects("11.22.33.44")
            .Tls(TlsResult.CertificateInvalid, tls => tls with { NameMatches = false }).Diagnose();

        diagnosis.Ranking().Should().Equal("tls-name-mismatch confirmed", "some-addresses-fail confirmed");
    }

    [Fact]
    public void A_remark_alone_does_not_explain_a_failure() =>
        Of("server.example:80")
            .Diagnose(new Rule(Own, scales => { scales.Remark(); scales.Confirm("own", "reason"); }))
            .Ranking().Should().Equal("unknown possible", "own-cause confirmed");

    [Fact]
    public void What_is_too_unlikely_is_not_named()
    {
        Diagnosis diagnosis = Of("11.22.33.44:80").TimedOut("11.22.33.44")
            .Diagnose(new Rule(Own, scales => { scales.Consider(Prior.Rare, "own"); scales.Against(Strength.Weak, "reason"); }));

        diagnosis.LikelihoodOf(Own).Should().BeNull();
    }

    [Theory]
    [InlineData(Prior.Usual, null, Likelihood.Possible)]
    [InlineData(Prior.Usual, Strength.Weak, Likelihood.Likely)]
    [InlineData(Prior.Common, Strength.Weak, Likelihood.Possible)]
    [InlineData(Prior.Common, Strength.Medium, Likelihood.Likely)]
    [InlineData(Prior.Uncommon, Strength.Medium, Likelihood.Possible)]
    [InlineData(Prior.Uncommon, Strength.Strong, Likelihood.Likely)]
    [InlineData(Prior.Rare, null, Likelihood.Possible)]
    [InlineData(Prior.Rare, Strength.Strong, Likelihood.Possible)]
    public void A_prior_and_a_reason_make_a_likelihood_and_never_confirm(Prior prior, Strength? strength, Likelihood likelihood)
    {
        Diagnosis diagnosis = Of("11.22.33.44:80").TimedOut("11.22.33.44").Diagnose(new Rule(Own, scales =>
        {
            scales.Consider(prior, "own");
            if (strength is { } given)
            {
                scales.For(given, "reason");
            }
        }));

        diagnosis.LikelihoodOf(Own).Should().Be(likelihood);
    }

    [Fact]
    public void Reasons_come_strongest_first_and_the_decisive_one_before_all()
    {
        Diagnosis diagnosis = Of("11.22.33.44:80").TimedOut("11.22.33.44").Diagnose(new Rule(Own, scales =>
        {
            scales.For(Strength.Weak, "weak");
            scales.Against(Strength.Strong, "strong against");
            scales.For(Strength.Medium, "medium");
            scales.For(Strength.Weak, "weak too");
            scales.Confirm("own", "decisive");
        }));

        diagnosis.The(Own).Reasons.Should().Equal("decisive", "strong against", "medium", "weak", "weak too");
    }

    [Fact]
    public void What_is_ruled_out_is_no_cause_even_when_confirmed()
    {
        Diagnosis diagnosis = Of("11.22.33.44:80").TimedOut("11.22.33.44")
            .Diagnose(new Rule(Own, scales => { scales.Confirm("own", "reason"); scales.RuleOut("contradicted"); scales.RuleOut("again"); }));

        diagnosis.LikelihoodOf(Own).Should().BeNull();
        diagnosis.RuledOut.Single(cause => cause.Code == Own).Because.Should().Be("contradicted");
    }

    [Fact]
    public void What_is_a_cause_by_one_rule_is_not_ruled_out_by_another()
    {
        Diagnosis diagnosis = Of("11.22.33.44:80").TimedOut("11.22.33.44")
            .Diagnose(new Rule(Own, scales => scales.Consider(Prior.Usual, "own")), new Rule(Own, scales => scales.RuleOut("contradicted")));

        diagnosis.LikelihoodOf(Own).Should().Be(Likelihood.Possible);
        diagnosis.RuledOutCodes().Should().NotContain(Own);
    }

    [Fact]
    public void A_rule_that_touches_nothing_does_not_appear()
    {
        Diagnosis diagnosis = Of("11.22.33.44:80").TimedOut("11.22.33.44").Diagnose(new Rule(Own, _ => { }));

        diagnosis.LikelihoodOf(Own).Should().BeNull();
        diagnosis.RuledOutCodes().Should().NotContain(Own);
    }

    [Theory]
    [InlineData(false, false, 1)]
    [InlineData(true, false, 0)]
    [InlineData(false, true, 0)]
    public void A_next_check_is_offered_only_while_both_causes_are_left(bool confirmed, bool otherRuledOut, int checks)
    {
        var other = new CauseCode("other-cause");
        Diagnosis diagnosis = Of("11.22.33.44:80").Dialled("11.22.33.44", SocketError.MessageSize).Diagnose(
            new Rule(Own, scales =>
            {
                scales.Consider(Prior.Usual, "own");
                scales.SeparateFrom(other, RemedyActor.Network, "look", "command");
                if (confirmed)
                {
                    scales.Confirm("own", "reason");
                }
            }),
            new Rule(other, scales =>
            {
                scales.Consider(Prior.Usual, "other");
                if (otherRuledOut)
                {
                    scales.RuleOut("no");
                }
            }));

        diagnosis.NextChecks.Should().HaveCount(checks);
        diagnosis.NextChecks.All(check => check.Separates[0] == Own && check.Separates[1] == other
            && check.Actor == RemedyActor.Network && check.Text == "look" && check.Command == "command").Should().BeTrue();
    }

    [Theory]
    [InlineData(SocketError.TooManyOpenSockets, SocketError.ConnectionRefused, ConnectionOutcome.Refused)]
    [InlineData(SocketError.TimedOut, SocketError.ConnectionRefused, ConnectionOutcome.Refused)]
    [InlineData(SocketError.HostUnreachable, SocketError.ConnectionRefused, ConnectionOutcome.Refused)]
    [InlineData(SocketError.HostUnreachable, SocketError.TimedOut, ConnectionOutcome.Timeout)]
    [InlineData(SocketError.NetworkUnreachable, SocketError.NetworkUnreachable, ConnectionOutcome.Unreachable)]
    public void Of_several_addresses_the_answer_that_says_most_decides(SocketError first, SocketError second, ConnectionOutcome outcome)
    {
        Of("server.example:80").ResolvesTo("8.8.4.4", "11.22.33.44").Dialled("8.8.4.4", first).Dialled("11.22.33.44", second).Diagnose().Outcome.Should().Be(outcome);
        Of("server.example:80").ResolvesTo("8.8.4.4", "11.22.33.44").Dialled("8.8.4.4", second).Dialled("11.22.33.44", first).Diagnose().Outcome.Should().Be(outcome);
    }

    [Fact]
    public void Without_any_measurement_the_report_decides_the_outcome()
    {
        Of("server.example:80").Reported(ConnectionOutcome.Refused).Diagnose().Outcome.Should().Be(ConnectionOutcome.Refused);
        Of("server.example:80").Diagnose().Outcome.Should().Be(ConnectionOutcome.Timeout);
    }

    private sealed class Rule(CauseCode code, Action<CauseScales> weigh) : ICauseRule
    {
        public CauseCode Code => code;

        public void Weigh(ConnectionEvidence evidence, CauseScales scales) => weigh(scales);
    }
}
