using System.Net;

namespace ConnectionDiagnostics.Tests.Evidence;

public class AddressScopesTests
{
    [Theory]
    [InlineData("8.8.8.8", AddressScope.Public)]
    [InlineData("2a00::1", AddressScope.Public)]
    [InlineData("127.0.0.1", AddressScope.Loopback)]
    [InlineData("127.255.255.255", AddressScope.Loopback)]
    [InlineData("::1", AddressScope.Loopback)]
    [InlineData("::ffff:127.0.0.1", AddressScope.Loopback)]
    [InlineData("0.0.0.0", AddressScope.Unspecified)]
    [InlineData("::", AddressScope.Unspecified)]
    [InlineData("10.0.0.1", AddressScope.Private)]
    [InlineData("172.15.255.255", AddressScope.Public)]
    [InlineData("172.16.0.1", AddressScope.Private)]
    [InlineData("172.31.255.255", AddressScope.Private)]
    [InlineData("172.32.0.0", AddressScope.Public)]
    [InlineData("192.168.1.1", AddressScope.Private)]
    [InlineData("fd00::1", AddressScope.Private)]
    [InlineData("100.64.0.1", AddressScope.Shared)]
    [InlineData("100.128.0.1", AddressScope.Public)]
    [InlineData("169.254.1.1", AddressScope.LinkLocal)]
    [InlineData("fe80::1%2", AddressScope.LinkLocal)]
    [InlineData("224.0.0.1", AddressScope.Multicast)]
    [InlineData("ff02::1", AddressScope.Multicast)]
    [InlineData("255.255.255.255", AddressScope.Reserved)]
    [InlineData("192.0.2.1", AddressScope.Reserved)]
    [InlineData("198.18.0.1", AddressScope.Reserved)]
    [InlineData("198.51.100.1", AddressScope.Reserved)]
    [InlineData("203.0.113.1", AddressScope.Reserved)]
    [InlineData("2001:db8::1", AddressScope.Reserved)]
    [InlineData("100::1", AddressScope.Reserved)]
    public void An_address_has_its_scope(string address, AddressScope scope) => AddressScopes.Of(IPAddress.Parse(address)).Should().Be(scope);

    [Theory]
    [InlineData("10.0.0.7", 24, "10.0.0.200", true)]
    [InlineData("10.0.0.7", 24, "10.0.1.1", false)]
    [InlineData("10.0.0.7", 8, "10.255.0.1", true)]
    [InlineData("10.0.0.7", 31, "10.0.0.6", true)]
    [InlineData("10.0.0.7", 32, "10.0.0.7", true)]
    [InlineData("10.0.0.7", 0, "8.8.8.8", false)]
    [InlineData("10.0.0.7", 33, "10.0.0.7", false)]
    [InlineData("10.0.0.7", 24, "::1", false)]
    [InlineData("2001:db8::7", 64, "2001:db8::9", true)]
    [InlineData("2001:db8::7", 64, "2001:db8:0:1::9", false)]
    [InlineData("fe80::7%2", 64, "fe80::9%2", true)]
    public void A_subnet_holds_an_address(string local, int prefix, string address, bool holds) => AddressScopes.IsInSubnet(
        new LocalAddress { Interface = "eth0", Address = IPAddress.Parse(local), PrefixLength = prefix, IsUp = true }, IPAddress.Parse(address)).Should().Be(holds);

    [Theory]
    [InlineData("fe80::1%2", "fe80::1", true)]
    [InlineData("::ffff:10.0.0.1", "10.0.0.1", true)]
    [InlineData("10.0.0.1", "10.0.0.2", false)]
    [InlineData("::1", "127.0.0.1", false)]
    public void Addresses_are_the_same_whatever_they_carry(string a, string b, bool same) =>
        AddressScopes.AreSame(IPAddress.Parse(a), IPAddress.Parse(b)).Should().Be(same);

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(bytes =>
    {
        if (bytes.Length >= 17)
        {
            var address = new IPAddress(bytes.AsSpan(0, bytes[16] % 2 == 0 ? 4 : 16));
            AddressScopes.Of(address);
            AddressScopes.AreSame(address, IPAddress.Loopback);
            AddressScopes.IsInSubnet(new LocalAddress { Interface = "x", Address = address, PrefixLength = bytes[16], IsUp = true }, address);
        }
    });
}
