using ConnectionDiagnostics.Servers.Grading;
using ConnectionDiagnostics.Servers.Running;

namespace ConnectionDiagnostics.Servers.Kinds;

/// <summary>A kind of server: how it is started, and what is true of it in each scheme.</summary>
internal sealed record ServerKind(string Name)
{
    /// <summary>What was built, for the table.</summary>
    public required string Built { get; init; }

    /// <summary>Debian's package; <see langword="null"/> for what runs in this process.</summary>
    public string? Package { get; init; }

    /// <summary>The programs that it needs.</summary>
    public IReadOnlyList<string> Programs { get; init; } = [];

    public bool NeedsRoot { get; init; }

    /// <summary>Starts it; it takes connections when the task ends.</summary>
    public required Func<ServerSite, Task<ServerAddress>> Start { get; init; }

    public required Expectation Ws { get; init; }

    public required Expectation Wss { get; init; }

    public required Expectation Http { get; init; }

    public required Expectation Https { get; init; }

    public required Expectation Tcp { get; init; }

    /// <summary>The server's own scheme, where it has one that is none of these.</summary>
    public string? OwnScheme { get; init; }

    public Expectation? Own { get; init; }

    public IEnumerable<(string Scheme, Expectation Expected)> Schemes()
    {
        yield return ("ws", Ws);
        yield return ("wss", Wss);
        yield return ("http", Http);
        yield return ("https", Https);
        yield return ("tcp", Tcp);
        if (OwnScheme is not null)
        {
            yield return (OwnScheme, Own!);
        }
    }
}
