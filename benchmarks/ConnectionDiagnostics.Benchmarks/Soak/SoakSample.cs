using System.Diagnostics;
using System.Globalization;

namespace ConnectionDiagnostics.Benchmarks.Soak;

/// <summary>What the process holds while no diagnosis runs: all that a leak would make grow.</summary>
internal sealed record SoakSample(long Diagnoses, int Descriptors, int Threads, long Timers, long HeapKibibytes, long WorkingSetMebibytes)
{
    public static SoakSample Take(long diagnoses)
    {
        // Twice: what has a finalizer goes with the second.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return new SoakSample(
            diagnoses,
            OperatingSystem.IsLinux() ? LinuxDescriptors() : process.HandleCount,
            process.Threads.Count,
            Timer.ActiveCount,
            GC.GetTotalMemory(forceFullCollection: true) / 1024,
            process.WorkingSet64 / 1024 / 1024);
    }

    /// <summary>Without files: the runtime opens an assembly when its first method is called, however late that is.</summary>
    private static int LinuxDescriptors() =>
        Directory.GetFiles("/proc/self/fd").Count(descriptor => new FileInfo(descriptor).LinkTarget?.StartsWith('/') == false);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"| {Diagnoses} | {Descriptors} | {Threads} | {Timers} | {HeapKibibytes} | {WorkingSetMebibytes} |");
}
