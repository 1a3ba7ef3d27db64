using ConnectionDiagnostics.Probes.Surroundings;

namespace ConnectionDiagnostics.Tests.Probes.Surroundings;

public class HostPortChoiceTests
{
    [Theory]
    [InlineData("tcp://server:80")]
    [InlineData("tcp://server:22")]
    [InlineData("tcp://server:8443")]
    [InlineData("http://server:3000")]
    [InlineData("https://server")]
    [InlineData("ws://server:443")]
    [InlineData("redis://server:6380")]
    [InlineData("mqtt://server:10000")]
    [InlineData("ssh://server")]
    [InlineData("ssh://server:2222")]
    [InlineData("smtp://server:2525")]
    public void At_most_six_are_dialled_each_once_and_the_dialled_one_not_again(string target)
    {
        var parsed = ConnectionTarget.Parse(target);

        IReadOnlyList<(int Port, HostPortRole Role)> ports = HostPortChoice.Choose(parsed);

        ports.Should().HaveCountLessThanOrEqualTo(6).And.OnlyHaveUniqueItems(port => port.Port);
        ports.Should().NotContain(port => port.Port == parsed.Port);
        ports.Select(port => Order(port.Role)).Should().BeInAscendingOrder("usual ports come first, panels last");
        ports.Should().ContainSingle(port => port.Role == HostPortRole.CommonPort);
    }

    [Fact]
    public void Usual_ports_of_the_service_come_first() =>
        HostPortChoice.Choose(ConnectionTarget.Parse("redis://server:6380"))[0].Should().Be((6379, HostPortRole.UsualPort));

    [Theory]
    [InlineData("http://server:8081", 8080)]
    [InlineData("http://server:81", 80)]
    public void Of_several_usual_ports_those_come_first_that_are_easily_mistyped(string target, int first) => Choose(target).Should().StartWith([first]);

    [Fact]
    public void A_service_with_an_unknown_protocol_has_no_usual_port() =>
        HostPortChoice.Choose(ConnectionTarget.Parse("tcp://server:9999")).Should().NotContain(port => port.Role == HostPortRole.UsualPort);

    [Theory]
    [InlineData("tcp://server:22", 443)]
    [InlineData("tcp://server:443", 22)]
    [InlineData("ssh://server:2022", 443)]
    public void Where_the_common_port_is_dialled_already_the_other_one_stands_for_it(string target, int common) =>
        HostPortChoice.Choose(ConnectionTarget.Parse(target)).Should().Contain((common, HostPortRole.CommonPort));

    private static IEnumerable<int> Choose(string target) => HostPortChoice.Choose(ConnectionTarget.Parse(target)).Select(port => port.Port);

    private static int Order(HostPortRole role) => role switch { HostPortRole.UsualPort => 0, HostPortRole.CommonPort => 1, _ => 2 };
}
