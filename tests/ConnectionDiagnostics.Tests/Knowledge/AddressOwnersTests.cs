using System.Net;
using System.Net.Sockets;
using System.Text;
using ConnectionDiagnostics.Knowledge;

namespace ConnectionDiagnostics.Tests.Knowledge;

public class AddressOwnersTests
{
    [Theory]
    [InlineData("104.16.0.1", "cloudflare")]
    [InlineData("172.67.1.1", "cloudflare")]
    [InlineData("2606:4700::1", "cloudflare")]
    [InlineData("151.101.1.1", "fastly")]
    [InlineData("2a04:4e42::1", "fastly")]
    [InlineData("23.32.0.1", "akamai")]
    [InlineData("2a02:26f0::1", "akamai")]
    [InlineData("13.32.0.1", "cloudfront")]
    [InlineData("2600:9000:2000::1", "cloudfront")]
    [InlineData("45.60.1.1", "imperva")]
    [InlineData("92.223.12.10", "gcore")]
    [InlineData("13.107.246.40", "azure-front-door")]
    [InlineData("2620:1ec:bdf::40", "azure-front-door")]
    [InlineData("3.5.136.1", "aws")]
    [InlineData("52.95.110.1", "aws")]
    [InlineData("2600:1f18::1", "aws")]
    [InlineData("20.40.1.1", "azure")]
    [InlineData("34.64.0.1", "google")]
    [InlineData("2600:1900::1", "google")]
    [InlineData("47.91.0.1", "alibaba")]
    [InlineData("119.28.0.1", "tencent")]
    [InlineData("129.146.0.1", "oracle")]
    [InlineData("78.46.1.1", "hetzner")]
    [InlineData("2a01:4f8::1", "hetzner")]
    [InlineData("51.254.0.1", "ovh")]
    [InlineData("2001:41d0::1", "ovh")]
    [InlineData("159.89.1.1", "digitalocean")]
    [InlineData("45.33.0.1", "linode")]
    [InlineData("45.32.1.1", "vultr")]
    [InlineData("51.15.1.1", "scaleway")]
    public void Known_addresses_have_their_owner(string address, string owner) =>
        (AddressOwners.Find(IPAddress.Parse(address))?.Id).Should().Be(owner);

