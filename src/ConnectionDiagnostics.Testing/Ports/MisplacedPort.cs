using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Testing.Peers;

namespace ConnectionDiagnostics.Testing.Ports;

/// <summary>A port that refuses, and a server that listens where the client does not look.</summary>
internal sealed class MisplacedPort : IPort
{
    private const int MaxAttempts = 32;

    private readonly RefusingPort _dialled;
    private readonly ListeningPort _server;

    private MisplacedPort(RefusingPort dialled, ListeningPort server)
    {
        _dialled = dialled;
        _server = server;
    }

    public IPEndPoint EndPoint => _dialled.EndPoint;

    public int AcceptedConnections => _server.AcceptedConnections;

    public static IPEndPoint OtherAddress(IPEndPoint dialled) =>
        new(OperatingSystem.IsLinux() ? IPAddress.Parse("127.0.0.2") : IPAddress.IPv6Loopback, dialled.Port);

    /// <summary>The next port, such that the two differ in the last digit only, as a mistyped one does.</summary>
    public static IPEndPoint NextDoor(IPEndPoint dialled) =>
        new(dialled.Address, dialled.Port % 10 == 9 || dialled.Port == IPEndPoint.MaxPort ? dialled.Port - 1 : dialled.Port + 1);

    /// <summary>The place of the server follows from the port that the system chose, and may be taken: then another port is tried.</summary>
    public static async Task<IPort> OpenAsync(Func<IPEndPoint, IPEndPoint> whereItListens, IPeer peer)
    {
        for (int attempt = 1; ; attempt++)
        {
            var dialled = new RefusingPort();
            try
            {
                return new MisplacedPort(dialled, ListeningPort.Open(peer, whereItListens(dialled.EndPoint)));
            }
            catch (SocketException exception)
            {
                await dialled.DisposeAsync().ConfigureAwait(false);
                if (exception.SocketErrorCode is not (SocketError.AddressAlreadyInUse or SocketError.AccessDenied) || attempt == MaxAttempts)
                {
                    throw;
                }
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        await _dialled.DisposeAsync().ConfigureAwait(false);
    }
}
