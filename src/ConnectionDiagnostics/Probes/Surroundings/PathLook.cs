using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Probes.Connect;

namespace ConnectionDiagnostics.Probes.Surroundings;

/// <summary>
/// Connects that may travel few hops only: where a silent path ends, and whether somebody nearer than the target answers for it.
/// The first hop alone hears of other destinations, which these connects never reach.
/// </summary>
internal static class PathLook
{
    private const int HopsAtOnce = 8;

    private static readonly TimeSpan HopLimit = TimeSpan.FromSeconds(0.6);

    public static async Task<Fact<PathEvidence>> LookAsync(
        IPAddress address, bool wasRefused, Task<HostEvidence> host, ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        // On the local link nobody stands between.
        if (evidence.RouteTo(address) is not { IsOwn: false, Interface: null })
        {
            return Fact<PathEvidence>.Skipped(FactReason.NotNeeded);
        }

        // The time to live of IPv4 is set on sockets of IPv4.
        var endPoint = new IPEndPoint(address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address, session.Target.Port);
        PathEvidence path = wasRefused
            ? await LookAtRefusalAsync(endPoint, host, session, cancellationToken).ConfigureAwait(false)
            : await LookAtSilenceAsync(endPoint, session, cancellationToken).ConfigureAwait(false);
        return Fact<PathEvidence>.Measured(path);
    }

    /// <summary>A connect that one hop only may carry: who answers it stands nearer than any target behind a router.</summary>
    public static async Task<PathEvidence> LookAtFirstHopAsync(IPEndPoint target, ProbeSession session, CancellationToken cancellationToken)
    {
        IPEndPoint endPoint = target.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(target.Address.MapToIPv4(), target.Port) : target;
        ConnectAttempt hop = await DialAsync(endPoint, 1, session, cancellationToken).ConfigureAwait(false);
        return new PathEvidence { Hops = [hop], Controls = hop.WasAnswered() ? [await AskBesideAsync(endPoint, session, cancellationToken).ConfigureAwait(false)] : [] };
    }

    /// <summary>How far away whoever refuses is, and whether another port of the host answers from the same distance.</summary>
    private static async Task<PathEvidence> LookAtRefusalAsync(
        IPEndPoint endPoint, Task<HostEvidence> host, ProbeSession session, CancellationToken cancellationToken)
    {
        ConnectAttempt[] hops = await DialHopsAsync(endPoint, 1, session, cancellationToken).ConfigureAwait(false);
        if (hops[0].WasAnswered())
        {
            // The first hop answers for the target. Does it answer for everybody?
            return new PathEvidence { Hops = hops, Controls = [await AskBesideAsync(endPoint, session, cancellationToken).ConfigureAwait(false)] };
        }

        HostPort? alive = (await host.ConfigureAwait(false)).Ports.FirstOrDefault(port => port.ShowsLife);
        int? distance = Array.Find(hops, hop => hop is { Error: SocketError.ConnectionRefused, IcmpErrors: null or { Count: 0 } })?.TimeToLive;
        return new PathEvidence
        {
            Hops = hops,
            Controls = distance is { } reached && alive is not null
                ? [await DialAsync(new IPEndPoint(endPoint.Address, alive.Attempt.Port), reached, session, cancellationToken).ConfigureAwait(false)]
                : [],
        };
    }

    private static async Task<PathEvidence> LookAtSilenceAsync(IPEndPoint endPoint, ProbeSession session, CancellationToken cancellationToken)
    {
        SocketError localSend = SendDatagram(endPoint, session.Request.LocalAddress);
        Task<ConnectAttempt[]> controls = Task.WhenAll(
            DialAsync(new IPEndPoint(endPoint.Address, OtherPort(endPoint.Port)), 1, session, cancellationToken),
            AskBesideAsync(endPoint, session, cancellationToken));
        ConnectAttempt[] hops = await DialHopsAsync(endPoint, 1, session, cancellationToken).ConfigureAwait(false);
        if (hops[^1].IcmpErrors is { Count: > 0 })
        {
            hops = [.. hops, .. await DialHopsAsync(endPoint, HopsAtOnce + 1, session, cancellationToken).ConfigureAwait(false)];
        }

        return new PathEvidence { Hops = hops, Controls = await controls.ConfigureAwait(false), LocalSend = localSend };
    }

    private static Task<ConnectAttempt[]> DialHopsAsync(IPEndPoint endPoint, int first, ProbeSession session, CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(first, HopsAtOnce).Select(hops => DialAsync(endPoint, hops, session, cancellationToken)));

    /// <summary>The address beside the target's, for one hop: it shares its route, and is not reached.</summary>
    private static Task<ConnectAttempt> AskBesideAsync(IPEndPoint endPoint, ProbeSession session, CancellationToken cancellationToken) =>
        DialAsync(new IPEndPoint(Beside(endPoint.Address), endPoint.Port), 1, session, cancellationToken);

    private static async Task<ConnectAttempt> DialAsync(IPEndPoint endPoint, int hops, ProbeSession session, CancellationToken cancellationToken)
    {
        using Deadline deadline = session.StartDeadline(HopLimit, cancellationToken);
        using var dial = new TcpDial(endPoint, session, hops);
        await dial.RunAsync(deadline, deadline.Token).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return dial.Attempt;
    }

    /// <summary>
    /// An empty datagram for one hop. To a TCP connect a filter of this machine's own looks like silence; a datagram it refuses with an
    /// error, where the filter is for the address and not for TCP alone.
    /// </summary>
    private static SocketError SendDatagram(IPEndPoint endPoint, IPAddress? local)
    {
        try
        {
            using var socket = new Socket(endPoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            if (local is not null)
            {
                socket.Bind(new IPEndPoint(local, 0));
            }

            socket.Ttl = 1;
            socket.SendTo([], endPoint);
            return SocketError.Success;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
    }

    private static int OtherPort(int port) => port == 443 ? 80 : 443;

    private static IPAddress Beside(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        bytes[^1] ^= 1;
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(bytes, address.ScopeId) : new IPAddress(bytes);
    }
}
