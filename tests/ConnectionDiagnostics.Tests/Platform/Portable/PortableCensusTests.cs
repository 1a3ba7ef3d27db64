using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Platform.Portable;

namespace ConnectionDiagnostics.Tests.Platform.Portable;

public class PortableCensusTests
{
    [Fact]
    public async Task A_connection_of_this_process_is_counted()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var endPoint = (IPEndPoint)server.LocalEndpoint;
        using var client = new TcpClient();
        await client.ConnectAsync(endPoint, TestContext.Current.CancellationToken);

        Fact<ConnectionCensus> census = PortableCensus.Count(endPoint);

        census.Value!.ToDestination.Should().ContainSingle().Which.Should().Be(new ConnectionCount { State = ConnectionState.Established, Count = 1 });
        census.Value.All.Sum(count => count.Count).Should().BeGreaterThanOrEqualTo(2);
        census.Value.Owners.Should().BeEmpty();
    }

    [Theory]
    [InlineData("192.0.2.1:443", true)]
    [InlineData("[::ffff:192.0.2.1]:443", true)]
    [InlineData("192.0.2.1:444", false)]
    [InlineData("192.0.2.2:443", false)]
    public void A_destination_is_an_address_and_a_port(string remote, bool counted) =>
        PortableCensus.Count([(IPEndPoint.Parse(remote), TcpState.SynSent)], IPEndPoint.Parse("192.0.2.1:443")).ToDestination.Should().HaveCount(counted ? 1 : 0);
}
