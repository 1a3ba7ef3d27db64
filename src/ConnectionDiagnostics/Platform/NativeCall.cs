namespace ConnectionDiagnostics.Platform;

/// <summary>Asks a library of the system that may not be there, or not have the function: an older version, a system made smaller, an emulator.</summary>
internal static class NativeCall
{
    public static Fact<T> Ask<T>(Func<Fact<T>> question)
        where T : class
    {
        try
        {
            return question();
        }
        catch (Exception exception) when (IsMissing(exception))
        {
            return Fact<T>.NotMeasured(FactReason.NotSupported);
        }
        catch (ObjectDisposedException)
        {
            // The socket that was asked about is gone.
            return Fact<T>.NotMeasured(FactReason.Failed);
        }
    }

    public static bool IsMissing(Exception exception) => exception is DllNotFoundException or EntryPointNotFoundException;
}
