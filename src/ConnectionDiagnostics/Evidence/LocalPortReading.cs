using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics;

/// <summary>Questions that several rooms ask of the local ports.</summary>
internal static class LocalPortReading
{
    /// <summary>Whether the connections to the destination hold all ports that the system can give, or nearly: some close while they are counted.</summary>
    public static bool AreUsedUp(this LocalPortEvidence ports) =>
        ports is { Connections: { } connections, UsablePorts: { } usable and > 0 } && connections.Sum(state => (long)state.Count) >= usable - (usable / 50);

    /// <summary>Whether already the bind found no port: with a local address of its own a socket needs one that is free for every destination.</summary>
    public static bool FailedForPortAtBind(this ConnectionEvidence evidence) =>
        evidence.Attempts().Any(attempt => attempt is { FailedAtBind: true, Error: SocketError.AddressAlreadyInUse });

    /// <summary>Whether only IPv6 addresses were dialled, and this machine has no IPv6 beyond its own link.</summary>
    public static bool LacksIPv6(this ConnectionEvidence evidence) =>
        evidence.Attempts() is { Count: > 0 } attempts
        && attempts.All(attempt => attempt is
        {
            Address: { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false, IsIPv6LinkLocal: false },
            // Somebody who answers is reached.
            Error: not (SocketError.ConnectionRefused or SocketError.TimedOut),
            IcmpErrors: null or { Count: 0 },
        })
        && !evidence.IsOwnMachine()
        && evidence.HasNoIPv6();

    /// <summary>Whether the name servers give IPv6 addresses only, and this machine has no IPv6 beyond its own link.</summary>
    public static bool GivesUnreachableIPv6Only(this ConnectionEvidence evidence) =>
        evidence.Names.Value is { } names && names.NameServers.SelectMany(answer => answer.Addresses).ToArray() is { Length: > 0 } addresses
        && addresses.All(address => address is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false, IsIPv6LinkLocal: false })
        && evidence.HasNoIPv6();

    private static bool HasNoIPv6(this ConnectionEvidence evidence) =>
        evidence.Environment.Value is { Addresses.Count: > 0 } environment
        && (environment.IPv6Disabled == true || !environment.Addresses.Any(IsGlobalIPv6));

    private static bool IsGlobalIPv6(LocalAddress own) =>
        own is { IsUp: true, Address: { AddressFamily: AddressFamily.InterNetworkV6, IsIPv6LinkLocal: false } } && !IPAddress.IsLoopback(own.Address);

    /// <summary>As ss(8) and netstat write it, the same in every language.</summary>
    public static string ToKernelName(this ConnectionState state) => state switch
    {
        ConnectionState.Established => "ESTABLISHED",
        ConnectionState.SynSent => "SYN-SENT",
        ConnectionState.SynReceived => "SYN-RECV",
        ConnectionState.FinWait1 => "FIN-WAIT-1",
        ConnectionState.FinWait2 => "FIN-WAIT-2",
        ConnectionState.TimeWait => "TIME-WAIT",
        ConnectionState.CloseWait => "CLOSE-WAIT",
        ConnectionState.LastAck => "LAST-ACK",
        ConnectionState.Closing => "CLOSING",
        _ => "other",
    };
}
