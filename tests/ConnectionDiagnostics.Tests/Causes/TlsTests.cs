using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes;

public class TlsTests
{
    private const string Date = "Sun, 01 Mar 2026 11:59:00 GMT";
    private const string DateWithin = "Sun, 01 Jun 2025 11:59:00 GMT";
    private const string DateOfTheFuture = "Sun, 01 Nov 2026 11:59:00 GMT";
    private const string OtherDate = "Sun, 01 Mar 2020 11:59:00 GMT";

    [Theory]
    [InlineData(Date, "tls-certificate-expired confirmed")]
    [InlineData(null, "tls-certificate-expired likely", "client-clock-wrong possible")]
    [InlineData(OtherDate, "tls-certificate-expired likely", "client-clock-wrong possible")]
    [InlineData(DateWithin, "client-clock-wrong likely", "tls-certificate-expired possible")]
    [InlineData("nonsense", "tls-certificate-expired likely", "client-clock-wrong possible")]
    public void An_expired_certificate_is_as_sure_as_the_clock(string? date, params string[] ranking)
    {
        Diagnosis diagnosis = Server(date).Tls(TlsResult.CertificateInvalid, tls => tls with
        {
            Certificates = [Certificate with { NotAfter = Now.AddDays(-10) }],
            ChainProblems = ["NotTimeValid"],
        }).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.TlsFailed);
        diagnosis.Ranking().Should().Equal(ranking);
        diagnosis.Causes.Should().Contain(cause => cause.Summary.Contains("2026-02-19"));
        diagnosis.NextChecks.Should().HaveCount(ranking.Length - 1, "two causes are told apart by another clock");
    }

    [Theory]
    [InlineData(Date, "tls-certificate-not-yet-valid confirmed")]
    [InlineData(null, "tls-certificate-not-yet-valid likely", "client-clock-wrong possible")]
    [InlineData(OtherDate, "tls-certificate-not-yet-valid likely", "client-clock-wrong possible")]
    [InlineData(DateOfTheFuture, "client-clock-wrong likely", "tls-certificate-not-yet-valid possible")]
    public void A_certificate_of_the_future_is_as_sure_as_the_clock(string? date, params string[] ranking)
    {
        Diagnosis diagnosis = Server(date).Tls(TlsResult.CertificateInvalid, tls => tls with
        {
            Certificates = [Certificate with { NotBefore = Now.AddDays(10) }],
            ChainProblems = ["NotTimeValid"],
        }).Diagnose();

        diagnosis.Ranking().Should().Equal(ranking);
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
    [InlineData(2, true, "tls-untrusted-issuer likely", "tls-incomplete-chain possible")]
    public void A_chain_that_ends_early_is_one_of_two_things_and_neither_is_confirmed(int sent, bool namesIssuer, params string[] ranking)
    {
        Diagnosis diagnosis = Server().Tls(TlsResult.CertificateInvalid, tls => tls with
        {
            ChainProblems = ["PartialChain"],
            Certificates = [.. new[] { Certificate with { NamesIssuerLocation = namesIssuer }, Issuing }.Take(sent)],
        }).Diagnose();

        diagnosis.Ranking().Should().Equal(ranking);
        diagnosis.NextChecks.Should().HaveCount(1);
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

    [Fact]
    public void A_clock_from_before_this_runtime_is_confirmed_to_be_wrong()
    {
        Diagnosis diagnosis = Server(Date).Tls(TlsResult.CertificateInvalid, tls => tls with { ChainProblems = ["NotTimeValid"] })
            .With(evidence => evidence with { Time = new DateTimeOffset(1970, 1, 1, 0, 2, 0, TimeSpan.Zero) }).Diagnose();

        diagnosis.Ranking().Should().Equal("client-clock-wrong confirmed", "tls-certificate-not-yet-valid likely");
    }

    [Fact]
    public void The_clock_of_this_machine_is_no_second_clock()
    {
        Diagnosis diagnosis = Of("https://127.0.0.1/").Connects().HearsStatus(200, "OK", ("Date", Date)).Tls(TlsResult.CertificateInvalid, tls => tls with
        {
            Certificates = [Certificate with { NotAfter = Now.AddDays(-10) }],
            ChainProblems = ["NotTimeValid"],
        }).Diagnose();

        diagnosis.Ranking().Should().Equal("tls-certificate-expired likely", "client-clock-wrong possible");
    }

    [Fact]
    public void A_certificate_that_expired_between_two_clocks_is_not_confirmed()
    {
        // The server's clock, one minute behind ours, still sees it as valid.
        Diagnosis diagnosis = Server(Date).Tls(TlsResult.CertificateInvalid, tls => tls with
        {
            Certificates = [Certificate with { NotAfter = Now.AddSeconds(-30) }],
            ChainProblems = ["NotTimeValid"],
        }).Diagnose();

        diagnosis.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
    }

    [Fact]
    public void An_expired_certificate_above_the_servers_own_is_named()
    {
        Diagnosis diagnosis = Server(Date).Tls(TlsResult.CertificateInvalid, tls => tls with
        {
            Certificates = [Certificate, Issuing with { NotAfter = Now.AddDays(-5) }],
            ChainProblems = ["NotTimeValid"],
        }).Diagnose();

        diagnosis.Ranking().Should().Equal("tls-certificate-expired confirmed");
        diagnosis.Causes[0].Summary.Should().Contain("CN=Example CA");
    }

    [Fact]
    public void An_old_certificate_that_is_sent_along_for_nothing_is_no_fault() =>
        Server(Date).Tls(TlsResult.CertificateInvalid, tls => tls with
        {
            Certificates = [Certificate, Issuing with { NotAfter = Now.AddDays(-5) }],
            NameMatches = false,
        }).Diagnose().Ranking().Should().Equal("tls-name-mismatch confirmed");

    [Fact]
    public void Certificates_without_the_issuing_one_are_an_incomplete_chain()
    {
        Diagnosis diagnosis = Server().Tls(TlsResult.CertificateInvalid, tls => tls with
        {
            ChainProblems = ["PartialChain"],
            Certificates = [Certificate with { NamesIssuerLocation = true }, Issuing with { Subject = "CN=Another CA" }],
        }).Diagnose();

        diagnosis.Ranking()[0].Should().Be("tls-incomplete-chain likely");
    }

    [Theory]
    [InlineData("NotValidForUsage")]
    [InlineData("Revoked")]
    [InlineData("NotSignatureValid")]
    [InlineData("HasWeakSignature")]
    [InlineData("HasExcludedNameConstraint")]
    public void A_certificate_that_is_unfit_in_itself_is_confirmed_beside_other_faults(string problem) =>
        Server().Tls(TlsResult.CertificateInvalid, tls => tls with { ChainProblems = [problem], NameMatches = false }).Diagnose()
            .Ranking().Should().Equal("tls-name-mismatch confirmed", "tls-certificate-unusable confirmed");

    [Theory]
    [InlineData("RSA", 1024, "sha256RSA")]
    [InlineData("RSA", 2048, "sha1RSA")]
    [InlineData("ECC", 256, "md5RSA")]
    public void A_weak_certificate_that_works_here_is_a_remark(string algorithm, int bits, string signature)
    {
        Diagnosis diagnosis = Server().HearsStatus(200, "OK")
            .Tls(TlsResult.Succeeded, tls => tls with { Certificates = [Certificate with { KeyAlgorithm = algorithm, KeyBits = bits, SignatureAlgorithm = signature }] }).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Ranking().Should().Equal("tls-certificate-unusable likely");
    }

    [Theory]
    [InlineData("CN=Zscaler Intermediate Root CA (zscaler.net)", "Zscaler")]
    [InlineData("CN=mitmproxy, O=mitmproxy", "mitmproxy")]
    [InlineData("CN=\"Kaspersky Anti-Virus Personal Root Certificate\"", "Kaspersky")]
    public void A_known_interceptor_is_likely_and_never_confirmed(string issuer, string product)
    {
        Diagnosis diagnosis = Server().Tls(TlsResult.CertificateInvalid, tls => tls with
        {
            ChainProblems = ["PartialChain"],
            Certificates = [Certificate with { Issuer = issuer }],
        }).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.TlsIntercepted).Should().Be(Likelihood.Likely);
        diagnosis.Causes.Single(cause => cause.Code == CauseCode.TlsIntercepted).Summary.Should().Contain(product);
    }

    [Fact]
    public void A_device_that_shows_its_own_certificate_intercepts_nobody() =>
        Server().Tls(TlsResult.CertificateInvalid, tls => tls with
        {
            ChainProblems = ["UntrustedRoot"],
            Certificates = [Certificate with { Subject = "CN=FortiGate", Issuer = "CN=FortiGate", IsSelfSigned = true }],
        }).Diagnose().LikelihoodOf(CauseCode.TlsIntercepted).Should().NotBe(Likelihood.Likely);

    [Theory]
    [InlineData(116, false)]
    [InlineData(116, true)]
    [InlineData(40, true)]
    [InlineData(42, true)]
    public void An_alert_about_the_clients_certificate_confirms_that_one_is_required(int alert, bool requested) =>
        Server().Tls(TlsResult.Alert, tls => tls with { Alert = alert, ClientCertificateRequested = requested }).Diagnose()
            .Ranking().Should().Equal("tls-client-certificate-required confirmed");

    [Fact]
    public void A_server_that_asks_for_a_certificate_and_closes_may_have_had_other_reasons() =>
        Server().Tls(TlsResult.ClosedMidway, tls => tls with { ClientCertificateRequested = true }).Diagnose()
            .Ranking().Should().Equal("tls-client-certificate-required likely", "tls-handshake-rejected likely");

    [Fact]
    public void A_server_that_asks_and_goes_on_without_gets_a_remark()
    {
        Diagnosis diagnosis = Server().HearsStatus(200, "OK").Tls(TlsResult.Succeeded, tls => tls with { ClientCertificateRequested = true }).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Ranking().Should().Equal("tls-client-certificate-required possible");
    }

    [Fact]
    public void Faults_of_the_certificate_are_told_beside_a_demand_for_the_clients() =>
        Server().Tls(TlsResult.Alert, tls => tls with { Alert = 116, Certificates = [Certificate], NameMatches = false }).Diagnose()
            .Ranking().Should().Equal("tls-name-mismatch confirmed", "tls-client-certificate-required confirmed");

    [Theory]
    [InlineData(0x0301, "TLS 1.0")]
    [InlineData(0x0302, "TLS 1.1")]
    public void A_hello_of_an_old_version_is_likely_the_reason_why_this_side_gave_up(int version, string name)
    {
        Diagnosis diagnosis = Server().Tls(TlsResult.Failed, tls => tls with { Version = null, HelloVersion = version, Error = "unsupported protocol" }).Diagnose();

        diagnosis.Ranking()[0].Should().Be("tls-version-mismatch likely");
        diagnosis.Causes[0].Summary.Should().Contain(name);
    }

    [Theory]
    [InlineData(TlsResult.Succeeded)]
    public void A_valid_certificate_has_no_cause(TlsResult result) =>
        Server().Tls(result).HearsStatus(200, "OK").Diagnose().Causes.Should().BeEmpty();

    private static CertificateEvidence Issuing { get; } = Certificate with { Subject = "CN=Example CA", Issuer = "CN=Example Root", Names = [] };

    private static Scene Server(string? date = null)
    {
        Scene scene = Of("https://server.example/").ResolvesTo("8.8.8.8").Connects();
        return date is null ? scene : scene.HearsStatus(200, "OK", ("Date", date));
    }
}
