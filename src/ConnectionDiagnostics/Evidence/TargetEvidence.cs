using System.Net;

namespace ConnectionDiagnostics;

/// <summary>What was connected to, without secrets.</summary>
public sealed record TargetEvidence
{
    /// <summary>The target as people write it, without user information and query.</summary>
    public required string Text { get; init; }

    /// <summary>The scheme in lower case.</summary>
    public required string Scheme { get; init; }

    /// <summary>The host without brackets.</summary>
    public required string Host { get; init; }

    /// <summary>The host as an address, when it is one.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>The path without the query.</summary>
    public string Path { get; init => field = value ?? ""; } = "";

    /// <summary>Whether TLS starts with the first byte.</summary>
    public bool UsesTls { get; init; }

    /// <summary>What the client speaks, one of <see cref="WireProtocol"/>; <see langword="null"/> when the connection is all.</summary>
    public string? Protocol { get; init; }

    /// <summary>Why the target cannot be used.</summary>
    public TargetProblem? Problem { get; init; }

    /// <summary>What evidence keeps of a target: nothing secret.</summary>
    /// <param name="target">The target.</param>
    /// <returns>The record.</returns>
    public static TargetEvidence Of(ConnectionTarget target)
    {
        ArgumentNullException.ThrowIfNull(target);
        return new TargetEvidence
        {
            Text = target.ToString(),
            Scheme = target.Scheme,
            Host = target.Host,
            Address = target.Address,
            Port = target.Port,
            Path = target.Path,
            UsesTls = target.UsesTls,
            Protocol = target.SchemeInfo.Protocol,
            Problem = target.Problem,
        };
    }
}
