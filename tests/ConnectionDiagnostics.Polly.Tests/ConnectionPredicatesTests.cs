using System.Net;
using System.Net.Sockets;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace ConnectionDiagnostics.Tests;

public class ConnectionPredicatesTests
{
    public static TheoryData<string> Healing { get; } =
    [
        "server-backlog-full", "server-not-listening", "server-closes-immediately", "server-silent", "dns-server-failure", "dns-server-unreachable",
        "time-wait-buildup", "ephemeral-ports-exhausted", "server-at-capacity", "upstream-unavailable", "not-reproduced", "some-addresses-fail",
    ];

    public static TheoryData<string> Lasting { get; } =
    [
        "dns-name-not-found", "tls-certificate-expired", "protocol-mismatch", "server-firewall", "client-firewall", "proxy-denied", "invalid-target",
        "wrong-port", "wrong-host", "bound-to-other-address", "tls-name-mismatch", "websocket-path-not-found", "proxy-authentication-required",
    ];

    [Theory]
    [MemberData(nameof(Healing))]
    public void What_heals_is_transient(string code)
    {
        ConnectionPredicates.IsTransient(Failures.Because(new CauseCode(code), ConnectionOutcome.ProxyFailed)).Should().BeTrue();
        ConnectionPredicates.IsTransient(Failures.Because(new CauseCode(code), ConnectionOutcome.ProxyFailed, Likelihood.Likely)).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Lasting))]
    public void What_lasts_is_not_transient_although_the_socket_was_refused(string code)
    {
        ConnectionPredicates.IsTransient(Failures.Because(new CauseCode(code))).Should().BeFalse();
        ConnectionPredicates.IsTransient(Failures.Because(new CauseCode(code), likelihood: Likelihood.Likely)).Should().BeFalse();
    }

    [Fact]
    public void A_cause_that_is_only_possible_leaves_it_to_the_outcome()
    {
        ConnectionPredicates.IsTransient(Failures.Because(CauseCode.ServerFirewall, ConnectionOutcome.Timeout, Likelihood.Possible)).Should().BeTrue();
        ConnectionPredicates.IsTransient(Failures.Because(CauseCode.ServerSilent, ConnectionOutcome.TlsFailed, Likelihood.Possible)).Should().BeFalse();
    }

    [Fact]
    public void Tied_causes_that_disagree_leave_it_to_the_outcome()
    {
        (CauseCode, Likelihood)[] tied = [(CauseCode.ServerFirewall, Likelihood.Likely), (CauseCode.ServerBacklogFull, Likelihood.Likely)];

        ConnectionPredicates.IsTransient(Failures.Because(ConnectionOutcome.Timeout, tied)).Should().BeTrue();
        ConnectionPredicates.IsTransient(Failures.Because(ConnectionOutcome.TlsFailed, tied)).Should().BeFalse();
    }

    [Fact]
    public void A_confirmed_cause_that_lasts_stops_whatever_stands_beside_it() =>
        ConnectionPredicates.IsTransient(Failures.Because(
            ConnectionOutcome.Refused, (CauseCode.ServerNotListening, Likelihood.Confirmed), (CauseCode.WrongPort, Likelihood.Confirmed))).Should().BeFalse();

    [Fact]
    public void A_likely_cause_counts_more_than_a_possible_one_that_lasts() =>
        ConnectionPredicates.IsTransient(Failures.Because(
            ConnectionOutcome.TlsFailed, (CauseCode.ServerBacklogFull, Likelihood.Likely), (CauseCode.ServerFirewall, Likelihood.Possible))).Should().BeTrue();

    [Fact]
    public void A_cause_of_the_users_own_leaves_it_to_the_outcome() =>
        ConnectionPredicates.IsTransient(Failures.Because(new CauseCode("licence-seats-used-up"))).Should().BeTrue();

    [Fact]
    public void A_connection_that_works_by_now_is_tried_again() =>
        ConnectionPredicates.IsTransient(Failures.Because(ConnectionOutcome.Connected)).Should().BeTrue();

    [Theory]
    [InlineData(429, true)]
    [InlineData(503, true)]
    [InlineData(401, false)]
    [InlineData(403, false)]
    public void A_rejected_web_socket_heals_by_its_status(int status, bool expected) =>
        ConnectionPredicates.IsTransient(Failures.Answered(CauseCode.WebSocketRejected, status)).Should().Be(expected);

    [Fact]
    public void Without_a_diagnosis_the_exception_decides()
    {
        ConnectionPredicates.IsTransient(Failures.Refused).Should().BeTrue();
        ConnectionPredicates.IsTransient(new HttpRequestException("", new SocketException((int)SocketError.TryAgain))).Should().BeTrue();
        ConnectionPredicates.IsTransient(new HttpRequestException("", null, HttpStatusCode.ServiceUnavailable)).Should().BeTrue();
        ConnectionPredicates.IsTransient(new TimeoutRejectedException()).Should().BeTrue();
        ConnectionPredicates.IsTransient(new SocketException((int)SocketError.HostNotFound)).Should().BeFalse();
        ConnectionPredicates.IsTransient(new System.Security.Authentication.AuthenticationException()).Should().BeFalse();
        ConnectionPredicates.IsTransient(new InvalidOperationException()).Should().BeFalse();
    }

    [Fact]
    public void A_call_that_another_strategy_stopped_is_not_transient()
    {
        var open = new BrokenCircuitException("open", Failures.Refused);

        ConnectionPredicates.IsTransient(open).Should().BeFalse();
        ConnectionPredicates.IsTransient(new ConnectionFailedException(Failures.Because(CauseCode.ServerBacklogFull).Diagnosis, open)).Should().BeFalse();
    }

    [Fact]
    public async Task The_callers_own_cancellation_is_not_handled()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        ResilienceContext context = ResilienceContextPool.Shared.Get(stop.Token);
        Outcome<int> outcome = Outcome.FromException<int>(Failures.Refused);

        (await ConnectionPredicates.Transient(new RetryPredicateArguments<int>(context, outcome, 0))).Should().BeFalse();
        (await ConnectionPredicates.Failed(new CircuitBreakerPredicateArguments<int>(context, outcome))).Should().BeFalse();
        ResilienceContextPool.Shared.Return(context);
    }

    [Fact]
    public void The_predicates_fit_every_strategy()
    {
        _ = new ResiliencePipelineBuilder<int>()
            .AddFallback(new() { ShouldHandle = ConnectionPredicates.Transient, FallbackAction = _ => Outcome.FromResultAsValueTask(0) })
            .AddHedging(new() { ShouldHandle = ConnectionPredicates.Transient })
            .AddCircuitBreaker(new() { ShouldHandle = ConnectionPredicates.Transient })
            .AddRetry(new() { ShouldHandle = args => ConnectionPredicates.Transient(args.Outcome) })
            .Build();
    }

    [Fact]
    public void Asking_allocates_nothing()
    {
        Outcome<int>[] outcomes =
        [
            Outcome.FromException<int>(Failures.Refused), Outcome.FromException<int>(Failures.Because(CauseCode.TlsCertificateExpired)),
            Outcome.FromException<int>(Failures.Because(CauseCode.ServerBacklogFull)), Outcome.FromResult(1),
        ];
        Ask(outcomes);

        long before = GC.GetAllocatedBytesForCurrentThread();
        int handled = Ask(outcomes);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        handled.Should().Be(200);
        allocated.Should().Be(0);
    }

    [Fact]
    public void One_cause_can_be_asked_for()
    {
        ConnectionFailedException failed = Failures.Because(CauseCode.ServerAtCapacity, likelihood: Likelihood.Likely);

        ConnectionPredicates.IsCausedBy(failed, CauseCode.ServerAtCapacity).Should().BeTrue();
        ConnectionPredicates.IsCausedBy(failed, CauseCode.ServerAtCapacity, Likelihood.Confirmed).Should().BeFalse();
        ConnectionPredicates.IsCausedBy(Failures.Refused, CauseCode.ServerAtCapacity).Should().BeFalse();
    }

    private static int Ask(Outcome<int>[] outcomes)
    {
        int handled = 0;
        for (int i = 0; i < 100; i++)
        {
            foreach (Outcome<int> outcome in outcomes)
            {
#pragma warning disable CA2012 // It has completed: that is what is measured.
                handled += ConnectionPredicates.Transient(outcome) == new ValueTask<bool>(true) ? 1 : 0;
#pragma warning restore CA2012
            }
        }

        return handled;
    }
}
