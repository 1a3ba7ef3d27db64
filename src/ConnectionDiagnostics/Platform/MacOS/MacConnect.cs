using System.Net.Sockets;
using ConnectionDiagnostics.Platform.Portable;

namespace ConnectionDiagnostics.Platform.MacOS;

/// <summary>What macOS adds to .NET's connect: the round-trip time, and whether the SYN was sent once only. Who sent an ICMP error it does not tell.</summary>
internal sealed class MacConnect : IConnectObserver
{
    public static MacConnect Instance { get; } = new();

    public void Prepare(Socket socket)
    {
    }

    public TcpConnect Complete(Socket socket, TcpConnect result) =>
        // A socket that has failed has nothing left to ask.
        result.Error is SocketError.Success or SocketError.OperationAborted ? ConnectionInfo.Ask(socket)?.AddTo(result) ?? result : result;
}
