namespace ConnectionDiagnostics;

/// <summary>The convenient ways to ask a diagnoser.</summary>
public static class ConnectionDiagnoserExtensions
{
    /// <summary>Finds out why a connection to a target fails, or that it works.</summary>
    /// <param name="diagnoser">The diagnoser.</param>
    /// <param name="target">What is being connected to.</param>
    /// <param name="cancellationToken">Ends the diagnosis early.</param>
    /// <returns>The diagnosis.</returns>
    public static Task<Diagnosis> DiagnoseAsync(
        this IConnectionDiagnoser diagnoser, ConnectionTarget target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(diagnoser);
        ArgumentNullException.ThrowIfNull(target);
        return diagnoser.DiagnoseAsync(new DiagnosisRequest { Target = target }, cancellationToken);
    }

    /// <summary>Finds out why a connection failed, starting from the exception that was caught.</summary>
    /// <param name="diagnoser">The diagnoser.</param>
    /// <param name="target">What was being connected to.</param>
    /// <param name="exception">The exception that was caught.</param>
    /// <param name="cancellationToken">Ends the diagnosis early.</param>
    /// <returns>The diagnosis.</returns>
    public static Task<Diagnosis> DiagnoseAsync(
        this IConnectionDiagnoser diagnoser, ConnectionTarget target, Exception exception, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(diagnoser);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(exception);
        return diagnoser.DiagnoseAsync(new DiagnosisRequest { Target = target, Exception = exception }, cancellationToken);
    }

    /// <summary>Runs a connect, and when it fails throws an exception that says why.</summary>
    /// <param name="diagnoser">The diagnoser.</param>
    /// <param name="target">What is being connected to.</param>
    /// <param name="connect">Connects.</param>
    /// <param name="cancellationToken">The caller's token; handed to <paramref name="connect"/>.</param>
    /// <returns>A task that ends when the connection stands.</returns>
    /// <exception cref="ConnectionFailedException">The connection failed. Exceptions that are not of a connection pass through unchanged.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task RunAsync(
        this IConnectionDiagnoser diagnoser, ConnectionTarget target, Func<CancellationToken, Task> connect, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(diagnoser);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(connect);
        try
        {
            await connect(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (ShouldDiagnose(exception, cancellationToken))
        {
            throw await ExplainAsync(diagnoser, target, exception, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a connect with a result, and when it fails throws an exception that says why.</summary>
    /// <typeparam name="TResult">What the connect gives.</typeparam>
    /// <param name="diagnoser">The diagnoser.</param>
    /// <param name="target">What is being connected to.</param>
    /// <param name="connect">Connects.</param>
    /// <param name="cancellationToken">The caller's token; handed to <paramref name="connect"/>.</param>
    /// <returns>What <paramref name="connect"/> gave.</returns>
    /// <exception cref="ConnectionFailedException">The connection failed. Exceptions that are not of a connection pass through unchanged.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static async Task<TResult> RunAsync<TResult>(
        this IConnectionDiagnoser diagnoser, ConnectionTarget target, Func<CancellationToken, Task<TResult>> connect, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(diagnoser);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(connect);
        try
        {
            return await connect(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (ShouldDiagnose(exception, cancellationToken))
        {
            throw await ExplainAsync(diagnoser, target, exception, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Only failures to connect are diagnosed, and the caller's own cancellation is none.</summary>
    private static bool ShouldDiagnose(Exception exception, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && ConnectionFailure.Classify(exception).IsConnectionFailure;

    private static async Task<ConnectionFailedException> ExplainAsync(
        IConnectionDiagnoser diagnoser, ConnectionTarget target, Exception exception, CancellationToken cancellationToken) =>
        new(await diagnoser.DiagnoseAsync(target, exception, cancellationToken).ConfigureAwait(false), exception);
}
