using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Names;

/// <summary>A name server that fails, or sends nonsense, or is slow; and what it says of it itself.</summary>
public class DnsServerFailureTests
{
    private const NameServerResult Fails = NameServerResult.ServerFailure;

    private static Scene Failing(SocketError error, params NameServerResult[] results) =>
        Of("server.example:80").HasNoName(error, [.. results.Select((result, index) => ($"8.8.8.{index + 1}", result))]);

    private static Likelihood? Told(Scene scene) => scene.Diagnose().LikelihoodOf(CauseCode.DnsServerFailure);

    private static Scene Saying(params int[] codes) => Failing(SocketError.TryAgain, Fails)
        .Answering(answer => answer with { ExtendedErrors = [.. codes.Select(code => new ExtendedDnsError { Code = code, Text = $"text {code}" })] });

    [Theory]
    [InlineData(Likelihood.Confirmed, Fails)]
    [InlineData(Likelihood.Confirmed, Fails, NameServerResult.Unusable)]
    [InlineData(Likelihood.Confirmed, NameServerResult.Unusable)]
    [InlineData(Likelihood.Likely, Fails, NameServerResult.NoAnswer)]
    [InlineData(Likelihood.Likely, Fails, NameServerResult.NoAddress)]
    [InlineData(Likelihood.Likely, Fails, NameServerResult.NoSuchName)]
    [InlineData(Likelihood.Likely, NameServerResult.Unusable, NameServerResult.NoAnswer)]
    public void It_is_sure_only_when_all_of_them_fail(Likelihood likelihood, params NameServerResult[] results) => Told(Failing(SocketError.TryAgain, results)).Should().Be(likelihood);

    [Fact]
    public void A_resolver_that_says_no_has_heard_it_from_somebody_who_works() => Told(Failing(SocketError.HostNotFound, Fails)).Should().Be(Likelihood.Likely);

    [Theory]
    [InlineData(NameServerResult.NoAnswer)]
    [InlineData(NameServerResult.NoAddress)]
    [InlineData(NameServerResult.NoSuchName)]
    [InlineData(NameServerResult.Addresses)]
    public void Whoever_does_not_fail_is_not_blamed(NameServerResult result) => Told(Failing(SocketError.TryAgain, result)).Should().BeNull();

    [Fact]
    public void An_error_is_told_by_its_name()
    {
        Cause cause = Failing(SocketError.TryAgain, Fails).Diagnose().The(CauseCode.DnsServerFailure);

        cause.Summary.Should().StartWith("The name server 8.8.8.1 fails on server.example:").And.Contain("SERVFAIL");
        cause.Reasons.Should().Equal("It answered with an error instead of an address.");
        cause.Remedies.Select(remedy => (remedy.Actor, remedy.Command)).Should().Equal((RemedyActor.Network, "dig +short server.example A server.example AAAA"));
    }

    [Fact]
    public void Nonsense_is_told_apart_from_an_error()
    {
        Cause nonsense = Failing(SocketError.TryAgain, NameServerResult.Unusable).Diagnose().The(CauseCode.DnsServerFailure);
        nonsense.Summary.Should().Be("The name server 8.8.8.1 sends something that is no answer for server.example.");
        nonsense.Reasons[0].Should().StartWith("What came is malformed");

        Cause both = Failing(SocketError.TryAgain, NameServerResult.Unusable, Fails).Diagnose().The(CauseCode.DnsServerFailure);
        both.Summary.Should().StartWith("The name server 8.8.8.1, 8.8.8.2 fails on server.example:");
        both.Reasons[0].Should().Be("It answered with an error instead of an address.");
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(6, true)]
    [InlineData(12, true)]
    [InlineData(13, false)]
    [InlineData(22, false)]
    [InlineData(25, true)]
    [InlineData(26, false)]
    [InlineData(27, true)]
    public void What_it_says_of_signatures_is_about_DNSSEC_and_the_rest_is_quoted(int code, bool bogus)
    {
        Cause cause = Saying(code).Diagnose().The(CauseCode.DnsServerFailure);

        cause.Summary.Contains("its DNSSEC signatures do not fit", StringComparison.Ordinal).Should().Be(bogus);
        cause.Reasons.Should().ContainSingle(reason => reason.Contains($"text {code}", StringComparison.Ordinal));
        cause.Remedies.Should().HaveCount(bogus ? 2 : 1);
        cause.Remedies[0].Command!.Contains("+dnssec", StringComparison.Ordinal).Should().Be(bogus);
    }

    [Fact]
    public void Everything_that_it_says_is_quoted_once()
    {
        Cause cause = Saying(22, 6, 22, 23).Diagnose().The(CauseCode.DnsServerFailure);

        cause.Reasons.Should().HaveCount(3);
        cause.Reasons[0].Should().Contain("text 6");
        cause.Reasons.Skip(1).Should().SatisfyRespectively(reason => reason.Should().Contain("text 22"), reason => reason.Should().Contain("text 23"));
    }

    [Fact]
    public void Signatures_that_do_not_fit_are_blamed_on_a_server_only_that_fails_for_them()
    {
        Diagnosis diagnosis = Failing(SocketError.TryAgain, Fails, NameServerResult.NoAddress).Answering(answer => answer.Result == Fails ? answer
            : answer with { ExtendedErrors = [new ExtendedDnsError { Code = 6, Text = "x" }] }).Diagnose();

        diagnosis.The(CauseCode.DnsServerFailure).Summary.Should().NotContain("DNSSEC");
    }

    [Fact]
    public void A_server_that_is_up_and_slow_is_likely_waiting_for_somebody()
    {
        Scene scene = Failing(SocketError.TryAgain, NameServerResult.NoAnswer).Answering(answer => answer with { AnswersOtherwise = true });

        Cause cause = scene.Diagnose().Causes.Should().ContainSingle().Subject;

        (cause.Code, cause.Likelihood).Should().Be((CauseCode.DnsServerFailure, Likelihood.Likely));
        cause.Summary.Should().Be("The name server 8.8.8.1 is up, but has no answer for server.example in time.");
        cause.Reasons.Should().ContainSingle().Which.Should().StartWith("It answered for localhost at once");
        cause.Remedies.Should().ContainSingle().Which.Command.Should().StartWith("dig +short server.example");
    }

    [Fact]
    public void A_slow_server_beside_one_that_fails_is_not_the_only_one_at_fault()
    {
        Diagnosis diagnosis = Failing(SocketError.TryAgain, NameServerResult.NoAnswer, Fails).Answering(answer => answer with { AnswersOtherwise = true }).Diagnose();

        diagnosis.The(CauseCode.DnsServerFailure).Summary.Should().StartWith("The name server 8.8.8.2 fails");
    }
}
