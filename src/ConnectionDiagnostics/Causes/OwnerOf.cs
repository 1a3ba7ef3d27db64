using ConnectionDiagnostics.Knowledge;

namespace ConnectionDiagnostics.Causes;

/// <summary>To whom the target's address belongs, by published ranges and by the names that lead to it or belong to it.</summary>
internal static class OwnerOf
{
    /// <summary>The CDN in front of the target: by its addresses, or by the names that the target is an alias of.</summary>
    public static AddressOwner? Cdn(ConnectionEvidence evidence) =>
        ByAddress(evidence, AddressOwnerKind.Cdn)
        ?? ByAlias(evidence, AddressOwnerKind.Cdn);

    /// <summary>The cloud in which the target is: by its addresses, or by the name that DNS gives for its address.</summary>
    public static AddressOwner? Cloud(ConnectionEvidence evidence) =>
        ByAddress(evidence, AddressOwnerKind.Cloud)
        ?? (evidence.Host.Value?.ReverseName is { } name && HostNameOwners.Find(name) is { Kind: AddressOwnerKind.Cloud } byName ? byName : null)
        ?? ByAlias(evidence, AddressOwnerKind.Cloud);

    private static AddressOwner? ByAddress(ConnectionEvidence evidence, AddressOwnerKind kind)
    {
        IReadOnlyList<ConnectAttempt> attempts = evidence.Attempts();
        for (int i = 0; i < attempts.Count; i++)
        {
            if (AddressOwners.Find(attempts[i].Address) is { } owner && owner.Kind == kind)
            {
                return owner;
            }
        }

        return null;
    }

    /// <summary>An address that was dialled as one has no names.</summary>
    private static AddressOwner? ByAlias(ConnectionEvidence evidence, AddressOwnerKind kind) =>
        evidence.Names.Value is { IsLiteral: false } names
            ? names.NameServers.SelectMany(answer => answer.Aliases).Append(names.Host).Select(HostNameOwners.Find).FirstOrDefault(owner => owner?.Kind == kind)
            : null;
}
