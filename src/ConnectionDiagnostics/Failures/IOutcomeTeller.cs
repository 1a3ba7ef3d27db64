namespace ConnectionDiagnostics.Failures;

/// <summary>An exception that knows itself how the connection failed.</summary>
internal interface IOutcomeTeller
{
    /// <summary><see cref="ConnectionOutcome.Unknown"/> when it does not, after all.</summary>
    ConnectionOutcome Outcome { get; }
}
