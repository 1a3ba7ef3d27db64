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
        var socket = new Socket(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
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
