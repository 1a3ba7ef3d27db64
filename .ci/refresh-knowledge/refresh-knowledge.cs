// Writes the tables of src/ConnectionDiagnostics/Knowledge from collected lists:
//   dotnet run .ci/refresh-knowledge/refresh-knowledge.cs -- address-ranges.tsv name-suffixes.tsv
// A list has lines "kind TAB provider TAB ranges or suffixes TAB source"; its lines that begin with # tell source, licence and date, and are kept.
#:property PublishAot=false
#:property RestorePackagesWithLockFile=false
#:property NoWarn=CS1591;CA2007;CA1303;CA1305

using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Text;

if (args is not [string rangeList, string nameList])
{
    Console.Error.WriteLine("usage: refresh-knowledge address-ranges.tsv name-suffixes.tsv");
    return 2;
}

// IANA special-purpose networks: lists name documentation and transition networks by mistake.
IPNetwork[] special =
[
    .. "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24"
        .Split(' ').Select(IPNetwork.Parse),
    .. "203.0.113.0/24 224.0.0.0/3 ::/8 100::/64 2001::/23 2001:db8::/32 2002::/16 3fff::/20 fc00::/7 fe80::/10 ff00::/8".Split(' ').Select(IPNetwork.Parse),
];

string here = Path.GetDirectoryName(ThisFile())!;
string room = Path.Combine(here, "..", "..", "src", "ConnectionDiagnostics", "Knowledge");
Dictionary<string, string> ids = Lines(Path.Combine(here, "providers.tsv")).Select(line => line.Split('\t')).ToDictionary(cells => cells[0], cells => cells[1]);

List<Row> ranges = [.. Read(rangeList), .. Read(Path.Combine(here, "own-ranges.tsv"))];
List<Prefix> prefixes = [.. ranges.Select(row => (row, Network: IPNetwork.Parse(row.What)))
    // The table's IPv6 keys are 64 bits wide: what is longer are single machines.
    .Where(range => range.Network.BaseAddress.AddressFamily == AddressFamily.InterNetwork || range.Network.PrefixLength <= 64)
    .Where(range => !special.Any(network => Overlap(network, range.Network)))
    .Select(range => new Prefix(Key(range.Network.BaseAddress), range.Network.PrefixLength, range.Network.BaseAddress.AddressFamily, range.row.Provider, range.row.Kind))];
IEnumerable<Prefix> collapsed = prefixes.GroupBy(prefix => (prefix.Provider, prefix.Family)).SelectMany(group => Collapse(group));
// Of equal networks the CDN's stays: it is the more special use of a cloud's own addresses. Next, the one that was listed first.
List<Prefix> table = [.. collapsed.GroupBy(prefix => (prefix.Start, prefix.Length, prefix.Family)).Select(group => group.OrderByDescending(prefix => prefix.Kind == "cdn").First())
    .OrderBy(prefix => prefix.Family == AddressFamily.InterNetworkV6).ThenBy(prefix => prefix.Start).ThenBy(prefix => prefix.Length)];
Write("address-ranges.txt", "Who has which addresses: networks in order, the outer one first; a line =provider says whose the networks below it are.",
    [rangeList, Path.Combine(here, "own-ranges.tsv")], table.Select(prefix => (prefix.Provider, prefix.ToString())));
WriteCuts("address-ranges.bin", [rangeList, Path.Combine(here, "own-ranges.tsv")], table);

IEnumerable<(string Provider, string Suffix)> names = Read(nameList).Concat(Read(Path.Combine(here, "own-names.tsv")))
    .Select(row => (row.Provider, row.What.ToLowerInvariant())).Distinct().OrderBy(name => name.Provider, StringComparer.Ordinal).ThenBy(name => name.Item2, StringComparer.Ordinal);
Write("name-suffixes.txt", "Whose the names are that end in these: the longest suffix decides; a line =provider says whose the suffixes below it are.",
    [nameList, Path.Combine(here, "own-names.tsv")], names);
return 0;

IEnumerable<Row> Read(string file) =>
    from cells in Lines(file).Select(line => line.Split('\t'))
    let provider = ids.GetValueOrDefault(cells[1], cells[1])
    where provider != "-"
    from what in cells[2].Split(' ')
    where ids.GetValueOrDefault(what) != "-"
    select new Row(cells[0], provider, what);

void Write(string name, string title, string[] sources, IEnumerable<(string Provider, string Entry)> entries)
{
    var text = new StringBuilder().Append("# ").Append(title).Append("\n# Written by .ci/refresh-knowledge; README.md beside this file tells how.\n");
    foreach (string line in sources.SelectMany(File.ReadLines).Where(line => line.StartsWith('#')))
    {
        text.Append(line.Replace('\t', ' ')).Append('\n');
    }

    string? last = null;
    foreach ((string provider, string entry) in entries)
    {
        if (provider != last)
        {
            text.Append('=').Append(last = provider).Append('\n');
        }

        text.Append(entry).Append('\n');
    }

    File.WriteAllText(Path.Combine(room, name), text.ToString());
    Console.WriteLine($"{name}: {entries.Count()} entries, {text.Length} characters");
}

