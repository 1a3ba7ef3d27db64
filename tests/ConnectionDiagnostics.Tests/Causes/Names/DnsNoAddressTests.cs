using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Names;

/// <summary>That a name has no address is sure only when nobody is left who may have one.</summary>
public class DnsNoAddressTests
{
    private const NameServerResult None = NameServerResult.NoAddress;

    private static Scene Denied(SocketError error, params NameServerResult[] results) =>
        Of("mail.example:80").HasNoName(error, [.. results.Select((result, index) => ($"8.8.8.{index + 1}", result))]);

    private static Likelihood? Told(Scene scene) => scene.Diagnose().LikelihoodOf(CauseCode.DnsNoAddress);

    [Theory]
    [InlineData(Likelihood.Confirmed, None)]
    [InlineData(Likelihood.Confirmed, None, None)]
    [InlineData(Likelihood.Likely, None, NameServerResult.NoAnswer)]
    [InlineData(Likelihood.Possible, None, NameServerResult.ServerFailure)]
    [InlineData(Likelihood.Possible, None, NameServerResult.NoSuchName)]
    [InlineData(Likelihood.Possible, None, NameServerResult.Unusable)]
    [InlineData(Likelihood.Possible, None, NameServerResult.Addresses)]
    public void It_is_as_sure_as_the_servers_agree(Likelihood likelihood, params NameServerResult[] results) => Told(Denied(SocketError.NoData, results)).Should().Be(likelihood);

    [Theory]
    [InlineData(SocketError.HostNotFound, Likelihood.Confirmed)]
    [InlineData(SocketError.NoData, Likelihood.Confirmed)]
    [InlineData(SocketError.TryAgain, Likelihood.Likely)]
    public void A_resolver_that_failed_otherwise_leaves_it_open(SocketError error, Likelihood likelihood) => Told(Denied(error, None)).Should().Be(likelihood);

    [Fact]
    public void It_is_told_with_the_servers_and_the_record_to_add()
    {
        Cause cause = Denied(SocketError.NoData, None, None).Diagnose().Causes.Should().ContainSingle().Subject;

        cause.Summary.Should().Be("The name mail.example exists, but has no address: no A and no AAAA record.");
        cause.Reasons[0].Should().Be("8.8.8.1, 8.8.8.2 answered without an error and without an address.");
        Remedy remedy = cause.Remedies.Should().ContainSingle().Subject;
        (remedy.Actor, remedy.Text, remedy.Command).Should().Be((RemedyActor.Network, "Add an A or AAAA record for mail.example:", "dig +short mail.example A mail.example AAAA"));
    }

    [Fact]
    public void An_alias_without_an_address_is_named()
    {
        Denied(SocketError.NoData, None).IsAliasOf("host.example").Diagnose().The(CauseCode.DnsNoAddress)
            .Summary.Should().Be("mail.example is an alias of host.example, which has no address: no A and no AAAA record.");
    }

    [Fact]
    public void Aliases_in_a_circle_are_a_circle_for_every_resolver()
    {
        Scene scene = Denied(SocketError.TryAgain, None, None).Answering(answer => answer with { HasAliasLoop = true, Aliases = ["b.example", "mail.example"] });

        Cause cause = scene.Diagnose().The(CauseCode.DnsNoAddress);

        cause.Likelihood.Should().Be(Likelihood.Confirmed);
        cause.Summary.Should().Be("The aliases of mail.example lead in a circle: mail.example → b.example → mail.example.");
        cause.Reasons[0].Should().Contain("come back to one of themselves");
        Told(scene.Answering(answer => answer.Server.Address.ToString() == "8.8.8.2" ? answer with { HasAliasLoop = false } : answer))
            .Should().Be(Likelihood.Likely, "one server sees no circle");
        Told(scene.Answering(answer => answer.Server.Address.ToString() == "8.8.8.2" ? answer with { Result = NameServerResult.NoAnswer } : answer))
            .Should().Be(Likelihood.Likely, "one server has not said anything");
    }

    [Theory]
    [InlineData(NameServerResult.NoSuchName)]
    [InlineData(NameServerResult.NoSuchName, NameServerResult.NoAnswer)]
    public void A_name_that_all_who_answer_deny_does_not_exist_without_an_address(params NameServerResult[] results)
    {
        Diagnosis diagnosis = Denied(SocketError.HostNotFound, results).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.DnsNoAddress).Should().BeNull();
        diagnosis.RuledOut.Should().ContainSingle(cause => cause.Code == CauseCode.DnsNoAddress).Which.Because.Should().Be("8.8.8.1 says that mail.example does not exist at all");
    }

    [Fact]
    public void A_denial_beside_a_failure_rules_nothing_out()
    {
        Diagnosis diagnosis = Denied(SocketError.HostNotFound, NameServerResult.NoSuchName, NameServerResult.ServerFailure).Diagnose();

        diagnosis.RuledOutCodes().Should().NotContain(CauseCode.DnsNoAddress);
        diagnosis.LikelihoodOf(CauseCode.DnsNoAddress).Should().Be(Likelihood.Possible);
    }

    [Theory]
    [InlineData(SocketError.HostNotFound, true)]
    [InlineData(SocketError.TryAgain, false)]
    public void Silent_servers_leave_the_resolvers_no_ambiguous(SocketError error, bool told)
    {
        Diagnosis diagnosis = Denied(error, NameServerResult.NoAnswer).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.DnsNoAddress).Should().Be(told ? Likelihood.Possible : null);
        diagnosis.RuledOutCodes().Should().NotContain(CauseCode.DnsNoAddress);
    }

    [Fact]
    public void A_server_that_has_addresses_contradicts_it() => Told(Denied(SocketError.HostNotFound, NameServerResult.Addresses)).Should().BeNull();

    [Fact]
    public void A_name_that_never_exists_and_one_of_Tors_are_not_without_an_address()
    {
        Told(Of("abc.onion:80").HasNoName(SocketError.HostNotFound)).Should().BeNull();
        Diagnosis reserved = Of("a.invalid:80").HasNoName(SocketError.HostNotFound, ("8.8.8.8", None)).With(evidence => evidence with
        {
            Names = Fact<NameEvidence>.Measured(evidence.Names.Value! with { NeverExists = true }),
        }).Diagnose();
        reserved.Ranking().Should().Equal("dns-name-not-found confirmed");
        reserved.RuledOutCodes().Should().NotContain([CauseCode.DnsNoAddress, CauseCode.DnsServerUnreachable]);
    }
}
