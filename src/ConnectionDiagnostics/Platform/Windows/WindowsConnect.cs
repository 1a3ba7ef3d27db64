using System.Net.Sockets;
using ConnectionDiagnostics.Platform.Portable;

namespace ConnectionDiagnostics.Platform.Windows;

/// <summary>
/// What Windows adds to .NET's connect, which is ConnectEx: it ends with the first ICMP error instead of waiting it out, and says who sent which,
/// how many SYNs went out, and the round-trip time.
/// </summary>
/// <remarks>Every ICMP error ends the connect as "host unreachable", where Linux calls "port unreachable" a refusal: type and code tell them apart.</remarks>
internal sealed class WindowsConnect : IConnectObserver
{
    private bool _tellsIcmp;

    public void Prepare(Socket socket) => _tellsIcmp = IcmpErrorInfo.Enable(socket);

    public TcpConnect Complete(Socket socket, TcpConnect result)
    {
        TcpConnect told = TcpStatistics.Ask(socket)?.AddTo(result) ?? result;
        return told with { IcmpErrors = _tellsIcmp ? ReadErrors(socket, result.Error) : null };
    }

    private static IcmpError[] ReadErrors(Socket socket, SocketError error) =>
        error != SocketError.Success && IcmpErrorInfo.Ask(socket) is { } icmp ? [icmp] : [];
}
