namespace ConnectionDiagnostics.Causes.Tls;

/// <summary>Compares clocks: ours, the server's, and the time before which this library cannot have run.</summary>
internal static class Clocks
{
    /// <summary>.NET 10, without which this does not run, was published on this day. A machine that has lost its clock is at 1970 or at its making.</summary>
    private static readonly DateTimeOffset FirstPossible = new(2025, 11, 11, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    /// <summary>Whether our clock is certainly wrong.</summary>
    public static bool OursIsImpossible(ConnectionEvidence evidence) => evidence.Time < FirstPossible;

    public static ClockWitness HearServer(ConnectionEvidence evidence, CertificateEvidence certificate)
    {
        if (evidence.ServerTime() is not { } theirs || OursIsImpossible(evidence))
        {
            return ClockWitness.None;
        }

        bool oursIsAfter = certificate.NotAfter < evidence.Time;
        if (theirs >= certificate.NotBefore && theirs <= certificate.NotAfter)
        {
            return ClockWitness.Contradicts;
        }

        // Outside on the other side, or far from ours: such a clock is no witness.
        bool isSameSide = theirs > certificate.NotAfter == oursIsAfter;
        return isSameSide && (theirs - evidence.Time).Duration() < Tolerance ? ClockWitness.Agrees : ClockWitness.None;
    }
}
