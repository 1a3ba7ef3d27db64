using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.MacOS;

/// <summary>The calls of the C library that .NET has no API for. None is variadic: on ARM such a call has a convention of its own.</summary>
internal static partial class LibSystem
{
    /// <summary>By its full name, which no other system has.</summary>
    private const string Library = "/usr/lib/libSystem.dylib";

    // errno.h.
    public const int NotPermitted = 1;
    public const int NoSuchProcess = 3;
    public const int PermissionDenied = 13;
    public const int NoMemory = 12;
    public const int FamilyNotSupported = 47;
    public const int NetworkUnreachable = 51;
    public const int HostUnreachable = 65;

    [LibraryImport(Library, EntryPoint = "socket", SetLastError = true)]
    internal static partial int Socket(int domain, int type, int protocol);

    [LibraryImport(Library, EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int descriptor);

    [LibraryImport(Library, EntryPoint = "send", SetLastError = true)]
    internal static unsafe partial nint Send(int descriptor, byte* buffer, nuint length, int flags);

    [LibraryImport(Library, EntryPoint = "recv", SetLastError = true)]
    internal static unsafe partial nint Receive(int descriptor, byte* buffer, nuint length, int flags);

    [LibraryImport(Library, EntryPoint = "sysctl", SetLastError = true)]
    internal static unsafe partial int Control(int* name, uint nameLength, byte* oldValue, nuint* oldLength, byte* newValue, nuint newLength);

    [LibraryImport(Library, EntryPoint = "sysctlbyname", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static unsafe partial int ControlByName(string name, byte* oldValue, nuint* oldLength, byte* newValue, nuint newLength);

    /// <summary>Why there is no answer.</summary>
    public static FactReason ToReason(int errno) => errno switch
    {
        NotPermitted or PermissionDenied => FactReason.Denied,
        FamilyNotSupported => FactReason.NotSupported,
        _ => FactReason.Failed,
    };
}
