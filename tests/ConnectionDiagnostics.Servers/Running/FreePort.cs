using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Servers.Running;

/// <summary>Ports that nobody has: outside the range that the system gives to clients, so that no connection takes them before the server does.</summary>
internal static class FreePort
{
    private const int First = 20_000;

    private const int Last = 26_999;

    private static readonly ConcurrentDictionary<int, bool> Given = new();

    public static int Next()
    {
        while (true)
        {
            int port = Random.Shared.Next(First, Last + 1);
            if (Given.TryAdd(port, true) && IsFree(port))
            {
                return port;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var trial = new TcpListener(IPAddress.Any, port);
            trial.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
