using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using ConnectionDiagnostics.Probes.Connect;
using ConnectionDiagnostics.Probes.Protocols;
using ConnectionDiagnostics.Probes.Tls;

namespace ConnectionDiagnostics.Probes.Proxies;

/// <summary>Connects to a proxy: its addresses all at once, and TLS on top for an <c>https://</c> proxy.</summary>
internal sealed class ProxyDialer(ProxyRoute route, ProbeSession session)
{
    private const int MaxAddresses = 4;

    /// <summary>Two SYNs, a second apart, and time for the second one's answer.</summary>
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(2.5);

    private static readonly TimeSpan ResolveLimit = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan TlsLimit = TimeSpan.FromSeconds(2);

    private const double TimeShare = 0.3;

    /// <summary>The proxy's addresses, once they were looked up.</summary>
    public IReadOnlyList<IPAddress> Addresses { get; private set; } = [];

    public SocketError ResolveError { get; private set; }

    public IReadOnlyList<ConnectAttempt> Attempts { get; private set; } = [];

    public TlsEvidence? Tls { get; private set; }

    /// <summary>Looks the proxy's name up, once.</summary>
    public async Task ResolveAsync(CancellationToken cancellationToken)
    {
        if (IPAddress.TryParse(route.Proxy.Host, out IPAddress? literal))
        {
            Addresses = [literal];
            return;
        }

        using Deadline deadline = session.StartDeadline(session.Share(TimeShare, ResolveLimit), cancellationToken);
        try
        {
            IPAddress[] found = await session.System.ResolveAsync(route.Proxy.Host!, deadline.Token).WaitAsync(deadline.Token).ConfigureAwait(false);
            Addresses = [.. found.Distinct().Take(MaxAddresses)];
            ResolveError = Addresses.Count > 0 ? SocketError.Success : SocketError.NoData;
        }
        catch (SocketException exception)
        {
            ResolveError = exception.SocketErrorCode;
        }
        catch (ArgumentException)
        {
            ResolveError = SocketError.HostNotFound;
        }
        catch (OperationCanceledException) when (deadline.TimeIsUp)
        {
            ResolveError = SocketError.TimedOut;
        }
    }

    /// <summary>A connection to the proxy; no socket when there is none, and no stream when its TLS handshake failed.</summary>
    public async Task<(Socket? Socket, Stream? Stream)> ConnectAsync(CancellationToken cancellationToken)
    {
        using Deadline deadline = session.StartDeadline(session.Share(TimeShare, ConnectLimit), cancellationToken);
        using var answered = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        TcpDial[] dials = [.. Addresses.Select(address => new TcpDial(new IPEndPoint(address, route.Proxy.Port), session))];
        try
        {
            List<Task> running = [.. dials.Select(dial => dial.RunAsync(deadline, answered.Token))];
            while (running.Count > 0 && !Array.Exists(dials, dial => dial.Attempt.Connected))
            {
                running.Remove(await Task.WhenAny(running).ConfigureAwait(false));
            }

            await answered.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(running).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            Attempts = [.. dials.Select(dial => dial.Attempt)];
            Socket? socket = Array.Find(dials, dial => dial.Attempt.Connected)?.Take();
            return socket is null ? (null, null)
                : (socket, await OrEndAsync(socket, OpenStreamAsync(socket, cancellationToken)).ConfigureAwait(false));
        }
        finally
        {
            Array.ForEach(dials, dial => dial.Dispose());
        }
    }

    /// <summary>Whatever is done on a connection: when it is cancelled, the connection is not left behind.</summary>
    public static async Task<T> OrEndAsync<T>(Socket? socket, Task<T> use)
    {
        try
        {
            return await use.ConfigureAwait(false);
        }
        catch
        {
            socket?.Dispose();
            throw;
        }
    }

    private async Task<Stream?> OpenStreamAsync(Socket socket, CancellationToken cancellationToken)
    {
        Stream stream = session.System.OpenStream(socket);
        if (!route.UsesTls)
        {
            return stream;
        }

        using Deadline deadline = session.StartDeadline(session.Share(TimeShare, TlsLimit), cancellationToken);
        var handshake = new TlsHandshake(stream, route.Proxy.Host!.TrimEnd('.'));
        Tls = await handshake.RunAsync([SslApplicationProtocol.Http11], deadline).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        if (Tls.Result == TlsResult.Succeeded)
        {
            return handshake.Stream;
        }

        await handshake.DisposeAsync().ConfigureAwait(false);
        return null;
    }

    /// <summary>Ends a connection to the proxy that is of no more use.</summary>
    public async Task EndAsync(Socket? socket, Stream? stream)
    {
        if (socket is not null)
        {
            await Farewell.SayAsync(socket, session.System, session.Time).ConfigureAwait(false);
        }

        if (stream is not null)
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }

        socket?.Dispose();
    }
}
