using System.Net;
using System.Net.NetworkInformation;

namespace ConnectionDiagnostics.Platform.Windows;

/// <summary>A connection or a listening socket, with the process that owns it; the system's own sockets and those that wait have the id 0.</summary>
internal readonly record struct TcpTableRow(IPEndPoint Local, IPEndPoint Remote, TcpState State, int ProcessId);
