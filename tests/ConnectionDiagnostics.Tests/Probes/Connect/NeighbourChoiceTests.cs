using ConnectionDiagnostics.Probes.Connect;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Probes.Connect;

public class NeighbourChoiceTests
{
    [Fact]
    public void Usual_ports_come_first_then_those_that_look_alike() =>
        Choose("http://127.0.0.1:8081/", "127.0.0.1:9999", "127.0.0.1:8018", "127.0.0.1:8080", "127.0.0.1:8091").Should().Equal(8080, 8091, 8018, 9999);

    [Fact]
    public void Ports_that_surely_speak_something_else_are_left_alone() =>
        Choose("http://127.0.0.1:8081/", "127.0.0.1:6379", "127.0.0.1:3306", "127.0.0.1:22", "127.0.0.1:443").Should().Equal(443);

    [Fact]
    public void A_listener_that_the_dialled_address_does_not_reach_is_not_asked() =>
        Choose("http://127.0.0.1:8081/", "127.0.0.2:8080", "[::1]:8082", "0.0.0.0:8083").Should().Equal(8083);

    [Fact]
    public void Each_port_is_asked_once() =>
        Choose("http://127.0.0.1:8081/", "127.0.0.1:8080", "0.0.0.0:8080").Should().Equal(8080);

    [Fact]
    public void Who_listens_on_the_dialled_port_at_another_address_is_asked_alone() =>
        Choose("http://127.0.0.1:8081/", "127.0.0.1:8080", "127.0.0.2:8081").Should().Equal(8081);

    [Fact]
    public void Only_so_many_are_asked() =>
        Choose("http://127.0.0.1:8081/", [.. Enumerable.Range(20_000, 50).Select(port => $"127.0.0.1:{port}")]).Should().HaveCount(6);

    [Fact]
    public void Without_a_table_there_is_nobody_to_ask() =>
        NeighbourChoice.Choose(Of("http://127.0.0.1:8081/").Refused("127.0.0.1").Evidence, ConnectionTarget.Parse("http://127.0.0.1:8081/"), 6).Should().BeEmpty();

    private static IEnumerable<int> Choose(string target, params string[] listeners)
    {
        ConnectionEvidence evidence = Of(target).Refused("127.0.0.1").Listens([.. listeners.Select(listener => At(listener))]).Evidence;
        return NeighbourChoice.Choose(evidence, ConnectionTarget.Parse(target), 6).Select(listener => listener.Port);
    }
}
