using System.Net;
using ConnectionDiagnostics.Platform;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Platform;

public class ListenerTests
{
    [Theory]
    [InlineData("0.0.0.0:80", null, "127.0.0.1", true)]
    [InlineData("0.0.0.0:80", null, "::1", false)]
    [InlineData("0.0.0.0:80", null, "::ffff:127.0.0.1", true)]
    [InlineData("[::]:80", null, "::1", true)]
    [InlineData("[::]:80", false, "127.0.0.1", true)]
    [InlineData("[::]:80", true, "127.0.0.1", false)]
    [InlineData("[::]:80", null, "127.0.0.1", null)]
    [InlineData("127.0.0.1:80", null, "127.0.0.1", true)]
    [InlineData("127.0.0.1:80", null, "127.0.0.2", false)]
    [InlineData("[::1]:80", null, "127.0.0.1", false)]
    [InlineData("[::ffff:127.0.0.1]:80", null, "127.0.0.1", true)]
    [InlineData("[fe80::1%2]:80", null, "fe80::1", true)]
    public void A_listener_serves_the_addresses_it_is_bound_to(string bound, bool? v6Only, string dialled, bool? serves) =>
        At(bound, v6Only: v6Only).Serves(IPAddress.Parse(dialled)).Should().Be(serves);

    [Fact]
    public void Listeners_are_ordered_by_port_and_then_by_address()
    {
        Listener[] ordered = [At("0.0.0.0:22"), At("127.0.0.1:22"), At("10.0.0.1:80"), At("0.0.0.0:8080")];

        ordered.Reverse().Order(ListenerOrder.Instance).Should().Equal(ordered);
    }
}
