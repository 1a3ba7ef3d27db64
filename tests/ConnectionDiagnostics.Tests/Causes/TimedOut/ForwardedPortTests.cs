using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.TimedOut;

/// <summary>
/// A port that is passed on (DNAT, a container, a service address) to a machine that is gone: the error of the machine that looked for it bears the dialled
/// address after translation, and looks like a filter's.
/// </summary>
public class ForwardedPortTests
{
    [Theory]
    [InlineData("11.22.33.44:8080", "11.22.33.44", 3, 1)]
    [InlineData("127.0.0.1:8080", "127.0.0.1", 3, 1)]
    [InlineData("[2a00::8]:8080", "2a00::8", 1, 3)]
    public void A_host_that_says_so_after_it_has_looked_for_another_one_passes_the_port_on(string target, string address, int type, int code)
    {
        Diagnosis diagnosis = Of(target).Unreachable(address, Icmp(type, code, address)).Diagnose();

        diagnosis.Ranking().Should().StartWith(["host-down likely", "server-firewall possible"]);
        diagnosis.Causes[0].Summary.Should().Contain("passes port 8080 on to another machine");
        diagnosis.RuledOutCodes().Should().NotContain(CauseCode.HostDown);
        diagnosis.NextChecks.Should().Contain(check => check.Separates.Contains(CauseCode.HostDown) && check.Separates.Contains(CauseCode.ServerFirewall));
    }

    [Theory]
    [InlineData(799, "server-firewall likely")]
    [InlineData(800, "host-down likely")]
    public void One_that_says_so_at_once_has_not_looked(double milliseconds, string first) =>
        Of("11.22.33.44:8080").Dialled("11.22.33.44", System.Net.Sockets.SocketError.HostUnreachable, milliseconds, icmp: [Icmp(3, 1, "11.22.33.44")]).Diagnose()
            .Ranking().Should().StartWith([first]).And.NotContain(cause => cause.EndsWith("confirmed", StringComparison.Ordinal));

    [Fact]
    public void A_routers_word_is_its_own() =>
        Of("11.22.33.44:8080").Unreachable("11.22.33.44", Icmp(3, 1, "11.22.33.1")).Diagnose().The(CauseCode.HostDown).Summary.Should().NotContain("passes port");
}
