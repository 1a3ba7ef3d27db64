using System.Net;
using System.Net.NetworkInformation;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Platform.Portable;

namespace ConnectionDiagnostics.Tests.Platform;

public class PortableConnectionsTests
{
    [Fact]
    public void Connections_to_the_destination_are_counted_apart_and_listeners_are_none()
    {
        Connection[] connections =
        [
            new("10.0.0.1:80", TcpState.TimeWait),
            new("10.0.0.1:80", TcpState.TimeWait),
            new("[::ffff:10.0.0.1]:80", TcpState.Established),
            new("10.0.0.1:81", TcpState.CloseWait),
            new("10.0.0.2:80", TcpState.DeleteTcb),
            new("10.0.0.1:80", TcpState.Listen),
        ];

        ConnectionCensus census = PortableConnections.Count(connections, IPEndPoint.Parse("10.0.0.1:80"));

        census.ToDestination.Select(count => (count.State, count.Count)).Should().Equal((ConnectionState.Established, 1), (ConnectionState.TimeWait, 2));
        census.All.Select(count => (count.State, count.Count)).Should().Equal(
            (ConnectionState.Other, 1), (ConnectionState.Established, 1), (ConnectionState.TimeWait, 2), (ConnectionState.CloseWait, 1));
        census.Owners.Should().BeEmpty();
    }

    private sealed class Connection(string remote, TcpState state) : TcpConnectionInformation
    {
        public override IPEndPoint LocalEndPoint { get; } = new(IPAddress.Any, 0);

        public override IPEndPoint RemoteEndPoint { get; } = IPEndPoint.Parse(remote);

        public override TcpState State => state;
    }
}
