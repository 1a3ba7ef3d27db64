namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>What this process may still open.</summary>
internal static class Descriptors
{
    /// <summary><c>RLIMIT_NOFILE</c>: the same on every architecture that .NET runs on.</summary>
    private const int NumberOfFiles = 7;

    /// <summary>As many as the resolver opens at once, with some to spare.</summary>
    private const int Needed = 8;

    private const int AddressFamilyUnix = 1;
    private const int StreamThatEndsWithUs = 1 | 0x80000;

    /// <summary>How many: the process's limit (getrlimit(2)) without those that are open (<c>/proc/self/fd</c>, proc(5)).</summary>
    public static unsafe int? CountFree()
    {
        LibC.Limit limit = default;
        if (LibC.GetLimit(NumberOfFiles, &limit) != 0)
        {
            return null;
        }

        try
        {
            int open = Directory.EnumerateFileSystemEntries("/proc/self/fd").Count();
            return (int)Math.Min(Math.Max((long)Math.Min(limit.Current, int.MaxValue) - open, 0), int.MaxValue);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether there are too few for a look-up. Tried and not counted: counting needs a descriptor, and the limit may be the machine's.</summary>
    public static bool AreShort()
    {
        Span<int> opened = stackalloc int[Needed];
        int count = 0;
        while (count < Needed && LibC.Socket(AddressFamilyUnix, StreamThatEndsWithUs, 0) is var descriptor and >= 0)
        {
            opened[count++] = descriptor;
        }

        for (int i = 0; i < count; i++)
        {
            LibC.Close(opened[i]);
        }

        return count < Needed;
    }
}
