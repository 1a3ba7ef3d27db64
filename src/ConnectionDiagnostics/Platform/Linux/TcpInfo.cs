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

    /// <summary>The facts of a connect; its error is for the caller to fill in.</summary>
    public static unsafe TcpConnect Read(int descriptor)
    {
        byte* bytes = stackalloc byte[Size];
        int length = Size;
        if (LibC.GetSocketOption(descriptor, LevelTcp, OptionTcpInfo, bytes, &length) != 0 || length < Size)
        {
            return new TcpConnect { Error = SocketError.Success };
        }

        var info = new ReadOnlySpan<byte>(bytes, Size);
        uint microseconds = MemoryMarshal.Read<uint>(info[RoundTripMicroseconds..]);
        return new TcpConnect
        {
            Error = SocketError.Success,
            SynsSent = 1 + (int)MemoryMarshal.Read<uint>(info[TotalRetransmits..]),
            RoundTripTime = info[State] == Established && microseconds > 0 ? TimeSpan.FromMicroseconds(microseconds) : null,
        };
    }
}
