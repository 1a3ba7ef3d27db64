using System.Net;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Names;

/// <summary>That a name leads elsewhere is sure only against what the caller expects; what name servers say among themselves is a hint.</summary>
public class DnsPointsElsewhereWeightTests
{
    private static Likelihood? Told(Scene scene) => scene.Diagnose().LikelihoodOf(CauseCode.DnsPointsElsewhere);

    private static Scene Refused(params string[] addresses)
    {
        Scene scene = Of("server.example:80").ResolvesTo(addresses);
        foreach (string address in addresses)
        {
            scene.Refused(address);
        }

        return scene;
    }

    private static Scene Authorities(Scene scene, params string[] addresses) => scene.With(evidence => evidence with
    {
        Names = Fact<NameEvidence>.Measured(evidence.Names.Value! with
        {
            Authorities =
            [
                new NameServerAnswer { Server = new IPEndPoint(IPAddress.Parse("192.0.2.53"), 53), Result = NameServerResult.Addresses, Addresses = [.. addresses.Select(IPAddress.Parse)] },
            ],
        }),
    });

    [Fact]
    public void An_address_that_is_not_expected_confirms_and_one_among_them_rules_out()
    {
        Refused("8.8.8.8").Expecting("10.0.0.0/8").Diagnose().The(CauseCode.DnsPointsElsewhere).Should().BeEquivalentTo(new
        {
            Likelihood = Likelihood.Confirmed,
            Summary = "server.example resolves to 8.8.8.8; expected was 10.0.0.0/8.",
            Reasons = new[] { "None of its addresses is among the expected ones." },
        });
        Diagnosis among = Refused("8.8.8.8", "10.1.1.1").Expecting("10.0.0.0/8").Diagnose();
        among.LikelihoodOf(CauseCode.DnsPointsElsewhere).Should().BeNull();
        among.RuledOut.Single(cause => cause.Code == CauseCode.DnsPointsElsewhere).Because.Should().Be("server.example resolves to an expected address");
    }

    [Fact]
    public void Where_the_connection_works_an_expected_address_needs_no_word() =>
        Of("tcp://server.example:80").ResolvesTo("10.1.1.1").Expecting("10.0.0.0/8").Connects().Diagnose().RuledOutCodes().Should().NotContain(CauseCode.DnsPointsElsewhere);

    [Fact]
    public void An_address_that_was_dialled_as_such_has_no_name_to_blame() => Told(Of("8.8.8.8:80").Refused("8.8.8.8").Expecting("10.0.0.0/8")).Should().BeNull();

    [Fact]
    public void Proxy_software_that_gives_false_addresses_is_not_DNS()
    {
        Told(Refused("198.18.0.5").Expecting("10.0.0.0/8")).Should().BeNull();
        Told(Refused("198.18.0.5", "8.8.8.8").Expecting("10.0.0.0/8")).Should().Be(Likelihood.Confirmed, "one of them is nobody's but the server's");
    }

    [Fact]
    public void What_the_hosts_file_gives_is_DNS_fault_only_when_DNS_gives_it_too()
    {
        Told(Refused("8.8.8.8").Expecting("10.0.0.0/8").HostsEntry("8.8.8.8")).Should().Be(Likelihood.Likely, "nobody was asked");
        Told(Refused("8.8.8.8").Expecting("10.0.0.0/8").HostsEntry("8.8.8.8").NameServerSays("10.0.0.53", "8.8.8.8")).Should().Be(Likelihood.Confirmed);
        Told(Refused("8.8.8.8").Expecting("10.0.0.0/8").HostsEntry("8.8.8.8").NameServerSays("10.0.0.53", "9.9.9.9")).Should().BeNull("the hosts file alone decides");
        Told(Refused("8.8.8.8").Expecting("10.0.0.0/8").HostsEntry("1.1.1.1")).Should().Be(Likelihood.Confirmed, "that line is not in force");
    }

    [Fact]
    public void Without_expectations_a_hosts_entry_has_a_cause_of_its_own()
    {
        Told(Refused("8.8.8.8").NameServerSays("10.0.0.53", "9.9.9.9")).Should().Be(Likelihood.Possible);
        Told(Refused("8.8.8.8").NameServerSays("10.0.0.53", "9.9.9.9").HostsEntry("8.8.8.8")).Should().BeNull();
    }

    [Fact]
    public void Name_servers_that_disagree_are_told_with_what_each_gives()
    {
        Cause cause = Refused("8.8.8.8").NameServerSays("10.0.0.53", "9.9.9.9").NameServerSays("10.0.0.54", "8.8.8.8").Diagnose().The(CauseCode.DnsPointsElsewhere);

        cause.Likelihood.Should().Be(Likelihood.Possible);
        cause.Summary.Should().Be("server.example led to 8.8.8.8; by other name servers it is 9.9.9.9.");
        cause.Reasons.Should().Equal("The name servers do not agree: 10.0.0.53: 9.9.9.9, 10.0.0.54: 8.8.8.8.");
        Remedy remedy = cause.Remedies.Should().ContainSingle().Subject;
        (remedy.Actor, remedy.Command).Should().Be((RemedyActor.Network, "dig +short server.example A server.example AAAA"));
    }

    [Fact]
    public void An_address_more_that_works_outweighs_servers_that_agree_in_part()
    {
        Cause cause = Refused("8.8.8.8").NameServerSays("10.0.0.53", "8.8.8.8", "9.9.9.9").Alternate("9.9.9.9", System.Net.Sockets.SocketError.Success).Diagnose().The(CauseCode.DnsPointsElsewhere);

        cause.Likelihood.Should().Be(Likelihood.Likely);
        cause.Reasons.Should().Equal("9.9.9.9 accepts on port 80, 8.8.8.8 does not.");
    }

    [Fact]
    public void The_zones_own_servers_weigh_as_much_as_others_and_both_together_make_it_likely()
    {
        Cause alone = Authorities(Refused("8.8.8.8"), "9.9.9.9").Diagnose().The(CauseCode.DnsPointsElsewhere);
        alone.Likelihood.Should().Be(Likelihood.Possible);
        alone.Summary.Should().EndWith("by other name servers it is 9.9.9.9.");
        alone.Reasons.Should().Equal("The name servers responsible for the zone (192.0.2.53) give 9.9.9.9.");

        Told(Authorities(Refused("8.8.8.8").NameServerSays("10.0.0.53", "9.9.9.9"), "9.9.9.9")).Should().Be(Likelihood.Likely);
        Told(Authorities(Refused("8.8.8.8"), "9.9.9.9", "8.8.8.8")).Should().BeNull("they give that address as well");
        Told(Authorities(Refused("8.8.8.8"))).Should().BeNull("they give none");
    }
}
