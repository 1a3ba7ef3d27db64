namespace ConnectionDiagnostics;

/// <summary>Why a fact was not measured, or skipped.</summary>
public enum FactReason
{
    /// <summary>No reason: it was measured, or nobody asked.</summary>
    None,

    /// <summary>An earlier stage failed, so that there was nothing to look at.</summary>
    EarlierStageFailed,

    /// <summary>The scheme does not need it.</summary>
    NotNeeded,

    /// <summary>The time was up.</summary>
    DeadlineReached,

    /// <summary>This platform does not tell.</summary>
    NotSupported,

    /// <summary>The system denied it to this process.</summary>
    Denied,

    /// <summary>Looking failed.</summary>
    Failed,

    /// <summary>The request does not allow it (<see cref="DiagnosisDepth.Passive"/>).</summary>
    NotAllowed,

    /// <summary>More diagnoses were wanted than the options allow at a time.</summary>
    OverBudget,

    /// <summary>Nobody waited for it: the exception alone was read.</summary>
    NotAwaited,

    /// <summary>The application's policy forbids the target.</summary>
    Forbidden,
}
