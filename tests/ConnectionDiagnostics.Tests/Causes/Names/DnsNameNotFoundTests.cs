using System.Net;
using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Names;

/// <summary>A name is called missing for sure only when everybody who was asked says so.</summary>
public class DnsNameNotFoundTests
{
    private const NameServerResult No = NameServerResult.NoSuchName;

    private static Scene Missing(string target, params NameServerResult[] results) => Denied(target, SocketError.HostNotFound, results);

    private static Scene Denied(string target, SocketError error, params NameServerResult[] results) =>
        Of(target).HasNoName(error, [.. results.Select((result, index) => ($"8.8.8.{index + 1}", result))]);

    private static Likelihood? Told(Scene scene) => scene.Diagnose().LikelihoodOf(CauseCode.DnsNameNotFound);

    [Theory]
    [InlineData(NameServerResult.NoAnswer)]
    [InlineData(NameServerResult.ServerFailure)]
    [InlineData(NameServerResult.Unusable)]
    public void One_server_that_denies_it_beside_one_that_fails_is_not_everybody(NameServerResult other)
    {
        Told(Missing("nosuch.example:80", No, No)).Should().Be(Likelihood.Confirmed);
        Cause cause = Missing("nosuch.example:80", No, other).Diagnose().The(CauseCode.DnsNameNotFound);

        cause.Likelihood.Should().Be(Likelihood.Likely);
        cause.Summary.Should().Be("The name nosuch.example is not known to this machine's resolver.");
        cause.Reasons[0].Should().Be("8.8.8.1 answered NXDOMAIN, for A and for AAAA.");
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, Likelihood.Confirmed)]
    [InlineData(SocketError.NoData, Likelihood.Confirmed)]
    [InlineData(SocketError.TryAgain, null)]
    [InlineData(SocketError.TimedOut, null)]
    public void A_resolver_that_did_not_say_no_may_have_failed_otherwise(SocketError error, Likelihood? likelihood) => Told(Denied("nosuch.example:80", error, No)).Should().Be(likelihood);

    [Theory]
    [InlineData(SocketError.HostNotFound, Likelihood.Likely)]
    [InlineData(SocketError.TryAgain, null)]
    public void The_resolvers_word_alone_is_given_as_the_reason(SocketError error, Likelihood? likelihood)
    {
        Diagnosis diagnosis = Denied("nosuch.example:80", error).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.DnsNameNotFound).Should().Be(likelihood);
        if (likelihood is not null)
        {
            diagnosis.The(CauseCode.DnsNameNotFound).Reasons[0].Should().Be("The system's resolver says that there is no such host.");
        }
    }

    [Fact]
    public void Servers_that_only_fail_deny_nothing()
    {
        Cause cause = Missing("nosuch.example:80", NameServerResult.ServerFailure).Diagnose().The(CauseCode.DnsNameNotFound);

        cause.Likelihood.Should().Be(Likelihood.Likely);
        cause.Reasons[0].Should().Be("The system's resolver says that there is no such host.");
    }

    [Theory]
    [InlineData(NameServerResult.NoAddress, "8.8.8.1 knows mail.example")]
    [InlineData(NameServerResult.Addresses, "8.8.8.1 knows mail.example")]
    public void A_server_that_knows_the_name_rules_it_out_when_the_resolver_did_not_deny_it(NameServerResult result, string because)
    {
        Diagnosis diagnosis = Denied("mail.example:80", SocketError.TryAgain, result).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.DnsNameNotFound).Should().BeNull();
        diagnosis.RuledOut.Should().ContainSingle(cause => cause.Code == CauseCode.DnsNameNotFound).Which.Because.Should().Be(because);
    }

    [Fact]
    public void One_server_that_knows_the_name_without_an_address_outweighs_one_that_denies_it()
    {
        Diagnosis diagnosis = Missing("mail.example:80", No, NameServerResult.NoAddress).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.DnsNameNotFound).Should().BeNull();
        diagnosis.RuledOut.Single(cause => cause.Code == CauseCode.DnsNameNotFound).Because.Should().Be("8.8.8.2 knows mail.example");
    }

    [Fact]
    public void An_address_that_only_the_resolver_does_not_know_is_kept_by_it()
    {
        Cause cause = Missing("new.example:80", NameServerResult.Addresses).Diagnose().The(CauseCode.DnsNameNotFound);

        cause.Likelihood.Should().Be(Likelihood.Likely);
        cause.Summary.Should().StartWith("This machine's resolver does not know new.example, while 8.8.8.1");
        cause.Reasons[0].Should().StartWith("Resolvers keep a \"no such name\" for a while");
    }

    [Fact]
    public void Servers_that_disagree_are_told_with_what_each_says()
    {
        Cause cause = Missing("new.example:80", NameServerResult.Addresses, No).Diagnose().The(CauseCode.DnsNameNotFound);

        cause.Likelihood.Should().Be(Likelihood.Likely);
        cause.Summary.Should().StartWith("The name servers disagree: by 8.8.8.2");
        cause.Reasons[0].Should().StartWith("A resolver that has got NXDOMAIN asks no other");
    }

    [Fact]
    public void A_name_whose_only_addresses_this_machine_cannot_use_exists()
    {
        Diagnosis diagnosis = Denied("six.example:80", SocketError.NoData, NameServerResult.Addresses)
            .Answering(answer => answer with { Addresses = [IPAddress.Parse("2001:db8::6")] }).Diagnose();

        diagnosis.RuledOutCodes().Should().Contain(CauseCode.DnsNameNotFound);
    }

    [Fact]
    public void A_reserved_name_never_exists_whatever_a_server_says()
    {
        Cause cause = Missing("server.invalid.:80", NameServerResult.Addresses).With(evidence => evidence with
        {
            Names = Fact<NameEvidence>.Measured(evidence.Names.Value! with { NeverExists = true }),
        }).Diagnose().The(CauseCode.DnsNameNotFound);

        cause.Likelihood.Should().Be(Likelihood.Confirmed);
        cause.Summary.Should().EndWith(".invalid is reserved.");
        cause.Reasons[0].Should().StartWith("Names under .invalid never exist in DNS");
    }

    [Fact]
    public void An_onion_name_needs_Tor_and_no_record()
    {
        Cause cause = Missing("abc.onion:80").Diagnose().Causes.Should().ContainSingle().Subject;

        (cause.Code, cause.Likelihood).Should().Be((CauseCode.DnsNameNotFound, Likelihood.Confirmed));
        cause.Summary.Should().Be("The name abc.onion is reached through Tor only.");
        cause.Remedies.Should().ContainSingle().Which.Text.Should().StartWith("Connect through a Tor client");
        Told(Denied("abc.onion:80", SocketError.TryAgain)).Should().BeNull("the resolver has said nothing");
        Told(Missing("onion:80")).Should().Be(Likelihood.Likely, "only what is under .onion is Tor's");
        Told(Missing("abconion:80")).Should().Be(Likelihood.Likely);
    }

    [Fact]
    public void A_name_under_local_is_for_mDNS_to_deny()
    {
        Cause cause = Missing("printer.LOCAL.:80", No).Diagnose().The(CauseCode.DnsNameNotFound);

        cause.Likelihood.Should().Be(Likelihood.Likely);
        cause.Reasons.Should().Contain(reason => reason.StartsWith("Names under .local are answered by the machines"));
        cause.Remedies[0].Text.Should().StartWith("See whether a machine of this network answers for printer.");
        cause.Remedies[0].Command.Should().StartWith("avahi-resolve --name printer.");
        Missing("printer.example:80", No).Diagnose().The(CauseCode.DnsNameNotFound).Reasons.Should().NotContain(reason => reason.StartsWith("Names under .local"));
    }

    [Fact]
    public void An_alias_that_leads_to_nothing_is_told_by_where_it_leads()
    {
        Scene scene = Missing("www.example:80", No, No).Answering(answer => answer with { Aliases = ["a.example", "gone.example"] });

        Cause cause = scene.Diagnose().The(CauseCode.DnsNameNotFound);

        cause.Likelihood.Should().Be(Likelihood.Confirmed);
        cause.Summary.Should().Be("www.example is an alias of gone.example, and that name does not exist (NXDOMAIN).");
        cause.Reasons[0].Should().EndWith("answered NXDOMAIN at the end of the aliases www.example → a.example → gone.example.");
        scene.Answering(answer => answer.Server.Address.ToString() == "8.8.8.2" ? answer with { Aliases = [] } : answer).Diagnose()
            .The(CauseCode.DnsNameNotFound).Summary.Should().Be("The name www.example does not exist (NXDOMAIN).", "the servers do not agree on the alias");
        Missing("www.example:80", No, NameServerResult.NoAnswer).Answering(answer => answer.Result == No ? answer with { Aliases = ["gone.example"] } : answer).Diagnose()
            .The(CauseCode.DnsNameNotFound).Reasons[0].Should().NotContain("aliases", "one of them has not said anything");
    }

    [Theory]
    [InlineData(14, false)]
    [InlineData(15, true)]
    [InlineData(16, true)]
    [InlineData(17, true)]
    [InlineData(18, true)]
    [InlineData(19, false)]
    public void A_name_is_blocked_when_the_server_says_so(int code, bool blocked)
    {
        Cause cause = Missing("ads.example:80", No).Answering(answer => answer with { ExtendedErrors = [new ExtendedDnsError { Code = code }] }).Diagnose().The(CauseCode.DnsNameNotFound);

        cause.Likelihood.Should().Be(Likelihood.Confirmed);
        cause.Summary.Contains("it blocks the name", StringComparison.Ordinal).Should().Be(blocked);
        cause.Reasons.Any(reason => reason.Contains($"EDE {code}", StringComparison.Ordinal)).Should().Be(blocked);
    }

    [Fact]
    public void A_short_name_is_completed_or_not()
    {
        Cause alone = Missing("db:5432", No).Diagnose().The(CauseCode.DnsNameNotFound);
        alone.Remedies[0].Text.Should().Contain("no search domain is configured");
        alone.Remedies.Select(remedy => (remedy.Actor, remedy.Command)).Should().Equal(
            (RemedyActor.Client, null), (RemedyActor.Client, "dig +short db A db AAAA"), (RemedyActor.Network, null));

        Cause completed = Completed("db.corp.example", "db").Diagnose().The(CauseCode.DnsNameNotFound);
        completed.Remedies[0].Text.Should().Contain("which is completed with corp.example");
        completed.Reasons[0].Should().Be("8.8.8.1, 8.8.8.2 answered NXDOMAIN for each of db.corp.example, db.");
        Completed("db", "db").Diagnose().The(CauseCode.DnsNameNotFound).Reasons[0].Should().Be("8.8.8.1, 8.8.8.2 answered NXDOMAIN, for A and for AAAA.");
        Missing("db.:5432", No).Diagnose().The(CauseCode.DnsNameNotFound).Remedies[0].Text.Should().Contain("short name");
        Missing("db.example:5432", No).Diagnose().The(CauseCode.DnsNameNotFound).Remedies.Should().HaveCount(2, "it is not short");
    }

    private static Scene Completed(params string[] asked) => Missing("db:5432", No, No).With(evidence => evidence with
    {
        Names = Fact<NameEvidence>.Measured(evidence.Names.Value! with
        {
            SearchDomains = ["corp.example"],
            NameServers = [.. evidence.Names.Value.NameServers.Select((answer, index) => answer with { Name = asked[index] })],
        }),
    });
}
