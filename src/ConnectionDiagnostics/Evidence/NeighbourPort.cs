using System.Net;

namespace ConnectionDiagnostics;

/// <summary>Another port of the same machine, to which the client's own protocol was spoken.</summary>
public sealed record NeighbourPort
{
    /// <summary>Address and port.</summary>
    public required IPEndPoint EndPoint { get; init; }

    /// <summary>What came of it.</summary>
    public required ProtocolExchange Exchange { get; init; }

    /// <summary>Whether it served the client's protocol as asked.</summary>
    public required bool ServesTarget { get; init; }

    /// <summary>For a target with TLS: whether it served the client's protocol without.</summary>
    public bool ServesWithoutTls { get; init; }

    /// <summary>Whether it is this very process that listens there: one that looks for another server, as a rule.</summary>
    public bool IsOwnProcess { get; init; }

    /// <summary>The process that listens there, where this process may see it.</summary>
    public ProcessIdentity? Process { get; init; }
}
