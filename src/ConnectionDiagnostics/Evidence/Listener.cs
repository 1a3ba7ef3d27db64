using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics;

/// <summary>A listening TCP socket.</summary>
public sealed record Listener
{
    /// <summary>The address it is bound to.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>The port.</summary>
    public required int Port { get; init; }

    /// <summary>For <c>[::]</c>: whether it takes IPv6 only (<c>IPV6_V6ONLY</c>). <see langword="null"/> when the system does not tell.</summary>
    public bool? IPv6Only { get; init; }

    /// <summary>Connections that wait to be accepted; <see langword="null"/> when the system does not tell.</summary>
    public int? QueueLength { get; init; }

    /// <summary>How many may wait before the next is dropped (the backlog).</summary>
    public int? QueueLimit { get; init; }

    /// <summary>The numeric id of the user who owns the socket.</summary>
    public int? UserId { get; init; }

    /// <summary>The process that owns the socket, where this process may see it.</summary>
    public ProcessIdentity? Process { get; init; }

    /// <summary>What the system names the socket by, to find its process: the inode on Linux, the process' id on Windows; 0 when it does not tell.</summary>
    internal ulong Inode { get; init; }

    /// <summary>Whether the accept queue takes no more. Linux drops the handshake when the queue is longer than the backlog.</summary>
    internal bool IsQueueFull => QueueLength is { } length && QueueLimit is { } limit && length > limit;

    /// <summary>Whether a connection to an address reaches this listener; <see langword="null"/> when only the unknown IPV6_V6ONLY could tell.</summary>
    internal bool? Serves(IPAddress dialled)
    {
        if (dialled.IsIPv4MappedToIPv6)
        {
            dialled = dialled.MapToIPv4();
        }

        IPAddress bound = Address.IsIPv4MappedToIPv6 ? Address.MapToIPv4() : Address;
        if (bound.Equals(IPAddress.IPv6Any))
        {
            return dialled.AddressFamily == AddressFamily.InterNetworkV6 ? true : !IPv6Only;
        }

        return bound.Equals(IPAddress.Any)
            ? dialled.AddressFamily == AddressFamily.InterNetwork
            : SameAddress(bound, dialled);
    }

    /// <summary>Where the listener is reached from this machine: at the dialled address if it serves that, else at its own, or at loopback if it serves all of its family.</summary>
    internal IPEndPoint ReachableBeside(IPAddress dialled)
    {
        if (Serves(dialled) == true)
        {
            return new IPEndPoint(dialled, Port);
        }

        return new IPEndPoint(
            Address.Equals(IPAddress.Any) ? IPAddress.Loopback : Address.Equals(IPAddress.IPv6Any) ? IPAddress.IPv6Loopback : Address, Port);
    }

    // A scope id is written on one side only: fe80::1%eth0 against fe80::1.
    private static bool SameAddress(IPAddress a, IPAddress b) =>
        a.AddressFamily == b.AddressFamily && a.GetAddressBytes().AsSpan().SequenceEqual(b.GetAddressBytes());
}
