using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Benchmarks;

/// <summary>The least that a connect costs: <c>socket</c>, <c>connect</c>, <c>close</c>. Linux, IPv4 loopback.</summary>
internal static unsafe partial class RawConnect
{
    private const int AfInet = 2;
    private const int SockStreamNonBlockCloseOnExec = 1 | 0x800 | 0x80000;
    private const int AddressSize = 16;
    private const uint Loopback = 0x7F00_0001;

    /// <returns>The error number; 0 when connected.</returns>
    public static int Run(ushort port)
    {
        byte* address = stackalloc byte[AddressSize];
        var bytes = new Span<byte>(address, AddressSize);
        bytes.Clear();
        MemoryMarshal.Write(bytes, (ushort)AfInet);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[2..], port);
        BinaryPrimitives.WriteUInt32BigEndian(bytes[4..], Loopback);
        int descriptor = Socket(AfInet, SockStreamNonBlockCloseOnExec, 0);
        int error = Connect(descriptor, address, AddressSize) == 0 ? 0 : Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        return error;
    }

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    private static partial int Socket(int domain, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    private static partial int Connect(int descriptor, byte* address, int length);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
