using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Tests;

/// <summary>Other ports of a host, as they were found; the scene gives them their address.</summary>
internal static class HostPorts
{
    public static HostPort Open(int port) => Of(port, SocketError.Success);

    public static HostPort Closed(int port) => Of(port, SocketError.ConnectionRefused);

    public static HostPort Silent(int port, int syns = 2) => Of(port, SocketError.TimedOut, syns);

    /// <summary>Refused by ICMP, which may come from anybody.</summary>
    public static HostPort Rejected(int port, string sender) => Of(port, SocketError.ConnectionRefused, 1, Scene.Icmp(3, 13, sender));

    public static HostPort Serving(int port) => Open(port) with
    {
        Role = HostPortRole.UsualPort,
        ServesTarget = true,
        Exchange = new ProtocolExchange { Result = ExchangeResult.Answered },
    };

    public static HostPort Usual(this HostPort port) => port with { Role = HostPortRole.UsualPort };

    public static HostPort Panel(int port, string panel) => Open(port) with
    {
        Role = HostPortRole.ControlPanel,
        ControlPanel = panel,
        Exchange = new ProtocolExchange { Result = ExchangeResult.Answered },
    };

    private static HostPort Of(int port, SocketError error, int syns = 1, params IcmpError[] icmp) => new()
    {
        Role = HostPortRole.CommonPort,
        Attempt = new ConnectAttempt { Address = IPAddress.None, Port = port, Error = error, SynsSent = syns, IcmpErrors = icmp },
    };
}
