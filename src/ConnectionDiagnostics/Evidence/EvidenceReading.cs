using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics;

/// <summary>Questions that several rooms ask of the evidence. Every rule asks some of them: the frequent ones allocate nothing.</summary>
internal static class EvidenceReading
{
    /// <summary>How container software names its bridges: Docker, Podman, CNI plug-ins, Flannel, Calico, LXC.</summary>
    private static readonly string[] ContainerBridges = ["docker", "br-", "podman", "cni", "flannel", "cali", "lxc"];

    /// <summary>Whether anything was looked at beside the exception.</summary>
    public static bool WasProbed(this ConnectionEvidence evidence) => evidence.Connect.Reason is not (FactReason.OverBudget or FactReason.NotAwaited);

    public static ConnectAttempt? FirstFailure(this ConnectionEvidence evidence)
    {
        IReadOnlyList<ConnectAttempt> attempts = evidence.Attempts();
        for (int i = 0; i < attempts.Count; i++)
        {
            if (!attempts[i].Connected)
            {
                return attempts[i];
            }
        }

        return null;
    }

    public static IReadOnlyList<ConnectAttempt> Attempts(this ConnectionEvidence evidence) => evidence.Connect.Value?.Attempts ?? [];

    public static RouteToAddress? RouteTo(this ConnectionEvidence evidence, IPAddress address)
    {
        IReadOnlyList<RouteToAddress> routes = evidence.Routes.Value?.Routes ?? [];
        for (int i = 0; i < routes.Count; i++)
        {
            if (routes[i].Address.Equals(address))
            {
                return routes[i];
            }
        }

        return null;
    }

    /// <summary>Whether every address that was dialled belongs to this machine.</summary>
    public static bool IsOwnMachine(this ConnectionEvidence evidence) =>
        evidence.Routes.Value is { Routes: { Count: > 0 } routes } && All(routes, static route => route.IsOwn);

    /// <summary>This machine's listeners on the dialled port, or <see langword="null"/> when the table could not be read.</summary>
    public static IReadOnlyList<Listener>? ListenersOnPort(this ConnectionEvidence evidence)
    {
        if (evidence.Listeners.Value is not { Listeners: var listeners })
        {
            return null;
        }

        List<Listener>? found = null;
        for (int i = 0; i < listeners.Count; i++)
        {
            if (listeners[i].Port == evidence.Target.Port)
            {
                (found ??= []).Add(listeners[i]);
            }
        }

        return found ?? (IReadOnlyList<Listener>)[];
    }

    /// <summary>Whether a listener would take a connection to any of the dialled addresses; <see langword="null"/> when that cannot be told.</summary>
    public static bool? IsServedHere(this ConnectionEvidence evidence, IReadOnlyList<Listener> listeners)
    {
        bool unknown = false;
        foreach (ConnectAttempt attempt in evidence.Attempts())
        {
            foreach (Listener listener in listeners)
            {
                switch (listener.Serves(attempt.Address))
                {
                    case true:
                        return true;
                    case null:
                        unknown = true;
                        break;
                }
            }
        }

        return unknown ? null : false;
    }

    public static bool AllAttemptsFailedWith(this ConnectionEvidence evidence, SocketError error) =>
        evidence.Attempts() is { Count: > 0 } attempts && CountFailedWith(attempts, error) == attempts.Count;

    /// <summary>The first attempt that was refused by a reset: by a host, or by something that answers for it, but not by ICMP.</summary>
    public static ConnectAttempt? RefusedByReset(this ConnectionEvidence evidence)
    {
        IReadOnlyList<ConnectAttempt> attempts = evidence.Attempts();
        for (int i = 0; i < attempts.Count; i++)
        {
            if (attempts[i] is { SelfConnected: true } or { Error: SocketError.ConnectionRefused, IcmpErrors: null or { Count: 0 } })
            {
                return attempts[i];
            }
        }

        return null;
    }

