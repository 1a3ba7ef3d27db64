using System.Net;
using ConnectionDiagnostics.Knowledge;

namespace ConnectionDiagnostics.Causes;

/// <summary>To whom the target's address belongs, by published ranges and by the names that lead to it or belong to it.</summary>
internal static class OwnerOf
{
    /// <summary>The CDN in front of the target: by its addresses, or by the names that the target is an alias of.</summary>
    public static AddressOwner? Cdn(ConnectionEvidence evidence) =>
        Addresses(evidence).Select(AddressOwners.Find).FirstOrDefault(owner => owner is { Kind: AddressOwnerKind.Cdn })
        ?? Aliases(evidence).Select(HostNameOwners.Find).FirstOrDefault(owner => owner is { Kind: AddressOwnerKind.Cdn });

    /// <summary>The cloud in which the target is: by its addresses, or by the name that DNS gives for its address.</summary>
    public static AddressOwner? Cloud(ConnectionEvidence evidence) =>
        Addresses(evidence).Select(AddressOwners.Find).FirstOrDefault(owner => owner is { Kind: AddressOwnerKind.Cloud })
        ?? (evidence.Host.Value?.ReverseName is { } name && HostNameOwners.Find(name) is { Kind: AddressOwnerKind.Cloud } byName ? byName : null)
        ?? Aliases(evidence).Select(HostNameOwners.Find).FirstOrDefault(owner => owner is { Kind: AddressOwnerKind.Cloud });

    private static IEnumerable<IPAddress> Addresses(ConnectionEvidence evidence) => evidence.Attempts().Select(attempt => attempt.Address).Distinct();

    private static IEnumerable<string> Aliases(ConnectionEvidence evidence) =>
        evidence.Names.Value is { } names ? names.NameServers.SelectMany(answer => answer.Aliases).Append(names.Host) : [];
}
