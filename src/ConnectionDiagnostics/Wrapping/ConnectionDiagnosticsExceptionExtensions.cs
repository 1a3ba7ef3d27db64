using ConnectionDiagnostics.Wrapping;

namespace ConnectionDiagnostics;

/// <summary>From an exception to the diagnosis of the connect that failed with it.</summary>
public static class ConnectionDiagnosticsExceptionExtensions
{
    /// <summary>Exceptions nested deeper, or in a circle, are not followed.</summary>
    private const int MaxDepth = 1000;

    /// <summary>The diagnosis that was attached to an exception, or to one of those that it wraps.</summary>
    /// <param name="exception">What was caught.</param>
    /// <returns>The diagnosis, or <see langword="null"/> when nobody has diagnosed it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="exception"/> is <see langword="null"/>.</exception>
    public static Diagnosis? GetDiagnosis(this Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        int budget = MaxDepth;
        for (Exception? current = exception; current is not null && budget-- > 0; current = current.InnerException)
        {
            if ((current as ConnectionFailedException)?.Diagnosis is { } own)
            {
                return own;
            }

            if (AttachedDiagnoses.Find(current) is { } attached)
            {
                return attached;
            }
        }

        return null;
    }
}
