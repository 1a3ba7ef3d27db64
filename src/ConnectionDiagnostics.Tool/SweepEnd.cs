namespace ConnectionDiagnostics.Tool;

/// <summary>How a sweep ended.</summary>
/// <param name="Complaint">What kept it from its end; <see langword="null"/> when nothing did.</param>
/// <param name="Status">The exit status; <see langword="null"/> when the results decide.</param>
internal sealed record SweepEnd(string? Complaint, int? Status);
