namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>How many descriptors this process may still open: <c>RLIMIT_NOFILE</c> (getrlimit(2)) without those that are open (<c>/proc/self/fd</c>, proc(5)).</summary>
internal static class Descriptors
{
    /// <summary>The same on every architecture that .NET runs on.</summary>
    private const int NumberOfFiles = 7;

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
}