    /// <summary>Whether this machine's addresses are known, so that somebody else's can be told from them.</summary>
    public static bool KnowsOwnAddresses(this ConnectionEvidence evidence) => evidence.Environment.Value is { Addresses.Count: > 0 };

    /// <summary>All ICMP errors that came back, in the order of the attempts.</summary>
    public static IEnumerable<IcmpError> IcmpErrors(this ConnectionEvidence evidence) =>
        evidence.Attempts().SelectMany(attempt => attempt.IcmpErrors ?? []);

    /// <summary>Whether an address belongs to this machine.</summary>
    public static bool IsOwnAddress(this ConnectionEvidence evidence, IPAddress address) =>
        IPAddress.IsLoopback(address) || evidence.Environment.Value?.Addresses.Any(own => own.Address.Equals(address)) == true;

    /// <summary>Whether an interface other than loopback is up and has an address; <see langword="null"/> when that cannot be told.</summary>
    public static bool? HasNetwork(this ConnectionEvidence evidence) =>
        evidence.Environment.Value is { Addresses.Count: > 0 } environment
            ? environment.Addresses.Any(own => own.IsUp && !IPAddress.IsLoopback(own.Address) && !own.Address.IsIPv6LinkLocal)
            : null;

    /// <summary>Whether every address that was dialled is loopback.</summary>
    public static bool IsLoopback(this ConnectionEvidence evidence) =>
        evidence.Routes.Value is { Routes: { Count: > 0 } routes } && All(routes, static route => route.Scope == AddressScope.Loopback);

    /// <summary>Whether the target is loopback and this process runs in a container, where that means the container.</summary>
    public static bool LoopbackInContainer(this ConnectionEvidence evidence) =>
        evidence.Environment.Value is { InContainer: true } && evidence.IsLoopback();

    /// <summary>
    /// Whether somebody else may have refused than this machine's own TCP: a packet filter, or a container whose ports one forwards. Where
    /// nothing tells, loopback and machines without the bridges of container software forward nothing.
    /// </summary>
    public static bool MayBeForwarded(this ConnectionEvidence evidence) =>
        evidence.Connect.Value?.RefusedHere is { } here ? !here : evidence.Connect.Value is { RefusalUnattributed: true } || (evidence.Routes.Value is { } routes && routes.Routes.Any(route => route.Scope != AddressScope.Loopback)
        && (evidence.Environment.Value is not { } environment
            || environment.Addresses.Any(own => ContainerBridges.Any(prefix => own.Interface.StartsWith(prefix, StringComparison.Ordinal)))));

    /// <summary>Whether those that listen on the dialled port, at other addresses of this machine, were asked, and answered in something else than the client wants or hung up.</summary>
    public static bool AnotherProgramOnPort(this ConnectionEvidence evidence) =>
        evidence.Neighbours.Value is { Ports: [{ EndPoint.Port: var port }, ..] ports } && port == evidence.Target.Port
        && ports.All(other => !other.ServesTarget && other.Exchange.Result is ExchangeResult.Answered or ExchangeResult.Closed or ExchangeResult.Reset);

    /// <summary>Listeners as a sentence has them: <c>127.0.0.1:8080 node (pid 4121)</c>.</summary>
    public static string[] Describe(this IEnumerable<Listener> listeners) =>
        [.. listeners.Select(listener => listener.Process is { } process
            ? $"{new IPEndPoint(listener.Address, listener.Port)} {process}"
            : new IPEndPoint(listener.Address, listener.Port).ToString())];

    private static int CountFailedWith(IReadOnlyList<ConnectAttempt> attempts, SocketError error)
    {
        int count = 0;
        for (int i = 0; i < attempts.Count; i++)
        {
            count += attempts[i].Error == error ? 1 : 0;
        }

        return count;
    }

    private static bool All<T>(IReadOnlyList<T> items, Func<T, bool> holds)
    {
        for (int i = 0; i < items.Count; i++)
        {
            if (!holds(items[i]))
            {
                return false;
            }
        }

        return true;
    }
}
