using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Refused;

public class HostsFileOverrideTests
{
    private static Scene Overridden => Of("server.example:80").ResolvesTo("10.9.9.9").TimedOut("10.9.9.9").HostsEntry("10.9.9.9", line: 12);

    [Fact]
    public void An_address_from_DNS_that_works_makes_it_likely_and_first()
    {
        Diagnosis diagnosis = Overridden.NameServerSays("10.0.0.53", "8.8.8.8").Alternate("8.8.8.8", SocketError.Success).Diagnose();

        diagnosis.Ranking().Should().StartWith(["hosts-file-override likely"]);
        diagnosis.Causes[0].Summary.Should().Contain("12").And.Contain("8.8.8.8");
        diagnosis.LikelihoodOf(CauseCode.DnsPointsElsewhere).Should().BeNull("DNS was not asked");
    }

    [Fact]
    public void DNS_that_says_otherwise_is_reason_enough() =>
        Overridden.NameServerSays("10.0.0.53", "8.8.8.8").Diagnose().LikelihoodOf(CauseCode.HostsFileOverride).Should().Be(Likelihood.Likely);

    [Fact]
    public void DNS_that_says_the_same_rules_it_out() =>
        Overridden.NameServerSays("10.0.0.53", "10.9.9.9").Diagnose().RuledOutCodes().Should().Contain(CauseCode.HostsFileOverride);

    [Fact]
    public void A_name_that_DNS_does_not_have_is_what_the_hosts_file_is_for()
    {
        Diagnosis diagnosis = Overridden.NameServerSays("10.0.0.53").Diagnose();

        diagnosis.LikelihoodOf(CauseCode.HostsFileOverride).Should().BeNull();
        diagnosis.RuledOutCodes().Should().NotContain(CauseCode.HostsFileOverride);
    }

    [Fact]
    public void Name_servers_that_are_silent_say_nothing() =>
        Overridden.NameServerSilent("10.0.0.53").Diagnose().LikelihoodOf(CauseCode.HostsFileOverride).Should().BeNull();

    [Fact]
    public void A_line_for_an_address_that_was_not_dialled_is_not_in_force() =>
        Of("server.example:80").ResolvesTo("10.9.9.9").TimedOut("10.9.9.9").HostsEntry("10.8.8.8").NameServerSays("10.0.0.53", "8.8.8.8").Diagnose()
            .LikelihoodOf(CauseCode.HostsFileOverride).Should().BeNull();

    [Fact]
    public void It_is_never_confirmed() =>
        Overridden.NameServerSays("10.0.0.53", "8.8.8.8").NameServerSays("10.0.0.54", "8.8.8.8").Alternate("8.8.8.8", SocketError.Success).Diagnose()
            .Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
}
