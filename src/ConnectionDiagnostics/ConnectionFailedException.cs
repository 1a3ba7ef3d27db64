using ConnectionDiagnostics.Failures;

namespace ConnectionDiagnostics;

/// <summary>A connection failed, and this is why. Thrown by <c>RunAsync</c> only.</summary>
public sealed class ConnectionFailedException : Exception, IOutcomeTeller
{
    /// <summary>Makes the exception.</summary>
    /// <param name="diagnosis">Why the connection failed.</param>
    /// <param name="innerException">What the client threw.</param>
    public ConnectionFailedException(Diagnosis diagnosis, Exception innerException)
        : base(MessageOf(diagnosis), innerException)
    {
        Diagnosis = diagnosis;
    }

    /// <summary>Why the connection failed.</summary>
    public Diagnosis Diagnosis { get; }

    /// <summary>Where everything works now, the diagnosis does not know how it failed.</summary>
    ConnectionOutcome IOutcomeTeller.Outcome => Diagnosis.Outcome == ConnectionOutcome.Connected ? ConnectionOutcome.Unknown : Diagnosis.Outcome;

    private static string MessageOf(Diagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        string why = diagnosis.Causes.Count > 0 ? diagnosis.Causes[0].Summary : diagnosis.Outcome.ToCode();
        return $"{diagnosis.Target}: {why}";
    }
}
