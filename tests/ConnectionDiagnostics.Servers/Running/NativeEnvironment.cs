using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Servers.Running;

/// <summary>This process's environment as native code sees it: .NET changes only a copy of its own.</summary>
internal static partial class NativeEnvironment
{
    public static void Set(string name, string value)
    {
        Environment.SetEnvironmentVariable(name, value);
        if (SetNative(name, value, 1) != 0)
        {
            throw new ServerStartException($"{name} could not be set");
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetNative(string name, string value, int overwrite);
}
