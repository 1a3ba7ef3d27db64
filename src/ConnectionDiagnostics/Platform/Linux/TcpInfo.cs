using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>The kernel's own account of a TCP connection (<c>TCP_INFO</c>, tcp(7)).</summary>
internal static class TcpInfo
{
    private const int LevelTcp = 6;
    private const int OptionTcpInfo = 11;

    // Offsets in struct tcp_info (linux/tcp.h).
    private const int State = 0;
    private const int RoundTripMicroseconds = 68;
    private const int TotalRetransmits = 100;
    private const int Size = 104;

    private const byte Established = 1;

    public static TcpFacts Read(Socket socket)
    {
        Span<byte> info = stackalloc byte[Size];
        info.Clear();
        try
        {
            if (socket.GetRawSocketOption(LevelTcp, OptionTcpInfo, info) < Size)
            {
                return default;
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            return default;
        }

        uint microseconds = MemoryMarshal.Read<uint>(info[RoundTripMicroseconds..]);
        return new TcpFacts
        {
            SynsSent = 1 + (int)MemoryMarshal.Read<uint>(info[TotalRetransmits..]),
            RoundTripTime = info[State] == Established && microseconds > 0 ? TimeSpan.FromMicroseconds(microseconds) : null,
        };
    }
}