// The form is told in AddressOwnerTable.
void WriteCuts(string name, string[] sources, List<Prefix> prefixes)
{
    List<string> providers = [.. prefixes.Select(prefix => prefix.Provider).Distinct().Order(StringComparer.Ordinal)];
    List<(ulong Start, string? Owner)> v4 = Cut(prefixes.Where(prefix => prefix.Family == AddressFamily.InterNetwork));
    List<(ulong Start, string? Owner)> v6 = Cut(prefixes.Where(prefix => prefix.Family == AddressFamily.InterNetworkV6));
    using var file = new MemoryStream();
    foreach (string line in sources.SelectMany(File.ReadLines).Where(line => line.StartsWith('#')).Append(string.Join(' ', providers)))
    {
        file.Write(Encoding.ASCII.GetBytes(line.Replace('\t', ' ') + "\n"));
    }

    WriteNumber(file, (ulong)v4.Count, 4);
    WriteNumber(file, (ulong)v6.Count, 4);
    WriteFamily(file, v4, providers, 4);
    WriteFamily(file, v6, providers, 8);
    File.WriteAllBytes(Path.Combine(room, name), file.ToArray());
    Console.WriteLine($"{name}: {v4.Count} and {v6.Count} cuts, {file.Length} bytes");
}

static void WriteFamily(Stream file, List<(ulong Start, string? Owner)> cuts, List<string> providers, int width)
{
    cuts.ForEach(cut => WriteNumber(file, cut.Start >> (64 - (8 * width)), width));
    cuts.ForEach(cut => file.WriteByte((byte)(cut.Owner is null ? 0 : providers.IndexOf(cut.Owner) + 1)));
}

static void WriteNumber(Stream file, ulong number, int width)
{
    for (int shift = 8 * (width - 1); shift >= 0; shift -= 8)
    {
        file.WriteByte((byte)(number >> shift));
    }
}

// Where the owner changes. Networks come in order, the outer before the inner.
static List<(ulong Start, string? Owner)> Cut(IEnumerable<Prefix> prefixes)
{
    var cuts = new List<(ulong Start, string? Owner)>();
    var open = new Stack<Prefix>();
    foreach (Prefix prefix in prefixes)
    {
        CloseBefore(prefix.Start);
        open.Push(prefix);
        Add(prefix.Start, prefix.Provider);
    }

    CloseBefore(ulong.MaxValue);
    return cuts;

    void CloseBefore(ulong start)
    {
        while (open.TryPeek(out Prefix? inner) && inner.Last < start)
        {
            open.Pop();
            Add(inner.Last + 1, open.TryPeek(out Prefix? outer) ? outer.Provider : null);
        }
    }

    // A later cut at the same place is the inner network's, or that of a network that ends there, too.
    void Add(ulong start, string? owner)
    {
        if (cuts.Count > 0 && cuts[^1].Start == start)
        {
            cuts.RemoveAt(cuts.Count - 1);
        }

        if ((cuts.Count == 0 ? null : cuts[^1].Owner) != owner)
        {
            cuts.Add((start, owner));
        }
    }
}

static IEnumerable<string> Lines(string file) => File.ReadLines(file).Where(line => line.Length > 0 && line[0] != '#');

static bool Overlap(IPNetwork a, IPNetwork b) => a.Contains(b.BaseAddress) || b.Contains(a.BaseAddress);

// An address's first 64 bits.
static ulong Key(IPAddress address)
{
    byte[] bytes = address.GetAddressBytes();
    return bytes.Take(8).Aggregate(0UL, (key, part) => (key << 8) | part) << (8 * (8 - Math.Min(8, bytes.Length)));
}

// Leaves out what lies inside another network, and joins two halves to their whole.
static IEnumerable<Prefix> Collapse(IEnumerable<Prefix> prefixes)
{
    var kept = new List<Prefix>();
    foreach (Prefix prefix in prefixes.OrderBy(prefix => prefix.Start).ThenBy(prefix => prefix.Length))
    {
        if (kept.Count > 0 && kept[^1].Covers(prefix))
        {
            continue;
        }

        kept.Add(prefix);
        while (kept.Count > 1 && kept[^2].Length == kept[^1].Length && (kept[^2] with { Length = kept[^2].Length - 1 }) is var whole && whole.Covers(kept[^1]) && kept[^2].Start == whole.First)
        {
            kept.RemoveRange(kept.Count - 2, 2);
            kept.Add(whole);
        }
    }

    return kept;
}

static string ThisFile([CallerFilePath] string path = "") => path;

internal sealed record Row(string Kind, string Provider, string What);

internal sealed record Prefix(ulong Start, int Length, AddressFamily Family, string Provider, string Kind)
{
    public ulong First => Length == 0 ? 0 : Start & (ulong.MaxValue << (64 - Length));

    public ulong Last => First | (Length == 64 ? 0 : ulong.MaxValue >> Length);

    public bool Covers(Prefix other) => other.Length >= Length && (Length == 0 || (other.Start ^ Start) >> (64 - Length) == 0);

    // As usual, but without the zeros at an IPv4 network's end.
    public override string ToString()
    {
        byte[] bytes = new byte[Family == AddressFamily.InterNetwork ? 4 : 16];
        for (int i = 0; i < Math.Min(8, bytes.Length); i++)
        {
            bytes[i] = (byte)(Start >> (56 - (8 * i)));
        }

        string address = new IPAddress(bytes).ToString();
        while (Family == AddressFamily.InterNetwork && address.EndsWith(".0", StringComparison.Ordinal))
        {
            address = address[..^2];
        }

        return $"{address}/{Length}";
    }
}
