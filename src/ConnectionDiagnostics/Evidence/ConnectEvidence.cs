using System.Net;

namespace ConnectionDiagnostics;

/// <summary>The TCP handshake with each address.</summary>
public sealed record ConnectEvidence
{
    /// <summary>The attempts, in the resolver's order of the addresses, and repeated attempts after one another.</summary>
    public required IReadOnlyList<ConnectAttempt> Attempts { get; init; }

    /// <summary>The address on which the later stages went on; <see langword="null"/> when none connected.</summary>
    public IPAddress? ConnectedAddress { get; init; }

    /// <summary>
    /// Where an address of this machine refused, or somebody nearer than the target: whether this machine's own TCP sent the reset.
    /// <see langword="false"/>: a packet filter did, or a container to which one forwards the port. <see langword="null"/> when that was not looked at or cannot be told.
    /// </summary>
    public bool? RefusedHere { get; init; }

    /// <summary>
    /// Whether an address of this machine refused and nobody could be asked whose reset it was: among many diagnoses at once the machine's counts
    /// belong to nobody.
    /// </summary>
    public bool RefusalUnattributed { get; init; }

    /// <summary>
    /// How many TCP segments this machine failed to send again while the attempts waited (Linux: TCPRetransFail); <see langword="null"/> when that
    /// was not looked at or cannot be told.
    /// </summary>
    public long? SendFailures { get; init; }

    /// <summary>
    /// How many IP packets this machine received while the attempts waited, and neither delivered nor forwarded; <see langword="null"/> when that
    /// was not looked at or cannot be told.
    /// </summary>
    public long? Undelivered { get; init; }
}
