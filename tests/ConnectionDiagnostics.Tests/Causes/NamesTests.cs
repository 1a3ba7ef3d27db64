using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes;

public class NamesTests
{
    [Fact]
    public void A_name_that_every_server_denies_does_not_exist()
    {
        Diagnosis diagnosis = Of("nosuch.example:80")
            .HasNoName(SocketError.HostNotFound, ("8.8.8.8", NameServerResult.NoSuchName), ("8.8.4.4", NameServerResult.NoSuchName)).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.NameResolutionFailed);
        diagnosis.Ranking().Should().Equal("dns-name-not-found confirmed");
        diagnosis.Causes[0].Reasons[0].Should().Contain("8.8.8.8, 8.8.4.4");
        diagnosis.RuledOutCodes().Should().Contain([CauseCode.DnsNoAddress, CauseCode.DnsServerUnreachable]);
    }

    [Fact]
    public void A_name_under_invalid_never_exists()
    {
        Diagnosis diagnosis = Of("server.invalid:80").HasNoName(SocketError.HostNotFound)
            .With(evidence => evidence with { Names = Fact<NameEvidence>.Measured(evidence.Names.Value! with { NeverExists = true }) }).Diagnose();

        diagnosis.Ranking().Should().Equal("dns-name-not-found confirmed");
    }

    [Fact]
    public void The_resolvers_word_alone_confirms_nothing()
    {
        Diagnosis diagnosis = Of("nosuch.example:80").HasNoName(SocketError.HostNotFound).Diagnose();

        diagnosis.Ranking().Should().Equal("dns-name-not-found likely", "dns-no-address possible");
    }

    [Fact]
    public void A_name_that_one_server_knows_is_not_called_missing()
    {
        Diagnosis diagnosis = Of("intern.example:80")
            .HasNoName(SocketError.HostNotFound, ("8.8.8.8", NameServerResult.NoSuchName), ("10.0.0.1", NameServerResult.Addresses)).Diagnose();

        diagnosis.Ranking().Should().Equal("dns-name-not-found likely");
        diagnosis.Causes[0].Summary.Should().Contain("disagree").And.Contain("8.8.8.8").And.Contain("10.0.0.1");
    }

    [Fact]
    public void A_name_without_an_address_is_confirmed_when_every_server_says_so()
    {
        Diagnosis diagnosis = Of("mail.example:80").HasNoName(SocketError.NoData, ("8.8.8.8", NameServerResult.NoAddress)).Diagnose();

        diagnosis.Ranking().Should().Equal("dns-no-address confirmed");
        diagnosis.RuledOutCodes().Should().Contain(CauseCode.DnsNameNotFound);
    }

    [Fact]
    public void A_server_that_fails_is_confirmed_when_all_that_answer_fail()
    {
        Diagnosis diagnosis = Of("server.example:80").HasNoName(SocketError.TryAgain, ("8.8.8.8", NameServerResult.ServerFailure)).Diagnose();

        diagnosis.Ranking().Should().Equal("dns-server-failure confirmed");
        diagnosis.Causes[0].Summary.Should().Contain("SERVFAIL");
        diagnosis.RuledOutCodes().Should().Contain(CauseCode.DnsServerUnreachable);
    }

    [Fact]
    public void A_server_that_fails_beside_one_without_an_address_is_not_confirmed()
    {
        Diagnosis diagnosis = Of("server.example:80")
            .HasNoName(SocketError.TryAgain, ("8.8.8.8", NameServerResult.ServerFailure), ("8.8.4.4", NameServerResult.NoAddress)).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.DnsServerFailure).Should().Be(Likelihood.Likely);
    }

    [Theory]
    [InlineData(SocketError.TryAgain)]
    [InlineData(SocketError.TimedOut)]
    [InlineData(SocketError.NoRecovery)]
    public void Servers_that_all_stay_silent_are_confirmed_to_be_unreachable(SocketError error)
    {
        Diagnosis diagnosis = Of("server.example:80").HasNoName(error, ("10.0.0.1", NameServerResult.NoAnswer)).Diagnose();

        diagnosis.Ranking().Should().Equal("dns-server-unreachable confirmed");
        diagnosis.Causes[0].Summary.Should().Contain("10.0.0.1");
    }

    [Fact]
    public void Without_a_server_to_ask_it_is_only_likely() =>
        Of("server.example:80").HasNoName(SocketError.TryAgain).Diagnose().Ranking().Should().Equal("dns-server-unreachable likely");

    [Fact]
    public void A_silent_server_beside_a_resolver_that_says_no_confirms_nothing() =>
        Of("server.example:80").HasNoName(SocketError.HostNotFound, ("10.0.0.1", NameServerResult.NoAnswer)).Diagnose()
            .Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);

    [Fact]
    public void A_name_outside_the_expected_addresses_points_elsewhere()
    {
        Diagnosis diagnosis = Of("server.example:80").Expecting("10.0.0.0/8").ResolvesTo("8.8.8.8").Refused("8.8.8.8").Diagnose();

        diagnosis.Ranking()[0].Should().Be("dns-points-elsewhere confirmed");
        diagnosis.Causes[0].Summary.Should().Contain("8.8.8.8").And.Contain("10.0.0.0/8");
        diagnosis.LikelihoodOf(CauseCode.ServerNotListening).Should().NotBeNull("the refusal has a cause of its own");
    }

    [Fact]
    public void It_is_a_remark_where_the_connection_works()
    {
        Diagnosis diagnosis = Of("tcp://server.example:80").Expecting("10.0.0.0/8").ResolvesTo("8.8.8.8").Connects().Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Ranking().Should().Equal("dns-points-elsewhere confirmed");
    }

    [Theory]
    [InlineData("8.8.8.8/32")]
    [InlineData("8.0.0.0/8")]
    [InlineData("::/0", "8.8.8.8/32")]
    public void A_name_among_the_expected_addresses_rules_it_out(params string[] expected) =>
        Of("server.example:80").Expecting(expected).ResolvesTo("8.8.8.8", "8.8.4.4").Refused("8.8.8.8").Diagnose()
            .RuledOutCodes().Should().Contain(CauseCode.DnsPointsElsewhere);

    [Fact]
    public void Without_expectations_nothing_points_elsewhere()
    {
        Diagnosis diagnosis = Of("server.example:80").ResolvesTo("8.8.8.8").Refused("8.8.8.8").Diagnose();

        diagnosis.LikelihoodOf(CauseCode.DnsPointsElsewhere).Should().BeNull();
        diagnosis.RuledOutCodes().Should().NotContain(CauseCode.DnsPointsElsewhere);
    }

    [Fact]
    public void Without_a_network_the_name_is_not_blamed() =>
        Of("server.example:80").Offline().HasNoName(SocketError.TryAgain, ("10.0.0.1", NameServerResult.NoAnswer)).Diagnose()
            .Causes[0].Code.Should().Be(CauseCode.NoNetwork);

    [Fact]
    public void A_name_server_that_is_there_and_slow_is_not_called_unreachable()
    {
        Diagnosis diagnosis = Of("server.example:80").HasNoName(SocketError.TryAgain, ("10.0.0.1", NameServerResult.NoAnswer))
            .Answering(answer => answer with { AnswersOtherwise = true }).Diagnose();

        diagnosis.Ranking().Should().Equal("dns-server-failure likely");
        diagnosis.RuledOutCodes().Should().Contain(CauseCode.DnsServerUnreachable);
    }

    [Fact]
    public void One_silent_server_beside_one_without_an_address_confirms_nothing() =>
        Of("mail.example:80").HasNoName(SocketError.NoData, ("8.8.8.8", NameServerResult.NoAddress), ("10.0.0.1", NameServerResult.NoAnswer)).Diagnose()
            .Ranking().Should().Equal("dns-no-address likely");

    [Fact]
    public void A_server_that_says_that_it_blocks_the_name_is_quoted()
    {
        Diagnosis diagnosis = Of("ads.example:80").HasNoName(SocketError.HostNotFound, ("10.0.0.1", NameServerResult.NoSuchName))
            .Answering(answer => answer with { ExtendedErrors = [new ExtendedDnsError { Code = 15, Text = "blocklist" }] }).Diagnose();

        diagnosis.Ranking().Should().Equal("dns-name-not-found confirmed");
        diagnosis.Causes[0].Summary.Should().Contain("blocks");
        diagnosis.Causes[0].Reasons.Should().Contain(reason => reason.Contains("EDE 15 Blocked: blocklist"));
    }

    [Fact]
    public void Addresses_of_a_family_that_this_machine_lacks_are_the_reason_why_the_resolver_gives_none()
    {
        Diagnosis diagnosis = Of("six.example:80").HasNoName(SocketError.NoData, ("10.0.0.1", NameServerResult.Addresses))
            .Answering(answer => answer with { Addresses = [System.Net.IPAddress.Parse("2001:db8::6")] }).Diagnose();

        diagnosis.Ranking().Should().Equal("ipv6-unavailable likely");
    }

    [Fact]
    public void A_short_name_without_a_search_domain_gets_advice_about_it() =>
        Of("db:5432").HasNoName(SocketError.HostNotFound, ("10.0.0.1", NameServerResult.NoSuchName)).Diagnose()
            .Causes[0].Remedies[0].Text.Should().Contain("full name");

    [Fact]
    public void The_zones_own_servers_speak_against_what_is_kept()
    {
        Diagnosis diagnosis = Of("server.example:80").ResolvesTo("8.8.8.8").Refused("8.8.8.8").With(evidence => evidence with
        {
            Names = Fact<NameEvidence>.Measured(evidence.Names.Value! with
            {
                NameServers = [Answer("8.8.8.8", 300)],
                Authorities = [Answer("9.9.9.9", 300)],
            }),
        }).Diagnose();

        Cause elsewhere = diagnosis.Causes.Single(cause => cause.Code == CauseCode.DnsPointsElsewhere);
        elsewhere.Likelihood.Should().NotBe(Likelihood.Confirmed);
        elsewhere.Reasons.Should().Contain(reason => reason.Contains("9.9.9.9") && reason.Contains("300"));
    }

    private static NameServerAnswer Answer(string address, int seconds) => new()
    {
        Server = new System.Net.IPEndPoint(System.Net.IPAddress.Parse("10.0.0.1"), 53),
        Result = NameServerResult.Addresses,
        Addresses = [System.Net.IPAddress.Parse(address)],
        TimeToLive = TimeSpan.FromSeconds(seconds),
    };
}
