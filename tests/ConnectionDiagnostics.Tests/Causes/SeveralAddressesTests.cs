using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes;

/// <summary>Names with several addresses, of which each fails in its own way.</summary>
public class SeveralAddressesTests
{
    [Fact]
    public void A_refusal_is_told_of_the_address_that_refused()
    {
        Diagnosis diagnosis = Of("server.example:80").ResolvesTo("8.8.4.4", "8.8.8.8").TimedOut("8.8.4.4").Refused("8.8.8.8").Diagnose();

        diagnosis.The(CauseCode.ServerNotListening).Reasons.Should().OnlyContain(reason => reason.Contains("8.8.8.8"));
        diagnosis.RuledOutCodes().Should().NotContain(CauseCode.HostDown, "a reset may come from something that answers for the host");
    }

    [Fact]
    public void A_family_without_an_address_of_its_own_does_not_hide_the_refusal_of_the_other()
    {
        // localhost where IPv6 is disabled: ::1 cannot be assigned, 127.0.0.1 refuses.
        Diagnosis diagnosis = Of("localhost:8080").ResolvesTo("::1", "127.0.0.1").Dialled("::1", SocketError.AddressNotAvailable).Refused("127.0.0.1").Listens().Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Refused);
        diagnosis.Causes[0].Code.Should().Be(CauseCode.ServerNotListening);
    }

    [Fact]
    public void Of_several_listeners_on_one_port_one_with_a_full_queue_is_enough()
    {
        // SO_REUSEPORT: each worker has a queue of its own.
        Diagnosis diagnosis = Of("127.0.0.1:80").TimedOut("127.0.0.1").Listens(At("0.0.0.0:80", queue: 0, limit: 1), At("0.0.0.0:80", queue: 2, limit: 1)).Diagnose();

        diagnosis.RuledOutCodes().Should().NotContain(CauseCode.ServerBacklogFull);
    }

    [Fact]
    public void A_certificate_that_is_not_valid_comes_before_what_the_server_says_inside_TLS()
    {
        Diagnosis diagnosis = Of("wss://server.example/").ResolvesTo("8.8.8.8").Connects()
            .Tls(TlsResult.CertificateInvalid, tls => tls with { ChainProblems = ["UntrustedRoot"] }).HearsStatus(200, "OK").Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.TlsFailed);
        diagnosis.Causes[0].Code.Should().Be(CauseCode.TlsUntrustedIssuer);
    }
}
