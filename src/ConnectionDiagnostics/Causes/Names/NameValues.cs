using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Causes.Names;

/// <summary>The values that sentences about a name share.</summary>
internal static class NameValues
{
    public static (string Name, object? Value)[] Of(NameEvidence names) =>
    [
        ("host", names.Host),
        ("domain", names.Host.TrimEnd('.')[(names.Host.TrimEnd('.').LastIndexOf('.') + 1)..]),
        ("alias", names.LastAlias()),
        ("aliases", string.Join(" → ", names.Answered().FirstOrDefault(answer => answer.Aliases.Count > 0)?.Aliases.Prepend(names.Host.TrimEnd('.')) ?? [])),
        ("search", names.SearchDomains),
        ("asked", names.NameServers.Select(answer => answer.Name).Where(name => name.Length > 0).Distinct().ToArray()),
        ("deniers", names.ServersThat(NameServerResult.NoSuchName)),
        ("knowers", names.ServersThat(NameServerResult.Addresses)),
        ("addresses", names.NameServers.SelectMany(answer => answer.Addresses).Distinct().ToArray()),
        ("authorities", names.Authorities.Select(answer => answer.Server.Address).ToArray()),
    ];

    /// <summary>What a name server adds to a failure, as <c>EDE 6 (DNSSEC Bogus): text</c>.</summary>
    public static string Describe(ExtendedDnsError error) =>
        error.Text.Length > 0 ? $"{ErrorNames.OfExtendedError(error.Code)}: {error.Text}" : ErrorNames.OfExtendedError(error.Code);
}