    [Theory]
    [InlineData("104.15.255.255")]
    [InlineData("104.28.0.0")]
    [InlineData("151.100.255.255")]
    [InlineData("151.102.0.0")]
    [InlineData("2606:46ff:ffff:ffff:ffff:ffff:ffff:ffff")]
    [InlineData("2606:4701::")]
    [InlineData("1.1.1.1")]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.1.1")]
    [InlineData("172.16.0.1")]
    [InlineData("192.0.2.1")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002::1")]
    [InlineData("fc00::1")]
    [InlineData("fe80::1%1")]
    [InlineData("ff02::1")]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    public void Neighbours_and_special_addresses_have_none(string address) => AddressOwners.Find(IPAddress.Parse(address)).Should().BeNull();

    [Theory]
    [InlineData("::ffff:104.16.0.1")]
    [InlineData("64:ff9b::104.16.0.1")]
    public void Ipv4_inside_ipv6_is_looked_up_as_ipv4(string address) => (AddressOwners.Find(IPAddress.Parse(address))?.Id).Should().Be("cloudflare");

    [Fact]
    public void Every_border_of_every_network_gives_what_a_naive_search_gives()
    {
        var wrong = new List<string>();
        foreach ((IPNetwork network, _) in Networks)
        {
            foreach (IPAddress address in AroundBorders(network))
            {
                string? expected = Naive(address);
                string? found = AddressOwners.Find(address)?.Id;
                if (found != expected)
                {
                    wrong.Add($"{address}: {found}, not {expected}");
                }
            }
        }

        wrong.Should().BeEmpty();
    }

    [Fact]
    public void A_look_up_allocates_nothing()
    {
        IPAddress[] addresses = [.. new[] { "104.16.0.1", "10.0.0.1", "2606:4700::1", "::ffff:3.5.136.1", "2001:db8::1" }.Select(IPAddress.Parse)];
        Array.ForEach(addresses, address => AddressOwners.Find(address));

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            foreach (IPAddress address in addresses)
            {
                AddressOwners.Find(address);
            }
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    [Fact]
    public void Every_network_parses_and_has_a_known_owner() =>
        Networks.Should().HaveCountGreaterThan(7000).And.OnlyContain(entry => Providers.All.Any(provider => provider.Id == entry.Owner));

    [Fact]
    public void Networks_are_in_order_and_different()
    {
        for (int i = 1; i < Networks.Count; i++)
        {
            (byte[] a, int lengthA) = (Bytes(Networks[i - 1].Network), Networks[i - 1].Network.PrefixLength);
            (byte[] b, int lengthB) = (Bytes(Networks[i].Network), Networks[i].Network.PrefixLength);
            int order = a.Length != b.Length ? a.Length - b.Length : a.AsSpan().SequenceCompareTo(b);

            (order < 0 || (order == 0 && lengthA < lengthB)).Should().BeTrue($"{Networks[i - 1].Network} comes before {Networks[i].Network}");
        }
    }

    [Fact]
    public void A_table_that_is_cut_short_or_names_a_stranger_is_refused()
    {
        byte[] table = KnowledgeResource.Read("address-ranges.bin");

        FluentActions.Invoking(() => new AddressOwnerTable(table[..^1])).Should().Throw<InvalidOperationException>();
        FluentActions.Invoking(() => new AddressOwnerTable([.. "nobody\n"u8, 0, 0, 0, 0, 0, 0, 0, 0])).Should().Throw<InvalidOperationException>();
        new AddressOwnerTable([.. "aws\n"u8, 0, 0, 0, 0, 0, 0, 0, 0]).FindV4(1).Should().BeNull();
    }

    [Fact]
    public void No_cut_is_idle()
    {
        // Neighbouring networks of one owner are one interval: there are fewer cuts than twice the networks.
        var table = new AddressOwnerTable(KnowledgeResource.Read("address-ranges.bin"));

        (table.CountV4 + table.CountV6).Should().BeLessThan(2 * Networks.Count).And.BeGreaterThan(Networks.Count);
    }

    [Fact]
    public void Ids_are_there_once_and_every_provider_has_something()
    {
        Providers.All.Select(provider => provider.Id).Should().OnlyHaveUniqueItems();
        Providers.All.Select(provider => provider.Id)
            .Except(Entries("address-ranges.txt").Concat(Entries("name-suffixes.txt")).Select(entry => entry.Owner)).Should().BeEmpty();
    }

    [Fact]
    public void The_tables_name_source_licence_and_date()
    {
        foreach (string table in new[] { "address-ranges.txt", "name-suffixes.txt" })
        {
            string remarks = string.Concat(File.ReadLines(FileOf(table)).Where(line => line.StartsWith('#')));
            remarks.Should().Contain("cdncheck").And.Contain("2026-");
        }

        Encoding.ASCII.GetString(KnowledgeResource.Read("address-ranges.bin")).Should().Contain("(CC0 1.0)").And.Contain("(MIT)");
    }

    internal static IEnumerable<(string Entry, string Owner)> Entries(string table)
    {
        string owner = "";
        foreach (string line in File.ReadLines(FileOf(table)).Where(line => line[0] != '#'))
        {
            if (line[0] == '=')
            {
                owner = line[1..];
            }
            else
            {
                yield return (line, owner);
            }
        }
    }

    private static string FileOf(string table) => Path.Combine(RepositoryRoot.Core, "Knowledge", table);

    // The networks as people read them; what is embedded was made from them. Parsed as the framework does, which also refuses bits behind the prefix.
    private static readonly IReadOnlyList<(IPNetwork Network, string Owner)> Networks =
        [.. Entries("address-ranges.txt").Select(entry => (IPNetwork.Parse(InFull(entry.Entry)), entry.Owner))];

    private static readonly ILookup<(AddressFamily, int, UInt128), string> ByPrefix =
        Networks.ToLookup(entry => (entry.Network.BaseAddress.AddressFamily, entry.Network.PrefixLength, Number(entry.Network.BaseAddress)), entry => entry.Owner);

    private static string InFull(string network)
    {
        string[] parts = network.Split('/');
        return network.Contains(':', StringComparison.Ordinal) ? network
            : string.Join('.', parts[0].Split('.').Concat(Enumerable.Repeat("0", 4)).Take(4)) + "/" + parts[1];
    }

    /// <summary>The longest prefix, by trying all of them.</summary>
    private static string? Naive(IPAddress address)
    {
        int bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        for (int length = bits; length > 0; length--)
        {
            UInt128 number = Number(address) >> (bits - length) << (bits - length);
            if (ByPrefix[(address.AddressFamily, length, number)].SingleOrDefault() is { } owner)
            {
                return owner;
            }
        }

        return null;
    }

    private static IEnumerable<IPAddress> AroundBorders(IPNetwork network)
    {
        int bits = network.BaseAddress.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        UInt128 first = Number(network.BaseAddress);
        UInt128 last = first + ((UInt128.One << (bits - network.PrefixLength)) - 1);
        return new[] { first - 1, first, first + 1, last - 1, last, last + 1 }.Select(number => Address(number, bits));
    }

    private static byte[] Bytes(IPNetwork network) => network.BaseAddress.GetAddressBytes();

    private static UInt128 Number(IPAddress address) => address.GetAddressBytes().Aggregate(UInt128.Zero, (number, part) => (number << 8) | part);

    private static IPAddress Address(UInt128 number, int bits) => new([.. Enumerable.Range(1, bits / 8).Select(i => (byte)(number >> (bits - (8 * i))))]);
}
