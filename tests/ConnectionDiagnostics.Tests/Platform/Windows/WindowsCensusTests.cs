using System.Net;
using System.Net.NetworkInformation;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Platform.Windows;

namespace ConnectionDiagnostics.Tests.Platform.Windows;

public class WindowsCensusTests
{
    private static readonly IPEndPoint Destination = IPEndPoint.Parse("192.0.2.1:443");

    [Fact]
    public void Counts_by_state_those_to_the_destination_apart_and_no_listeners()
    {
        ConnectionCensus census = Count(
            Row("192.0.2.1:443", TcpState.Established, 10), Row("192.0.2.1:443", TcpState.Established, 10), Row("[::ffff:192.0.2.1]:443", TcpState.TimeWait, 0),
            Row("192.0.2.1:80", TcpState.CloseWait, 11), Row("192.0.2.2:443", TcpState.FinWait2, 12), Row("0.0.0.0:0", TcpState.Listen, 13),
            Row("10.0.0.1:1", TcpState.DeleteTcb, 14));

        census.ToDestination.Should().BeEquivalentTo(
            [new { State = ConnectionState.Established, Count = 2 }, new { State = ConnectionState.TimeWait, Count = 1 }], options => options.WithStrictOrdering());
        census.All.Select(count => (count.State, count.Count)).Should().Equal(
            (ConnectionState.Other, 1), (ConnectionState.Established, 2), (ConnectionState.FinWait2, 1), (ConnectionState.TimeWait, 1), (ConnectionState.CloseWait, 1));
    }

    /// <summary>MIB_TCP_STATE has an order of its own.</summary>
    [Theory]
    [InlineData(1, ConnectionState.Other)]
    [InlineData(3, ConnectionState.SynSent)]
    [InlineData(4, ConnectionState.SynReceived)]
    [InlineData(5, ConnectionState.Established)]
    [InlineData(6, ConnectionState.FinWait1)]
    [InlineData(7, ConnectionState.FinWait2)]
    [InlineData(8, ConnectionState.CloseWait)]
    [InlineData(9, ConnectionState.Closing)]
    [InlineData(10, ConnectionState.LastAck)]
    [InlineData(11, ConnectionState.TimeWait)]
    [InlineData(12, ConnectionState.Other)]
    public void States_are_told_by_their_names_and_not_their_numbers(int state, ConnectionState expected) =>
        Count(Row("192.0.2.1:443", (TcpState)state, 1)).ToDestination.Single().State.Should().Be(expected);

    [Fact]
    public void The_three_processes_with_most_connections_are_named()
    {
        TcpTableRow[] rows =
        [
            .. Times(2, 20), .. Times(5, 10), .. Times(2, 15), .. Times(1, 30), .. Times(9, 0), .. Times(7, 404),
            Row("192.0.2.9:443", TcpState.Established, 30),
        ];

        Count(rows).Owners.Select(owner => (owner.Process.Id, owner.Process.Name, owner.Connections)).Should().Equal((10, "p10", 5), (15, "p15", 2), (20, "p20", 2));
    }

    [Fact]
    public void A_listener_is_named_after_its_process_and_each_process_is_asked_for_once()
    {
        int asked = 0;
        Listener[] listeners = [At(80, 4), At(81, 404), At(82, 0), At(83, 4), At(84, ulong.MaxValue)];

        IReadOnlyList<Listener> named = ProcessNames.AddTo(listeners, id =>
        {
            asked++;
            return Name(id);
        });

        named.Select(listener => listener.Process?.ToString()).Should().Equal("p4 (pid 4)", null, null, "p4 (pid 4)", null);
        asked.Should().Be(2);
    }

    [Fact]
    public void A_process_is_found_by_its_id_and_one_that_is_not_there_is_not()
    {
        ProcessNames.Find(Environment.ProcessId).Should().NotBeNullOrEmpty();
        ProcessNames.Find(int.MaxValue).Should().BeNull();
        ProcessNames.Find(-1).Should().BeNull();
    }

    private static ConnectionCensus Count(params TcpTableRow[] rows) => WindowsCensus.Count(rows, Destination, Name);

    private static string? Name(int id) => id == 404 ? null : $"p{id}";

    private static IEnumerable<TcpTableRow> Times(int count, int processId) => Enumerable.Repeat(Row("192.0.2.1:443", TcpState.Established, processId), count);

    private static TcpTableRow Row(string remote, TcpState state, int processId) => new(IPEndPoint.Parse("10.0.0.7:50000"), IPEndPoint.Parse(remote), state, processId);

    private static Listener At(int port, ulong process) => new() { Address = IPAddress.Any, Port = port, Inode = process };
}
