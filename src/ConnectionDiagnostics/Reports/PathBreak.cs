using System.Net;

namespace ConnectionDiagnostics.Reports;

/// <summary>Where a connection failed, as far as it was seen.</summary>
internal readonly record struct PathBreak
{
    /// <summary>The kind of place.</summary>
    public PathPlace Place { get; init; }

    /// <summary>The router, when it is one.</summary>
    public IPAddress? Router { get; init; }

    /// <summary>What was seen there, when the failure is on the way to the place and not at it.</summary>
    public string? OnTheWay { get; init; }
}
