using System.Net.Sockets;
using DnsClient;

namespace ConnectionDiagnostics.Probes.Names;

/// <summary>What came of one question to one name server.</summary>
internal sealed record DnsReply(QueryType Type)
{
    /// <summary>The answer; <see langword="null"/> when none came that is one.</summary>
    public IDnsQueryResponse? Response { get; init; }

    /// <summary>Whether something came that is no answer to the question.</summary>
    public bool IsUnusable { get; init; }

    /// <summary>Whether the answer was too long for UDP.</summary>
    public bool WasTruncated { get; init; }

    /// <summary>What the system said of the attempt.</summary>
    public SocketError Error { get; init; }
}
