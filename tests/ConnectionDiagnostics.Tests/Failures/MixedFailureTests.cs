using System.Net.Sockets;

namespace ConnectionDiagnostics.Tests.Failures;

/// <summary>Exceptions in which two layers say different things.</summary>
public class MixedFailureTests
{
    [Fact]
    public void The_sockets_error_is_more_exact_than_a_timeout_around_it()
    {
        var exception = new TimeoutException("No server in 30 s", new SocketException((int)SocketError.ConnectionRefused));

        ConnectionFailure.Classify(exception).Outcome.Should().Be(ConnectionOutcome.Refused);
    }

    [Fact]
    public void A_fresh_aggregate_is_read_without_allocating()
    {
        AggregateException[] aggregates =
            [.. Enumerable.Range(0, 100).Select(_ => new AggregateException(new SocketException((int)SocketError.ConnectionRefused), new IOException()))];
        ConnectionFailure.Classify(aggregates[0]);

        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (AggregateException aggregate in aggregates)
        {
            ConnectionFailure.Classify(aggregate);
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }
}
