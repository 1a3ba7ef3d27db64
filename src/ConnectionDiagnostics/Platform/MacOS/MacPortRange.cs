using System.Runtime.InteropServices;

namespace ConnectionDiagnostics.Platform.MacOS;

/// <summary>The ports that clients get: <c>net.inet.ip.portrange.first</c> and <c>last</c>, for IPv6 too. None can be reserved.</summary>
internal static class MacPortRange
{
    public static Fact<LocalPortRange> Read() => NativeCall.Ask(() =>
        Read("net.inet.ip.portrange.first") is { } first && Read("net.inet.ip.portrange.last") is { } last
            ? ToRange(first, last)
            : Fact<LocalPortRange>.NotMeasured(LibSystem.ToReason(Marshal.GetLastPInvokeError())));

    /// <summary>The kernel takes them in either order, and counts down where the first is the higher.</summary>
    internal static Fact<LocalPortRange> ToRange(int first, int last) => first is > 0 and <= ushort.MaxValue && last is > 0 and <= ushort.MaxValue
        ? Fact<LocalPortRange>.Measured(new LocalPortRange(Math.Min(first, last), Math.Max(first, last), Reserved: 0))
        : Fact<LocalPortRange>.NotMeasured(FactReason.Failed);

    private static unsafe int? Read(string name)
    {
        int value = 0;
        nuint length = sizeof(int);
        return LibSystem.ControlByName(name, (byte*)&value, &length, null, 0) == 0 && length == sizeof(int) ? value : null;
    }
}
