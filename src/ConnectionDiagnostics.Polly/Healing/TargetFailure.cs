using Polly.Timeout;

namespace ConnectionDiagnostics.Healing;

/// <summary>Whether a failure says that other calls to the target will fail too.</summary>
internal static class TargetFailure
{
    public static bool IsOne(Exception exception)
    {
        if (RetryAdvice.IsRejection(exception))
        {
            return false;
        }

        // A diagnosis is of a failed connect, whatever the exception looks like.
        return exception.GetDiagnosis() is { } diagnosis
            ? diagnosis.Outcome is not (ConnectionOutcome.Connected or ConnectionOutcome.InvalidTarget)
                && !(diagnosis.Causes is [{ Code: var code }, ..] && IsOver(code))
            : exception is TimeoutRejectedException
                || ConnectionFailure.Classify(exception) is { IsConnectionFailure: true, Outcome: not ConnectionOutcome.InvalidTarget } or { IsTransient: true };
    }

    private static bool IsOver(CauseCode code) => code == CauseCode.NotReproduced || code == CauseCode.SomeAddressesFail || code == CauseCode.InvalidTarget || code == CauseCode.TargetForbidden;
}
