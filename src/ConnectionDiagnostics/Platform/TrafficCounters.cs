namespace ConnectionDiagnostics.Platform;

/// <summary>Counters of the network stack, each <see langword="null"/> where it cannot be read. They count for the whole network namespace.</summary>
/// <param name="ResetsSent">TCP resets that the machine's own TCP sent; those of packet filters do not count.</param>
/// <param name="SendFailures">TCP segments that could not be sent again, because a filter of this machine discarded them, for instance.</param>
/// <param name="Undelivered">IP packets that were received and neither delivered nor forwarded: discarded by a filter of this machine, for instance.</param>
internal readonly record struct TrafficCounters(long? ResetsSent, long? SendFailures, long? Undelivered);
