using System.Net.Sockets;

namespace ConnectionDiagnostics.Platform.Portable;

/// <summary>What a system adds to a connect that .NET makes. Its members do not throw.</summary>
internal interface IConnectObserver
{
    /// <summary>Before the socket connects.</summary>
    void Prepare(Socket socket);

    /// <summary>When the connect has ended, or nobody waits for it any more: adds what the system tells beyond the error.</summary>
    TcpConnect Complete(Socket socket, TcpConnect result);
}
