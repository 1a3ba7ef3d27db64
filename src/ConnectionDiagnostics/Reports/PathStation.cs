namespace ConnectionDiagnostics.Reports;

/// <summary>One station on the way of the connection, as it is drawn.</summary>
internal sealed record PathStation
{
    /// <summary>What it is: this machine, a router, the server.</summary>
    public required string Title { get; init; }

    /// <summary>Its address, and what was seen there.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];

    /// <summary>What became of the connection here.</summary>
    public PathState State { get; init; }

    /// <summary>What was seen where the line that leads here breaks; <see langword="null"/> when it does not break there.</summary>
    public string? BrokenBefore { get; init; }

    /// <summary>Whether it stands beside the way: name resolution is asked, and not passed.</summary>
    public bool IsAside { get; init; }
}
