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
}
