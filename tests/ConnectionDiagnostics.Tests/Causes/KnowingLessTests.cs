namespace ConnectionDiagnostics.Tests.Causes;

/// <summary>A fact that is taken away may make a cause less sure, and never surer.</summary>
public class KnowingLessTests
{
    private static readonly Dictionary<string, Func<ConnectionEvidence, ConnectionEvidence>> Forgetting = new()
    {
        ["environment"] = evidence => evidence with { Environment = default },
        ["listeners"] = evidence => evidence with { Listeners = default },
        ["names"] = evidence => evidence with { Names = default },
        ["routes"] = evidence => evidence with { Routes = default },
        ["connect"] = evidence => evidence with { Connect = default },
        ["tls"] = evidence => evidence with { Tls = default },
        ["protocol"] = evidence => evidence with { Protocol = default },
        ["neighbours"] = evidence => evidence with { Neighbours = default },
        ["what else was said"] = evidence => evidence.Protocol.Value is { } protocol
            ? evidence with { Protocol = Fact<ProtocolEvidence>.Measured(protocol with { Others = [] }) }
            : evidence,
        ["ICMP errors"] = evidence => evidence.Connect.Value is { } connect
            ? evidence with
            {
                Connect = Fact<ConnectEvidence>.Measured(connect with { Attempts = [.. connect.Attempts.Select(attempt => attempt with { IcmpErrors = null })] }),
            }
            : evidence,
        ["queues"] = evidence => evidence.Listeners.Value is { } table
            ? evidence with
            {
                Listeners = Fact<ListenerTable>.Measured(table with
                {
                    Listeners = [.. table.Listeners.Select(listener => listener with { QueueLength = null, QueueLimit = null, IPv6Only = null })],
                }),
            }
            : evidence,
    };

    public static TheoryData<string, string> NamesAndFacts =>
        new(Scenes.All.Keys.SelectMany(name => Forgetting.Keys.Select(fact => (name, fact))));

    [Theory]
    [MemberData(nameof(NamesAndFacts))]
    public void Knowing_less_never_confirms_more(string scene, string fact)
    {
        Scene whole = Scenes.All[scene];
        HashSet<CauseCode> confirmed = [.. Confirmed(whole.Diagnose())];

        Diagnosis poorer = Scene.Of(whole.Evidence.Target.Text).With(_ => Forgetting[fact](whole.Evidence)).Diagnose();

        Confirmed(poorer).Should().BeSubsetOf(confirmed);
    }

    private static IEnumerable<CauseCode> Confirmed(Diagnosis diagnosis) =>
        diagnosis.Causes.Where(cause => cause.Likelihood == Likelihood.Confirmed).Select(cause => cause.Code);
}
