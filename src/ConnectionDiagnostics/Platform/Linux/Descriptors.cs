namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>Whether this process can still open files.</summary>
internal static class Descriptors
{
    /// <summary>As many as the resolver opens at once, with some to spare.</summary>
    private const int Needed = 8;

    private const int AddressFamilyUnix = 1;
    private const int StreamThatEndsWithUs = 1 | 0x80000;

    /// <summary>Tried and not counted: the limit may be the process's or the machine's.</summary>
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
