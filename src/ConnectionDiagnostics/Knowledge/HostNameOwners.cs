using System.Text;

namespace ConnectionDiagnostics.Knowledge;

/// <summary>Whose a name is: names under which CDNs are met (targets of a CNAME) and clouds (reverse names of addresses).</summary>
internal static class HostNameOwners
{
    private static readonly Lazy<Dictionary<string, AddressOwner>> Table = new(Load);

    /// <summary>Finds whose the longest known suffix of a name is, on the borders of labels, whatever the case, and with or without the final dot.</summary>
    public static AddressOwner? Find(string name)
    {
        Dictionary<string, AddressOwner>.AlternateLookup<ReadOnlySpan<char>> table = Table.Value.GetAlternateLookup<ReadOnlySpan<char>>();
        ReadOnlySpan<char> rest = name.EndsWith('.') ? name.AsSpan(0, name.Length - 1) : name;
        while (true)
        {
            if (table.TryGetValue(rest, out AddressOwner? owner))
            {
                return owner;
            }

            int dot = rest.IndexOf('.');
            if (dot < 0)
            {
                return null;
            }

            rest = rest[(dot + 1)..];
        }
    }

    private static Dictionary<string, AddressOwner> Load()
    {
        var owners = new Dictionary<string, AddressOwner>(StringComparer.OrdinalIgnoreCase);
        var lines = new KnowledgeLines(KnowledgeResource.Read("name-suffixes.txt"));
        while (lines.MoveNext())
        {
            owners.Add(Encoding.ASCII.GetString(lines.Entry), lines.Owner!);
        }

        return owners;
    }
}
