using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes;

public class TlsTests
{
    private const string Date = "Sun, 01 Mar 2026 11:59:00 GMT";
    private const string OtherDate = "Sun, 01 Mar 2020 11:59:00 GMT";

    [Theory]
    [InlineData(Date, Likelihood.Confirmed)]
    [InlineData(null, Likelihood.Likely)]
    [InlineData(OtherDate, Likelihood.Possible)]
    [InlineData("nonsense", Likelihood.Likely)]
    public void An_expired_certificate_is_as_sure_as_the_clock(string? date, Likelihood likelihood)
    {
        Diagnosis diagnosis = Server(date).Tls(TlsResult.CertificateInvalid, tls => tls with
        {
            Certificates = [Certificate with { NotAfter = Now.AddDays(-10) }],
            ChainProblems = ["NotTimeValid"],
        }).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.TlsFailed);
        diagnosis.Ranking().Should().Equal($"tls-certificate-expired {likelihood.ToCode()}");
        diagnosis.Causes[0].Summary.Should().Contain("2026-02-19");
    }

    [Theory]
    [InlineData(Date, Likelihood.Confirmed)]
    [InlineData(null, Likelihood.Likely)]
    [InlineData(OtherDate, Likelihood.Possible)]
    public void A_certificate_of_the_future_is_as_sure_as_the_clock(string? date, Likelihood likelihood)
    {
        Diagnosis diagnosis = Server(date).Tls(TlsResult.CertificateInvalid, tls => tls with
        {
            Certificates = [Certificate with { NotBefore = Now.AddDays(10) }],
            ChainProblems = ["NotTimeValid"],
        }).Diagnose();

        diagnosis.Ranking().Should().Equal($"tls-certificate-not-yet-valid {likelihood.ToCode()}");
    }

    [Fact]
    public void A_certificate_for_other_names_is_confirmed_with_its_names()
    {
        Diagnosis diagnosis = Server().Tls(TlsResult.CertificateInvalid, tls => tls with { NameMatches = false }).Diagnose();

        diagnosis.Ranking().Should().Equal("tls-name-mismatch confirmed");
        diagnosis.Causes[0].Summary.Should().Contain("server.example");
    }

    [Fact]
    public void Of_many_names_a_few_are_shown()
    {
        string[] names = [.. Enumerable.Range(1, 32).Select(number => $"n{number}.example")];

        Diagnosis diagnosis = Server().Tls(TlsResult.CertificateInvalid, tls => tls with { NameMatches = false, Certificates = [Certificate with { Names = names }] }).Diagnose();

        diagnosis.Causes[0].Summary.Should().Contain("n6.example").And.NotContain("n7.example");
    }

    [Theory]
    [InlineData(true, "self-signed")]
    [InlineData(false, "CN=Example CA")]
    public void A_root_that_is_not_trusted_is_confirmed(bool selfSigned, string part)
    {
        Diagnosis diagnosis = Server().Tls(TlsResult.CertificateInvalid, tls => tls with
        {
            ChainProblems = ["UntrustedRoot"],
            Certificates = [Certificate with { IsSelfSigned = selfSigned }],
        }).Diagnose();

        diagnosis.Ranking().Should().Equal("tls-untrusted-issuer confirmed");
        diagnosis.Causes[0].Summary.Should().Contain(part);
    }

    [Theory]
    [InlineData(1, false, "tls-untrusted-issuer likely", "tls-incomplete-chain possible")]
    [InlineData(1, true, "tls-incomplete-chain likely", "tls-untrusted-issuer possible")]
    [InlineData(2, true, "tls-untrusted-issuer likely")]
    public void A_chain_that_ends_early_is_one_of_two_things_and_neither_is_confirmed(int sent, bool namesIssuer, params string[] ranking)
    {
        Diagnosis diagnosis = Server().Tls(TlsResult.CertificateInvalid, tls => tls with
        {
            ChainProblems = ["PartialChain"],
            Certificates = [.. Enumerable.Repeat(Certificate with { NamesIssuerLocation = namesIssuer }, sent)],
        }).Diagnose();

        diagnosis.Ranking().Should().Equal(ranking);
        diagnosis.NextChecks.Should().HaveCount(sent == 1 ? 1 : 0);
    }

    [Fact]
    public void Several_faults_of_a_certificate_are_all_told_whom_to_trust_first()
    {
        Diagnosis diagnosis = Server(Date).Tls(TlsResult.CertificateInvalid, tls => tls with
        {
            ChainProblems = ["NotTimeValid", "UntrustedRoot"],
            NameMatches = false,
            Certificates = [Certificate with { NotAfter = Now.AddDays(-1) }],
        }).Diagnose();

        diagnosis.Ranking().Should().Equal("tls-untrusted-issuer confirmed", "tls-name-mismatch confirmed", "tls-certificate-expired confirmed");
    }

    [Fact]
    public void The_alert_for_versions_confirms_that_there_is_none_in_common()
    {
        Diagnosis diagnosis = Server().Tls(TlsResult.Alert, tls => tls with { Alert = 70 }).Diagnose();

        diagnosis.Ranking().Should().Equal("tls-version-mismatch confirmed");
    }

    [Theory]
    [InlineData(40, "handshake_failure")]
    [InlineData(112, "unrecognized_name")]
    [InlineData(250, "250")]
    public void Another_alert_confirms_that_the_server_rejects_the_handshake(int alert, string name)
    {
        Diagnosis diagnosis = Server().Tls(TlsResult.Alert, tls => tls with { Alert = alert }).Diagnose();

        diagnosis.Ranking().Should().Equal("tls-handshake-rejected confirmed");
        diagnosis.Causes[0].Summary.Should().Contain(name);
    }

    [Theory]
    [InlineData(TlsResult.ClosedMidway)]
    [InlineData(TlsResult.TimedOutMidway)]
    [InlineData(TlsResult.Failed)]
    public void A_handshake_that_breaks_off_is_not_confirmed_to_be_rejected(TlsResult result)
    {
        Diagnosis diagnosis = Server().Tls(result).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.TlsFailed);
        diagnosis.LikelihoodOf(CauseCode.TlsHandshakeRejected).Should().Be(Likelihood.Likely);
        diagnosis.RuledOutCodes().Should().Contain(CauseCode.TlsOnPlaintextPort);
    }

    [Theory]
    [InlineData(TlsResult.Succeeded)]
    public void A_valid_certificate_has_no_cause(TlsResult result) =>
        Server().Tls(result).HearsStatus(200, "OK").Diagnose().Causes.Should().BeEmpty();

    private static Scene Server(string? date = null)
    {
        Scene scene = Of("https://server.example/").ResolvesTo("8.8.8.8").Connects();
        return date is null ? scene : scene.HearsStatus(200, "OK", ("Date", date));
    }
}
