using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Platform.Linux;

namespace ConnectionDiagnostics.Tests.Platform.Linux;

public class LinuxConnectTests
{
    /// <summary>A queue that is full leaves the connect pending; with the listener gone the SYN's repetition, after a second, is refused.</summary>
    [Fact]
    public async Task A_refusal_that_comes_late_is_a_refusal()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Linux' own calls.");
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(0);
        var endPoint = (IPEndPoint)listener.LocalEndPoint!;
        using var first = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await first.ConnectAsync(endPoint, TestContext.Current.CancellationToken);

        Task<TcpConnect> connect = LinuxConnect.RunAsync(endPoint, null, null, TimeProvider.System, TestContext.Current.CancellationToken);
        connect.IsCompleted.Should().BeFalse();
        listener.Dispose();
        TcpConnect result = await connect;

        result.Error.Should().Be(SocketError.ConnectionRefused);
        result.NativeErrorCode.Should().Be(111);
        result.Socket.Should().BeNull();
    }
}
