using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Tests;

/// <summary>Connects that may travel a few hops, as they ended; the scene gives them the target's address and port.</summary>
internal static class Hop
{
    public static ConnectAttempt Silent(int hops) => Of(hops, SocketError.TimedOut);

    public static ConnectAttempt Expired(int hops, string router) =>
        Of(hops, SocketError.HostUnreachable) with { IcmpErrors = [Scene.Icmp(router.Contains(':', StringComparison.Ordinal) ? 3 : 11, 0, router)] };

    public static ConnectAttempt Refused(int hops) => Of(hops, SocketError.ConnectionRefused);

    public static ConnectAttempt Accepted(int hops) => Of(hops, SocketError.Success);

    /// <summary>The same to something else, for comparison.</summary>
    public static ConnectAttempt To(this ConnectAttempt hop, string endPoint) =>
        hop with { Address = IPEndPoint.Parse(endPoint).Address, Port = IPEndPoint.Parse(endPoint).Port };

    private static ConnectAttempt Of(int hops, SocketError error) =>
        new() { Address = IPAddress.None, Port = 0, TimeToLive = hops, Error = error, IcmpErrors = [], SynsSent = 1 };
}
