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
        ["host"] = evidence => evidence with { Host = default },
        ["path"] = evidence => evidence with { Path = default },
        ["local ports"] = evidence => evidence with { LocalPorts = default },
        ["container's host"] = evidence => evidence with { ContainerHost = default },
        ["transfer"] = evidence => evidence with { Transfer = default },
        ["other ports"] = evidence => evidence with { Host = Of(evidence.Host, host => host with { Ports = [] }) },
        ["ping"] = evidence => evidence with { Host = Of(evidence.Host, host => host with { Ping = default }) },
        ["next hop"] = evidence => evidence with { Host = Of(evidence.Host, host => host with { NextHop = default }) },
        ["other addresses of the name"] = evidence => evidence with { Host = Of(evidence.Host, host => host with { Alternates = [] }) },
        ["reverse name"] = evidence => evidence with { Host = Of(evidence.Host, host => host with { ReverseName = null }) },
        ["comparisons"] = evidence => evidence with { Path = Of(evidence.Path, path => path with { Controls = [], LocalSend = null }) },
        ["name servers"] = evidence => evidence with { Names = Of(evidence.Names, names => names with { NameServers = [] }) },
        ["count of connections"] = evidence => evidence with { LocalPorts = Of(evidence.LocalPorts, ports => ports with { Connections = null }) },
        ["range of ports"] = evidence => evidence with { LocalPorts = Of(evidence.LocalPorts, ports => ports with { FirstPort = null, LastPort = null }) },
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

    /// <summary>Without the scenes in which a cause is confirmed: it leaves the others unsaid.</summary>
    public static TheoryData<string, string> NamesAndNewFacts =>
        new(Scenes.All.Keys.Where(name => !Confirmed(Scenes.All[name].Diagnose()).Any()).SelectMany(name => new[] { "host", "path", "local ports", "container's host", "transfer" }.Select(fact => (name, fact))));

    [Theory]
    [MemberData(nameof(NamesAndFacts))]
    public void Knowing_less_never_confirms_more(string scene, string fact)
    {
        Scene whole = Scenes.All[scene];
        HashSet<CauseCode> confirmed = [.. Confirmed(whole.Diagnose())];

        Diagnosis poorer = Scene.Of(whole.Evidence.Target.Text).With(_ => Forgetting[fact](whole.Evidence)).Diagnose();

        Confirmed(poorer).Should().BeSubsetOf(confirmed);
    }

    [Theory]
    [MemberData(nameof(NamesAndNewFacts))]
    public void Without_a_look_around_nothing_gets_likely_but_what_the_look_had_spoken_against(string scene, string fact)
    {
        Scene whole = Scenes.All[scene];
        Diagnosis known = whole.Diagnose();
        HashSet<CauseCode> spokenAgainst = [.. known.RuledOutCodes(), .. scene == "ports free" ? [CauseCode.EphemeralPortsExhausted] : Array.Empty<CauseCode>()];

        Diagnosis poorer = Scene.Of(whole.Evidence.Target.Text).With(_ => Forgetting[fact](whole.Evidence)).Diagnose();

        Surer(poorer).Except(Surer(known)).Except(spokenAgainst).Should().BeEmpty();
    }

    private static IEnumerable<CauseCode> Surer(Diagnosis diagnosis) =>
        diagnosis.Causes.Where(cause => cause.Likelihood >= Likelihood.Likely).Select(cause => cause.Code);

    private static Fact<T> Of<T>(Fact<T> fact, Func<T, T> change)
        where T : class => fact.IsMeasured ? Fact<T>.Measured(change(fact.Value)) : fact;

    private static IEnumerable<CauseCode> Confirmed(Diagnosis diagnosis) =>
        diagnosis.Causes.Where(cause => cause.Likelihood == Likelihood.Confirmed).Select(cause => cause.Code);
}
