namespace ConnectionDiagnostics;

/// <summary>Finds out why a connection to a target fails.</summary>
/// <remarks>
/// One method, so that a test's fake is one lambda; the convenient overloads are extension methods
/// (<see cref="ConnectionDiagnoserExtensions"/>).
/// </remarks>
public interface IConnectionDiagnoser
{
    /// <summary>Probes the request's target in stages, weighs what was seen, and says why the connection fails, or that it works.</summary>
    /// <param name="request">What to diagnose, and within which limits.</param>
    /// <param name="cancellationToken">Ends the diagnosis early.</param>
    /// <returns>The diagnosis. A misbehaving network, peer or machine is a result, never an exception.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="request"/> is <see langword="null"/>.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    /// <exception cref="ObjectDisposedException">The diagnoser has been disposed.</exception>
    Task<Diagnosis> DiagnoseAsync(DiagnosisRequest request, CancellationToken cancellationToken = default);
}
