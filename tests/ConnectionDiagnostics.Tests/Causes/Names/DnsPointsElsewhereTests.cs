using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Names;

public class DnsPointsElsewhereTests
{
    private static Scene TimedOutAt => Of("server.example:80").ResolvesTo("10.9.9.9").TimedOut("10.9.9.9");

    [Fact]
    public void Name_servers_that_lead_elsewhere_where_somebody_accepts_make_it_likely()
    {
        Diagnosis diagnosis = TimedOutAt.NameServerSays("10.0.0.53", "8.8.8.8").Alternate("8.8.8.8", SocketError.Success).Diagnose();

        diagnosis.Ranking().Should().StartWith(["dns-points-elsewhere likely"]);
        diagnosis.Causes[0].Summary.Should().Contain("10.9.9.9").And.Contain("8.8.8.8");
    }

    [Fact]
    public void Name_servers_that_disagree_prove_nothing_alone() =>
        TimedOutAt.NameServerSays("10.0.0.53", "8.8.8.8").Alternate("8.8.8.8", SocketError.TimedOut).Diagnose()
            .LikelihoodOf(CauseCode.DnsPointsElsewhere).Should().Be(Likelihood.Possible);

    [Fact]
    public void More_addresses_of_the_same_name_are_no_disagreement() =>
        TimedOutAt.NameServerSays("10.0.0.53", "10.9.9.9", "8.8.8.8").Alternate("8.8.8.8", SocketError.TimedOut).Diagnose()
            .LikelihoodOf(CauseCode.DnsPointsElsewhere).Should().BeNull();

    [Fact]
    public void Name_servers_that_say_the_same_say_nothing() =>
        TimedOutAt.NameServerSays("10.0.0.53", "10.9.9.9").Diagnose().LikelihoodOf(CauseCode.DnsPointsElsewhere).Should().BeNull();

    [Fact]
    public void Where_the_connection_works_name_servers_may_say_what_they_like() =>
        Of("tcp://server.example:80").ResolvesTo("8.8.8.8").Connects().NameServerSays("10.0.0.53", "8.8.4.4").Diagnose().Causes.Should().BeEmpty();

    [Fact]
    public void An_address_that_the_hosts_file_gave_is_not_what_DNS_says()
    {
        Diagnosis diagnosis = Of("server.example:80").Expecting("8.0.0.0/8").ResolvesTo("10.9.9.9").HostsEntry("10.9.9.9").TimedOut("10.9.9.9")
            .NameServerSays("10.0.0.53", "8.8.8.8").Diagnose();

        diagnosis.LikelihoodOf(CauseCode.DnsPointsElsewhere).Should().NotBe(Likelihood.Confirmed);
        diagnosis.Causes[0].Code.Should().Be(CauseCode.HostsFileOverride);
    }
}
