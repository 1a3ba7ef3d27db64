using System.Net.Sockets;
using ConnectionDiagnostics.Probes.Connect;
using ConnectionDiagnostics.Tests.Probes.Scripted;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Probes.Connect;

public sealed class TransferProbeTests : IAsyncDisposable
{
    private readonly Bench _bench = new("https://192.0.2.1/");

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory]
    [InlineData(TlsResult.Silent)]
    [InlineData(TlsResult.TimedOutMidway)]
    public async Task A_handshake_without_an_answer_is_reason_to_look_at_the_connection(TlsResult result) =>
        (await RunAsync(Of("https://192.0.2.1/").Connects().Tls(result))).Transfer.Value.Should().BeSameAs(_bench.System.Transfer);

    [Fact]
    public async Task So_are_words_without_an_answer() =>
        (await RunAsync(Of("http://192.0.2.1/").Connects().Hears(Silence(WireProtocol.Http)))).Transfer.IsMeasured.Should().BeTrue();

    [Fact]
    public async Task A_server_to_which_nothing_was_said_owes_no_answer() =>
        (await RunAsync(Of("tcp://192.0.2.1:80").Connects().Hears(Silence()))).Transfer.State.Should().Be(FactState.Skipped);

    [Theory]
    [InlineData(TlsResult.Succeeded)]
    [InlineData(TlsResult.Closed)]
    [InlineData(TlsResult.Alert)]
    public async Task An_answer_of_whatever_kind_is_none(TlsResult result) =>
        (await RunAsync(Of("https://192.0.2.1/").Connects().Tls(result))).Transfer.State.Should().Be(FactState.Skipped);

    [Fact]
    public async Task Without_a_connection_there_is_nothing_to_look_at() =>
        (await new TransferProbe().RunAsync(Of("https://192.0.2.1/").Tls(TlsResult.Silent).Evidence, _bench.Session, Bench.Cancellation))
            .Transfer.State.Should().Be(FactState.Skipped);

    private ValueTask<ConnectionEvidence> RunAsync(Scene scene)
    {
        // Not connected: only that there is one matters.
        _bench.Session.UseConnection(new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp));
        return new TransferProbe().RunAsync(scene.Evidence, _bench.Session, Bench.Cancellation);
    }
}
