using System.Net;

namespace ConnectionDiagnostics;

/// <summary>A line of the hosts file that names the target's host.</summary>
public sealed record HostsEntry
{
    /// <summary>The file.</summary>
    public required string File { get; init; }

    /// <summary>The line, counted from 1.</summary>
    public required int Line { get; init; }

    /// <summary>The address it gives.</summary>
    public required IPAddress Address { get; init; }
}
