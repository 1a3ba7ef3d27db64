using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics;

/// <summary>What kind of address it is, by the IANA special-purpose registries (RFC 6890, RFC 8190).</summary>
internal static class AddressScopes
{
    /// <summary>The first network that holds an address decides.</summary>
    private static readonly (IPNetwork Network, AddressScope Scope)[] Table =
    [
        (IPNetwork.Parse("127.0.0.0/8"), AddressScope.Loopback),
        (IPNetwork.Parse("::1/128"), AddressScope.Loopback),
        (IPNetwork.Parse("0.0.0.0/32"), AddressScope.Unspecified),
        (IPNetwork.Parse("0.0.0.0/8"), AddressScope.Reserved),
        (IPNetwork.Parse("::/128"), AddressScope.Unspecified),
        (IPNetwork.Parse("10.0.0.0/8"), AddressScope.Private),
        (IPNetwork.Parse("172.16.0.0/12"), AddressScope.Private),
        (IPNetwork.Parse("192.168.0.0/16"), AddressScope.Private),
        (IPNetwork.Parse("fc00::/7"), AddressScope.Private),
        (IPNetwork.Parse("100.64.0.0/10"), AddressScope.Shared),
        (IPNetwork.Parse("169.254.0.0/16"), AddressScope.LinkLocal),
        (IPNetwork.Parse("fe80::/10"), AddressScope.LinkLocal),
        (IPNetwork.Parse("224.0.0.0/4"), AddressScope.Multicast),
        (IPNetwork.Parse("ff00::/8"), AddressScope.Multicast),
        (IPNetwork.Parse("192.0.0.0/24"), AddressScope.Reserved),
        (IPNetwork.Parse("192.0.2.0/24"), AddressScope.Reserved),
        (IPNetwork.Parse("198.18.0.0/15"), AddressScope.Reserved),
        (IPNetwork.Parse("198.51.100.0/24"), AddressScope.Reserved),
        (IPNetwork.Parse("203.0.113.0/24"), AddressScope.Reserved),
        (IPNetwork.Parse("240.0.0.0/4"), AddressScope.Reserved),
        (IPNetwork.Parse("100::/64"), AddressScope.Reserved),
        (IPNetwork.Parse("2001:db8::/32"), AddressScope.Reserved),
    ];

    public static AddressScope Of(IPAddress address)
    {
        IPAddress plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach ((IPNetwork network, AddressScope scope) in Table)
        {
            if (network.Contains(plain))
            {
                return scope;
            }
        }

        return AddressScope.Public;
    }

    public static bool IsInSubnet(LocalAddress local, IPAddress address)
    {
        if (local.Address.AddressFamily != address.AddressFamily || local.PrefixLength <= 0
            || local.PrefixLength > (address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128))
        {
            return false;
        }

        // IPNetwork wants a base address: mask the host bits away first.
        byte[] bytes = local.Address.GetAddressBytes();
        for (int bit = local.PrefixLength; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(0x80 >> (bit % 8));
        }

        return new IPNetwork(new IPAddress(bytes), local.PrefixLength).Contains(new IPAddress(address.GetAddressBytes()));
    }

    /// <summary>The same address, whether or not one of them carries a zone.</summary>
    public static bool AreSame(IPAddress a, IPAddress b)
    {
        IPAddress left = a.IsIPv4MappedToIPv6 ? a.MapToIPv4() : a;
        IPAddress right = b.IsIPv4MappedToIPv6 ? b.MapToIPv4() : b;
        return left.AddressFamily == right.AddressFamily && left.GetAddressBytes().AsSpan().SequenceEqual(right.GetAddressBytes());
    }
}
