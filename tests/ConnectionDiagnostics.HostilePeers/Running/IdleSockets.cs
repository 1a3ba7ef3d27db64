using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>Connected sockets on which nobody says anything.</summary>
internal static class IdleSockets
{
    private static readonly Socket Listener = Listen();

    /// <summary>Both ends; who disposes of the server's last leaves no port behind that waits.</summary>
    public static (Socket Client, Socket Server) Connect()
    {
        var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        lock (Listener)
        {
            client.Connect(Listener.LocalEndPoint!);
            Socket server = Listener.Accept();
            server.LingerState = new LingerOption(true, 0);
            return (client, server);
        }
    }

    private static Socket Listen()
    {
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        return listener;
    }
}
