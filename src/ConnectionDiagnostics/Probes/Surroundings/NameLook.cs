using ConnectionDiagnostics.Probes.Names;

namespace ConnectionDiagnostics.Probes.Surroundings;

/// <summary>What the configured name servers say of a name that the system had already resolved: its aliases, and whether they agree.</summary>
internal static class NameLook
{
    public static Task<IReadOnlyList<NameServerAnswer>> LookAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken) =>
        evidence.Names.Value switch
        {
            // A thorough diagnosis has asked already.
            { NameServers: { Count: > 0 } answers } => Task.FromResult(answers),
            { IsLiteral: false, Host: var host } when IsForNameServers(host) => NameServerQuestion.AskAllAsync(host, session, cancellationToken),
            _ => Task.FromResult<IReadOnlyList<NameServerAnswer>>([]),
        };

    /// <summary>Not those that DNS does not know: single labels get a search domain, and .local (RFC 6762) is answered elsewhere.</summary>
    private static bool IsForNameServers(string host)
    {
        string name = host.TrimEnd('.');
        return name.Contains('.', StringComparison.Ordinal)
            && !name.EndsWith(".local", StringComparison.OrdinalIgnoreCase)
            && SpecialNames.IsForNameServers(host);
    }
}
