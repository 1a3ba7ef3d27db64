using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics;

/// <summary>Which addresses a diagnoser may contact: a service that diagnoses what strangers name would otherwise be their way into its own network.</summary>
/// <remarks>
/// Asked for every address of the target once its name is resolved, and again for each single connection, also those to proxies, to other addresses and to
/// gateways. One forbidden address forbids the target (<see cref="CauseCode.TargetForbidden"/>): nothing is sent to any of its addresses. With a policy a
/// diagnosis asks the configured name servers only, never those that a zone names. What a permitted proxy resolves and contacts is the proxy's to forbid.
/// </remarks>
public sealed class TargetPolicy
{
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>All that IANA has given out of IPv6 for the Internet.</summary>
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    /// <summary>Carries an IPv4 address in disguise (RFC 4380), and is used by nobody any more.</summary>
    private static readonly IPNetwork Teredo = IPNetwork.Parse("2001::/32");

    private static readonly IPNetwork Compatible = IPNetwork.Parse("::/96");

    /// <summary>Azure's host on every virtual machine's network, which answers there only, and has a public address.</summary>
    private static readonly IPAddress AzureHost = IPAddress.Parse("168.63.129.16");

    private readonly Func<IPAddress, bool> _allows;

    private TargetPolicy(Func<IPAddress, bool> allows) => _allows = allows;

    /// <summary>Only addresses of the public Internet: no loopback, private, shared, link-local (with 169.254.169.254), multicast or reserved ones.</summary>
    /// <value>An IPv6 address that stands for an IPv4 one (mapped, NAT64, 6to4) is what that one is.</value>
    public static TargetPolicy PublicOnly { get; } = new(IsPublic);

    /// <summary>A policy of your own.</summary>
    /// <param name="allows">Whether an address may be contacted; called by many threads at once. What it throws forbids.</param>
    /// <returns>The policy.</returns>
    public static TargetPolicy Where(Func<IPAddress, bool> allows)
    {
        ArgumentNullException.ThrowIfNull(allows);
        return new TargetPolicy(allows);
    }

    /// <summary>Whether an address may be contacted.</summary>
    /// <param name="address">The address.</param>
    /// <returns>Whether it may.</returns>
    public bool Allows(IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        try
        {
            return _allows(address);
        }
#pragma warning disable CA1031 // A policy that cannot decide has not allowed anything.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    private static bool IsPublic(IPAddress address)
    {
        IPAddress meant = Meant(address);
        return AddressScopes.Of(meant) == AddressScope.Public && !meant.Equals(AzureHost)
            && (meant.AddressFamily == AddressFamily.InterNetwork || (GlobalUnicast.Contains(meant) && !Teredo.Contains(meant)));
    }

    /// <summary>The IPv4 address that an IPv6 one carries (RFC 4291, section 2.5.5; RFC 6052, section 2.1; RFC 3056, section 2).</summary>
    private static IPAddress Meant(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        byte[] bytes = address.GetAddressBytes();
        return address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
            : Nat64.Contains(address) || (Compatible.Contains(address) && bytes[12] != 0) ? new IPAddress(bytes.AsSpan(12, 4))
            : SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : address;
    }
}
