using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Refused;

/// <summary>An application that dials a port of its own machine, and listens on others itself.</summary>
public class OwnProcessNeighbourTests
{
    [Fact]
    public void A_web_application_that_calls_another_one_is_not_told_that_it_is_that_one()
    {
        Diagnosis diagnosis = BesideServer("http://127.0.0.1:5002/orders", 200, isOwn: true);

        diagnosis.Ranking().Should().StartWith(["server-not-listening likely", "wrong-port possible"]);
        diagnosis.The(CauseCode.WrongPort).Reasons.Should().Contain(reason => reason.Contains("this process' own"));
    }

    [Fact]
    public void Another_web_server_is_as_likely_the_wanted_one_as_not() =>
        BesideServer("http://127.0.0.1:5002/orders", 200, isOwn: false).Ranking().Should().StartWith(["wrong-port likely", "server-not-listening likely"]);

    [Fact]
    public void A_web_server_that_has_no_page_to_show_is_less_likely_the_wanted_one() =>
        BesideServer("http://127.0.0.1:5002/orders", 404, isOwn: false).Ranking().Should().StartWith(["server-not-listening likely", "wrong-port possible"]);

    [Fact]
    public void A_rare_protocol_is_hardly_served_by_chance_not_even_by_oneself() =>
        BesideServer("ws://127.0.0.1:5002/chat", 101, isOwn: true).Ranking().Should().StartWith(["wrong-port likely"]);

    private static Diagnosis BesideServer(string target, int status, bool isOwn) =>
        Of(target).Refused("127.0.0.1").Listens(At("127.0.0.1:5001", "shop")).HasNeighbours(("127.0.0.1:5001", true)).With(evidence => evidence with
        {
            Neighbours = Fact<NeighbourEvidence>.Measured(new NeighbourEvidence
            {
                Ports = [evidence.Neighbours.Value!.Ports[0] with
                {
                    IsOwnProcess = isOwn,
                    Exchange = new ProtocolExchange { Result = ExchangeResult.Answered, Detected = WireProtocol.Http, Http = new HttpAnswer { Version = "HTTP/1.1", Status = status } },
                }],
            }),
        }).Diagnose();
}
