using System.Net;
using System.Security.Cryptography.X509Certificates;
using ConnectionDiagnostics.Testing.Ports;

namespace ConnectionDiagnostics.Testing;

/// <summary>A server on a free loopback port that fails in one chosen way, until it is disposed.</summary>
/// <remarks>Servers do not disturb each other: start as many as you like, in tests that run in parallel.</remarks>
/// <example>
/// <code>
/// await using FaultyServer server = await FaultyServer.StartAsync(Fault.ResetsAtOnce);
/// await Assert.ThrowsAsync&lt;HttpRequestException&gt;(() => client.GetAsync($"http://{server.EndPoint}/"));
/// </code>
/// </example>
public sealed class FaultyServer : IAsyncDisposable
{
    private readonly IPort _port;
    private int _disposed;

    private FaultyServer(IPort port, Fault fault)
    {
        _port = port;
        Fault = fault;
    }

    /// <summary>How this server fails.</summary>
    public Fault Fault { get; }

    /// <summary>What to connect to: 127.0.0.1 and a port that the system chose.</summary>
    public IPEndPoint EndPoint => _port.EndPoint;

    /// <summary>The port of <see cref="EndPoint"/>.</summary>
    public int Port => EndPoint.Port;

    /// <summary>How many connections the server has accepted so far.</summary>
    /// <value>Always 0 for <see cref="Fault.Refuses"/> and <see cref="Fault.QueueFull"/>.</value>
    public int AcceptedConnections => _port.AcceptedConnections;

    /// <summary>For <see cref="Fault.Tls"/>: the certificate, without its key, that a client would have to trust. Belongs to the server.</summary>
    /// <value><see langword="null"/> for every other fault.</value>
    public X509Certificate2? TrustAnchor => _port.TrustAnchor;

    /// <summary>Starts a server. When the task ends, the fault is in place.</summary>
    /// <param name="fault">How the server fails.</param>
    /// <param name="cancellationToken">Gives up starting; without effect on a server that has started.</param>
    /// <returns>The server; dispose it to free its port.</returns>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">This machine has no free port or no loopback address.</exception>
    public static async Task<FaultyServer> StartAsync(Fault fault, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fault);
        cancellationToken.ThrowIfCancellationRequested();
        return new FaultyServer(await fault.OpenAsync(cancellationToken).ConfigureAwait(false), fault);
    }

    /// <summary>Ends all conversations, closes all connections and frees the port.</summary>
    /// <returns>A task that ends when nothing of the server is left.</returns>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await _port.DisposeAsync().ConfigureAwait(false);
        }
    }
}
