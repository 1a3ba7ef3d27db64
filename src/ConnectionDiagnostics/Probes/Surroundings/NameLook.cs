using ConnectionDiagnostics.Probes.Names;

namespace ConnectionDiagnostics.Probes.Surroundings;

/// <summary>What the configured name servers say of a name that the system had already resolved: its aliases, and whether they agree.</summary>
internal static class NameLook
{
    public static Task<IReadOnlyList<NameServerAnswer>> LookAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken) =>
        evidence.Names.Value is { IsLiteral: false, Host: var host } && IsForNameServers(host)
            ? NameServerQuestion.AskAllAsync(host, session, cancellationToken)
            : Task.FromResult<IReadOnlyList<NameServerAnswer>>([]);

    /// <summary>Not those that DNS does not know: single labels get a search domain, localhost (RFC 6761) and .local (RFC 6762) are answered elsewhere.</summary>
    private static bool IsForNameServers(string host)
    {
        string name = host.TrimEnd('.');
        return name.Contains('.', StringComparison.Ordinal)
            && !name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
            && !name.EndsWith(".local", StringComparison.OrdinalIgnoreCase)
            && !name.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase);
    }
}
