namespace ConnectionDiagnostics;

/// <summary>The words under which outcomes, likelihoods, stages and actors appear in JSON, logs and metrics.</summary>
public static class Codes
{
    /// <summary>The code of an outcome: <c>name-resolution-failed</c>.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>The code, never translated.</returns>
    public static string ToCode(this ConnectionOutcome outcome) => outcome switch
    {
        ConnectionOutcome.Connected => "connected",
        ConnectionOutcome.Refused => "refused",
        ConnectionOutcome.Timeout => "timeout",
        ConnectionOutcome.Unreachable => "unreachable",
        ConnectionOutcome.AddressNotAvailable => "address-not-available",
        ConnectionOutcome.BlockedLocally => "blocked-locally",
        ConnectionOutcome.ResourceExhausted => "resource-exhausted",
        ConnectionOutcome.Reset => "reset",
        ConnectionOutcome.NameResolutionFailed => "name-resolution-failed",
        ConnectionOutcome.TlsFailed => "tls-failed",
        ConnectionOutcome.ProtocolMismatch => "protocol-mismatch",
        ConnectionOutcome.ProxyFailed => "proxy-failed",
        ConnectionOutcome.InvalidTarget => "invalid-target",
        _ => "unknown",
    };

    /// <summary>The code of a likelihood: <c>confirmed</c>, <c>likely</c> or <c>possible</c>.</summary>
    /// <param name="likelihood">The likelihood.</param>
    /// <returns>The code, never translated.</returns>
    public static string ToCode(this Likelihood likelihood) => likelihood switch
    {
        Likelihood.Confirmed => "confirmed",
        Likelihood.Likely => "likely",
        _ => "possible",
    };

    /// <summary>The code of a stage: <c>name-resolution</c>.</summary>
    /// <param name="stage">The stage.</param>
    /// <returns>The code, never translated.</returns>
    public static string ToCode(this Stage stage) => stage switch
    {
        Stage.Target => "target",
        Stage.Environment => "environment",
        Stage.NameResolution => "name-resolution",
        Stage.Route => "route",
        Stage.Connect => "connect",
        Stage.Tls => "tls",
        _ => "protocol",
    };

    /// <summary>The code of a stage's status: <c>passed</c>, <c>failed</c>, <c>warned</c> or <c>skipped</c>.</summary>
    /// <param name="status">The status.</param>
    /// <returns>The code, never translated.</returns>
    public static string ToCode(this StageStatus status) => status switch
    {
        StageStatus.Passed => "passed",
        StageStatus.Failed => "failed",
        StageStatus.Warned => "warned",
        _ => "skipped",
    };

    /// <summary>The code of an actor: <c>client</c>, <c>server</c> or <c>network</c>.</summary>
    /// <param name="actor">The actor.</param>
    /// <returns>The code, never translated.</returns>
    public static string ToCode(this RemedyActor actor) => actor switch
    {
        RemedyActor.Client => "client",
        RemedyActor.Server => "server",
        _ => "network",
    };
}
