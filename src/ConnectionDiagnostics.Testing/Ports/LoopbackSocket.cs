using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Testing.Ports;

/// <summary>Sockets bound to loopback, each for itself alone.</summary>
internal static class LoopbackSocket
{
    /// <summary>Binds to a port of 127.0.0.1 that the system chooses.</summary>
    public static Socket Bind() => Bind(new IPEndPoint(IPAddress.Loopback, 0));

    public static Socket Bind(IPEndPoint endPoint)
    {
        // Not ProtocolType.Tcp, though TCP it is: on Unix .NET would set SO_REUSEADDR, and whoever else has that may take a port that is not listened on.
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.ExclusiveAddressUse = true;
            socket.Bind(endPoint);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public static IPEndPoint EndPointOf(Socket socket) => (IPEndPoint)socket.LocalEndPoint!;
}
