namespace ConnectionDiagnostics;

/// <summary>A rule that weighs one cause over the evidence. Pure: it sees evidence only, never a socket or a clock.</summary>
/// <remarks>Add rules of your own with <see cref="ConnectionDiagnoserOptions.Causes"/>; the built-in ones are made in the same way.</remarks>
public interface ICauseRule
{
    /// <summary>The cause that the rule weighs.</summary>
    CauseCode Code { get; }

    /// <summary>Puts what speaks for and against the cause on the scales.</summary>
    /// <param name="evidence">What was seen.</param>
    /// <param name="scales">The scales. Left untouched, the cause does not apply: it is neither listed nor ruled out.</param>
    void Weigh(ConnectionEvidence evidence, CauseScales scales);
}
