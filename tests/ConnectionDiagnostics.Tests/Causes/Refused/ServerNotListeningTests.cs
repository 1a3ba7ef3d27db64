using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Refused;

public class ServerNotListeningTests
{
    private static Scene Confirmed => Of("198.51.100.7:8080").Refused("198.51.100.7").Listens(At("127.0.0.1:22")).HasNeighbours();

    private static readonly Dictionary<string, Func<Scene, Scene>> Changes = new()
    {
        ["the table was not read"] = scene => scene.With(evidence => evidence with { Listeners = default }),
        ["nobody looked at the other ports"] = scene => scene.With(evidence => evidence with { Neighbours = default }),
        ["another port serves what is wanted"] = scene => scene.HasNeighbours(("198.51.100.7:8081", true)),
        ["container software may forward the port"] = scene => scene.AlsoHas("docker0", "172.17.0.1"),
        ["somebody listens on the port elsewhere"] = scene => scene.Listens(At("127.0.0.1:8080")),
        ["an ICMP error refused"] = scene => scene.With(evidence => evidence with { Connect = default }).Refused("198.51.100.7", Icmp(3, 3, "198.51.100.7")),
        ["nobody answered"] = scene => scene.With(evidence => evidence with { Connect = default }).TimedOut("198.51.100.7"),
        ["the address is another machine's"] = scene => scene.Routed(route => route with { IsOwn = false }),
        ["the routes are not known"] = scene => scene.With(evidence => evidence with { Routes = default }),
    };

    public static TheoryData<string> Facts => new(Changes.Keys);

    [Fact]
    public void Without_a_listener_here_it_is_confirmed() => Confirmed.Diagnose().Ranking().Should().Equal("server-not-listening confirmed");

    [Theory]
    [MemberData(nameof(Facts))]
    public void One_fact_takes_the_confirmation_away(string fact) =>
        Changes[fact](Confirmed).Diagnose().LikelihoodOf(CauseCode.ServerNotListening).Should().NotBe(Likelihood.Confirmed, fact);

    [Fact]
    public void A_name_that_only_the_hosts_file_leads_here_may_be_meant_elsewhere()
    {
        Scene scene = Of("server.example:8080").ResolvesTo("127.0.0.1").Refused("127.0.0.1").Listens().HasNeighbours().HostsEntry("127.0.0.1");

        scene.Diagnose().LikelihoodOf(CauseCode.ServerNotListening).Should().Be(Likelihood.Confirmed);
        scene.NameServerSays("10.0.0.53", "8.8.8.8").Diagnose().LikelihoodOf(CauseCode.ServerNotListening).Should().Be(Likelihood.Likely);
    }

    [Fact]
    public void In_a_container_whose_host_serves_the_port_it_is_not_the_only_explanation()
    {
        Scene scene = Of("127.0.0.1:8080").InContainer().Refused("127.0.0.1").Listens().HasNeighbours();

        scene.Diagnose().LikelihoodOf(CauseCode.ServerNotListening).Should().Be(Likelihood.Likely, "the host was not asked");
        scene.ContainerHost("172.17.0.1", SocketError.ConnectionRefused).Diagnose().LikelihoodOf(CauseCode.ServerNotListening).Should().Be(Likelihood.Confirmed);
        scene.ContainerHost("172.17.0.1", SocketError.Success).Diagnose().LikelihoodOf(CauseCode.ServerNotListening).Should().Be(Likelihood.Likely);
    }

    [Fact]
    public void From_afar_it_ties_with_what_looks_the_same()
    {
        Diagnosis diagnosis = Of("8.8.8.8:8080").Refused("8.8.8.8").HasPorts(HostPorts.Open(22), HostPorts.Closed(8443)).Pings().Diagnose();

        diagnosis.Causes.Select(cause => cause.Likelihood).Should().OnlyContain(likelihood => likelihood == Likelihood.Possible);
        diagnosis.Causes[0].Code.Should().Be(CauseCode.ServerNotListening);
        diagnosis.Causes.Select(cause => cause.Code).Should().Contain([CauseCode.BoundToOtherAddress, CauseCode.WrongPort, CauseCode.ServerFirewall]);
    }
}
