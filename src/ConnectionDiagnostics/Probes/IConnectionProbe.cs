namespace ConnectionDiagnostics;

/// <summary>A probe of your own: it finds out what only you can know, and a rule of your own weighs it.</summary>
/// <remarks>
/// Probes run one after another after the built-in stages, within the same deadline. One that throws is recorded as a finding of key
/// <c>error</c> and does no other harm. Add them with <see cref="ConnectionDiagnoserOptions.Probes"/>.
/// </remarks>
public interface IConnectionProbe
{
    /// <summary>The probe's name, in evidence and logs.</summary>
    string Name { get; }

    /// <summary>Finds something out.</summary>
    /// <param name="context">The target, and what is known so far.</param>
    /// <param name="cancellationToken">The diagnosis' deadline, and its caller's cancellation.</param>
    /// <returns>What was found; empty when there is nothing to say.</returns>
    Task<IReadOnlyList<Finding>> ProbeAsync(ProbeContext context, CancellationToken cancellationToken);
}
