using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.Windows;

/// <summary>
/// The calls of Windows Sockets through which a socket tells about itself (winsock2.h). .NET has them too, and throws for every question
/// that has no answer, which here is the ordinary case.
/// </summary>
internal static partial class WinSock
{
    private const string Library = "ws2_32.dll";

    [LibraryImport(Library, EntryPoint = "setsockopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static unsafe partial int SetSocketOption(SafeSocketHandle socket, int level, int name, byte* value, int length);

    [LibraryImport(Library, EntryPoint = "getsockopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static unsafe partial int GetSocketOption(SafeSocketHandle socket, int level, int name, byte* value, int* length);

    /// <param name="socket">The socket.</param>
    /// <param name="code">The control code.</param>
    /// <param name="input">Its input.</param>
    /// <param name="inputLength">In bytes.</param>
    /// <param name="output">Takes its output.</param>
    /// <param name="outputLength">In bytes.</param>
    /// <param name="returned">Takes the number of bytes of output.</param>
    /// <param name="overlapped">Null: the call is synchronous.</param>
    /// <param name="completion">Null.</param>
    [LibraryImport(Library, EntryPoint = "WSAIoctl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    internal static unsafe partial int Control(
        SafeSocketHandle socket, uint code, byte* input, uint inputLength, byte* output, uint outputLength, uint* returned, void* overlapped, void* completion);
}
