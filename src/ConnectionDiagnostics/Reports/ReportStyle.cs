namespace ConnectionDiagnostics;

/// <summary>What a piece of a report is, for those who colour it. The words never depend on it.</summary>
public enum ReportStyle
{
    /// <summary>Ordinary text.</summary>
    Plain,

    /// <summary>The verdict on a connection that works.</summary>
    Good,

    /// <summary>The verdict on a connection that fails, and marks of failed stages.</summary>
    Bad,

    /// <summary>Something to look at.</summary>
    Warning,

    /// <summary>The one sentence that matters.</summary>
    Emphasis,

    /// <summary>A heading.</summary>
    Heading,

    /// <summary>Likelihoods, actors and names of stages.</summary>
    Label,

    /// <summary>A command to paste.</summary>
    Command,

    /// <summary>Details that may be passed over.</summary>
    Faint,
}
