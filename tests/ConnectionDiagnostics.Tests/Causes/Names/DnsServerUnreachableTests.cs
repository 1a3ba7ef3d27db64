using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Names;

/// <summary>A name server is called unreachable only when it is silent to us as well, and when the resolver gave up waiting.</summary>
public class DnsServerUnreachableTests
{
    private const NameServerResult Silent = NameServerResult.NoAnswer;

    private static Scene Asking(SocketError error, params NameServerResult[] results) =>
        Of("server.example:80").HasNoName(error, [.. results.Select((result, index) => ($"8.8.8.{index + 1}", result))]);

    private static Likelihood? Told(Scene scene) => scene.Diagnose().LikelihoodOf(CauseCode.DnsServerUnreachable);

    [Theory]
    [InlineData(SocketError.TryAgain, Likelihood.Confirmed, Likelihood.Likely)]
    [InlineData(SocketError.TimedOut, Likelihood.Confirmed, Likelihood.Likely)]
    [InlineData(SocketError.NoRecovery, Likelihood.Confirmed, Likelihood.Likely)]
    [InlineData(SocketError.HostNotFound, null, null)]
    [InlineData(SocketError.NoData, null, null)]
    public void It_takes_a_resolver_that_gave_up_and_servers_that_were_asked(SocketError error, Likelihood? asked, Likelihood? none)
    {
        Told(Asking(error, Silent, Silent)).Should().Be(asked);
        Told(Asking(error)).Should().Be(none);
    }

    [Fact]
    public void All_that_are_silent_are_named_with_where_to_look()
    {
        Cause cause = Asking(SocketError.TimedOut, Silent, Silent).Diagnose().Causes.Should().ContainSingle().Subject;

        cause.Summary.Should().Be("None of the configured name servers answers: 8.8.8.1, 8.8.8.2.");
        cause.Reasons[0].Should().Be("Each was asked directly for server.example, and none answered in time.");
        Remedy remedy = cause.Remedies.Should().ContainSingle().Subject;
        (remedy.Actor, remedy.Command).Should().Be((RemedyActor.Client, "cat /etc/resolv.conf"));
    }

    [Fact]
    public void Without_a_configured_server_only_the_resolvers_word_is_given()
    {
        Cause cause = Asking(SocketError.TryAgain).Diagnose().The(CauseCode.DnsServerUnreachable);

        cause.Summary.Should().Be("No name server answered for server.example.");
        cause.Reasons[0].Should().Be("The system's resolver got no answer.");
    }

    [Fact]
    public void A_port_that_refuses_has_no_name_server_behind_it()
    {
        Scene scene = Asking(SocketError.TryAgain, Silent, Silent).Answering(answer => answer with { Error = SocketError.ConnectionRefused });

        scene.Diagnose().The(CauseCode.DnsServerUnreachable).Reasons[0].Should().StartWith("Nothing listens at the DNS port of 8.8.8.1, 8.8.8.2");
        scene.Answering(answer => answer.Server.Address.ToString() == "8.8.8.2" ? answer with { Error = SocketError.TimedOut } : answer).Diagnose()
            .The(CauseCode.DnsServerUnreachable).Reasons[0].Should().StartWith("Each was asked directly", "one of them does not refuse");
    }

    [Theory]
    [InlineData(SocketError.TryAgain, Likelihood.Likely)]
    [InlineData(SocketError.TimedOut, Likelihood.Likely)]
    [InlineData(SocketError.NoRecovery, null)]
    [InlineData(SocketError.HostNotFound, null)]
    public void One_silent_server_uses_up_the_time_of_the_others(SocketError error, Likelihood? likelihood)
    {
        Diagnosis diagnosis = Asking(error, Silent, NameServerResult.Addresses).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.DnsServerUnreachable).Should().Be(likelihood);
        diagnosis.RuledOutCodes().Contains(CauseCode.DnsServerUnreachable).Should().Be(likelihood is null);
        if (likelihood is not null)
        {
            diagnosis.The(CauseCode.DnsServerUnreachable).Summary.Should().StartWith("The name server 8.8.8.1 does not answer");
            diagnosis.The(CauseCode.DnsServerUnreachable).Reasons[0].Should().Be("Asked directly, 8.8.8.2 did answer, 8.8.8.1 did not.");
        }
    }

    [Theory]
    [InlineData(NameServerResult.Addresses)]
    [InlineData(NameServerResult.NoAddress)]
    [InlineData(NameServerResult.NoSuchName)]
    [InlineData(NameServerResult.ServerFailure)]
    [InlineData(NameServerResult.Unusable)]
    public void Whoever_answers_in_whatever_way_is_reached(NameServerResult result)
    {
        Diagnosis diagnosis = Asking(SocketError.TryAgain, result).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.DnsServerUnreachable).Should().BeNull();
        diagnosis.RuledOut.Should().ContainSingle(cause => cause.Code == CauseCode.DnsServerUnreachable).Which.Because.Should().Be("8.8.8.1 answered");
    }

    [Fact]
    public void Whoever_answers_for_localhost_is_reached_too()
    {
        Diagnosis diagnosis = Asking(SocketError.TryAgain, Silent, Silent)
            .Answering(answer => answer.Server.Address.ToString() == "8.8.8.2" ? answer with { AnswersOtherwise = true } : answer).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.DnsServerUnreachable).Should().BeNull();
        diagnosis.RuledOut.Should().ContainSingle(cause => cause.Code == CauseCode.DnsServerUnreachable).Which.Because.Should().Be("8.8.8.2 answered");
    }
}
