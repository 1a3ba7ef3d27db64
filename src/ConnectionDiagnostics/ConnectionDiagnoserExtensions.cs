using ConnectionDiagnostics.Wrapping;

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
    public static Task RunAsync(
        this IConnectionDiagnoser diagnoser, ConnectionTarget target, Func<CancellationToken, Task> connect, CancellationToken cancellationToken = default) =>
        RunAsync(diagnoser, target, connect, (ConnectionFailureOptions?)null, cancellationToken);

    /// <summary>Runs a connect, and when it fails throws an exception that says why.</summary>
    /// <param name="diagnoser">The diagnoser.</param>
    /// <param name="target">What is being connected to.</param>
    /// <param name="connect">Connects.</param>
    /// <param name="options">What happens when it fails; the defaults when <see langword="null"/>.</param>
    /// <param name="cancellationToken">The caller's token; handed to <paramref name="connect"/>.</param>
    /// <returns>A task that ends when the connection stands.</returns>
    /// <exception cref="ConnectionFailedException">The connection failed. Exceptions that are not of a connection pass through unchanged.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static Task RunAsync(
        this IConnectionDiagnoser diagnoser, ConnectionTarget target, Func<CancellationToken, Task> connect, ConnectionFailureOptions? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(diagnoser);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(connect);
        Task running;
        try
        {
            running = connect(cancellationToken) ?? throw NoTask();
        }
        catch (Exception exception) when (FailedConnect.IsOne(exception, cancellationToken))
        {
            return FinishAsync(Task.FromException(exception), diagnoser, target, options, cancellationToken).Unwrap();
        }

        return running.IsCompletedSuccessfully ? running : FinishAsync(running, diagnoser, target, options, cancellationToken).Unwrap();
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
    public static Task<TResult> RunAsync<TResult>(
        this IConnectionDiagnoser diagnoser, ConnectionTarget target, Func<CancellationToken, Task<TResult>> connect, CancellationToken cancellationToken = default) =>
        RunAsync(diagnoser, target, connect, (ConnectionFailureOptions?)null, cancellationToken);

    /// <summary>Runs a connect with a result, and when it fails throws an exception that says why.</summary>
    /// <typeparam name="TResult">What the connect gives.</typeparam>
    /// <param name="diagnoser">The diagnoser.</param>
    /// <param name="target">What is being connected to.</param>
    /// <param name="connect">Connects.</param>
    /// <param name="options">What happens when it fails; the defaults when <see langword="null"/>.</param>
    /// <param name="cancellationToken">The caller's token; handed to <paramref name="connect"/>.</param>
    /// <returns>What <paramref name="connect"/> gave.</returns>
    /// <exception cref="ConnectionFailedException">The connection failed. Exceptions that are not of a connection pass through unchanged.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static Task<TResult> RunAsync<TResult>(
        this IConnectionDiagnoser diagnoser, ConnectionTarget target, Func<CancellationToken, Task<TResult>> connect, ConnectionFailureOptions? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(diagnoser);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(connect);
        Task<TResult> running;
        try
        {
            running = connect(cancellationToken) ?? throw NoTask();
        }
        catch (Exception exception) when (FailedConnect.IsOne(exception, cancellationToken))
        {
            return FinishAsync(Task.FromException<TResult>(exception), diagnoser, target, options, cancellationToken).Unwrap();
        }

        return running.IsCompletedSuccessfully ? running : FinishAsync(running, diagnoser, target, options, cancellationToken).Unwrap();
    }

    /// <summary>Runs a connect, and when it fails throws an exception that says why. The state spares a closure.</summary>
    /// <typeparam name="TState">What the connect needs.</typeparam>
    /// <param name="diagnoser">The diagnoser.</param>
    /// <param name="target">What is being connected to.</param>
    /// <param name="state">What the connect needs.</param>
    /// <param name="connect">Connects.</param>
    /// <param name="cancellationToken">The caller's token; handed to <paramref name="connect"/>.</param>
    /// <returns>A task that ends when the connection stands.</returns>
    /// <exception cref="ConnectionFailedException">The connection failed. Exceptions that are not of a connection pass through unchanged.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static ValueTask RunAsync<TState>(
        this IConnectionDiagnoser diagnoser, ConnectionTarget target, TState state, Func<TState, CancellationToken, ValueTask> connect, CancellationToken cancellationToken = default) =>
        RunAsync(diagnoser, target, state, connect, (ConnectionFailureOptions?)null, cancellationToken);

    /// <summary>Runs a connect, and when it fails throws an exception that says why. The state spares a closure.</summary>
    /// <typeparam name="TState">What the connect needs.</typeparam>
    /// <param name="diagnoser">The diagnoser.</param>
    /// <param name="target">What is being connected to.</param>
    /// <param name="state">What the connect needs.</param>
    /// <param name="connect">Connects.</param>
    /// <param name="options">What happens when it fails; the defaults when <see langword="null"/>.</param>
    /// <param name="cancellationToken">The caller's token; handed to <paramref name="connect"/>.</param>
    /// <returns>A task that ends when the connection stands.</returns>
    /// <exception cref="ConnectionFailedException">The connection failed. Exceptions that are not of a connection pass through unchanged.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static ValueTask RunAsync<TState>(
        this IConnectionDiagnoser diagnoser, ConnectionTarget target, TState state, Func<TState, CancellationToken, ValueTask> connect, ConnectionFailureOptions? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(diagnoser);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(connect);
        ValueTask running;
        try
        {
            running = connect(state, cancellationToken);
        }
        catch (Exception exception) when (FailedConnect.IsOne(exception, cancellationToken))
        {
            return new ValueTask(FinishAsync(Task.FromException(exception), diagnoser, target, options, cancellationToken).Unwrap());
        }

        return running.IsCompletedSuccessfully ? running : new ValueTask(FinishAsync(running.AsTask(), diagnoser, target, options, cancellationToken).Unwrap());
    }

    /// <summary>Runs a connect with a result, and when it fails throws an exception that says why. The state spares a closure.</summary>
    /// <typeparam name="TState">What the connect needs.</typeparam>
    /// <typeparam name="TResult">What the connect gives.</typeparam>
    /// <param name="diagnoser">The diagnoser.</param>
    /// <param name="target">What is being connected to.</param>
    /// <param name="state">What the connect needs.</param>
    /// <param name="connect">Connects.</param>
    /// <param name="cancellationToken">The caller's token; handed to <paramref name="connect"/>.</param>
    /// <returns>What <paramref name="connect"/> gave.</returns>
    /// <exception cref="ConnectionFailedException">The connection failed. Exceptions that are not of a connection pass through unchanged.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static ValueTask<TResult> RunAsync<TState, TResult>(
        this IConnectionDiagnoser diagnoser, ConnectionTarget target, TState state, Func<TState, CancellationToken, ValueTask<TResult>> connect, CancellationToken cancellationToken = default) =>
        RunAsync(diagnoser, target, state, connect, (ConnectionFailureOptions?)null, cancellationToken);

    /// <summary>Runs a connect with a result, and when it fails throws an exception that says why. The state spares a closure.</summary>
    /// <typeparam name="TState">What the connect needs.</typeparam>
    /// <typeparam name="TResult">What the connect gives.</typeparam>
    /// <param name="diagnoser">The diagnoser.</param>
    /// <param name="target">What is being connected to.</param>
    /// <param name="state">What the connect needs.</param>
    /// <param name="connect">Connects.</param>
    /// <param name="options">What happens when it fails; the defaults when <see langword="null"/>.</param>
    /// <param name="cancellationToken">The caller's token; handed to <paramref name="connect"/>.</param>
    /// <returns>What <paramref name="connect"/> gave.</returns>
    /// <exception cref="ConnectionFailedException">The connection failed. Exceptions that are not of a connection pass through unchanged.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static ValueTask<TResult> RunAsync<TState, TResult>(
        this IConnectionDiagnoser diagnoser, ConnectionTarget target, TState state, Func<TState, CancellationToken, ValueTask<TResult>> connect, ConnectionFailureOptions? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(diagnoser);
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(connect);
        ValueTask<TResult> running;
        try
        {
            running = connect(state, cancellationToken);
        }
        catch (Exception exception) when (FailedConnect.IsOne(exception, cancellationToken))
        {
            return new ValueTask<TResult>(FinishAsync(Task.FromException<TResult>(exception), diagnoser, target, options, cancellationToken).Unwrap());
        }

        return running.IsCompletedSuccessfully ? running : new ValueTask<TResult>(FinishAsync(running.AsTask(), diagnoser, target, options, cancellationToken).Unwrap());
    }

    /// <summary>Gives the task of the connect itself, or one that has failed with the diagnosis: nothing is thrown on the way, and once only at the caller's.</summary>
    private static async Task<Task> FinishAsync(
        Task running, IConnectionDiagnoser diagnoser, ConnectionTarget target, ConnectionFailureOptions? options, CancellationToken cancellationToken)
    {
        long begun = FailedConnect.Begin(options);
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await ExplainAsync(running, diagnoser, target, options, begun, cancellationToken).ConfigureAwait(false) is { } failed
            ? Task.FromException(failed)
            : running;
    }

    private static async Task<Task<TResult>> FinishAsync<TResult>(
        Task<TResult> running, IConnectionDiagnoser diagnoser, ConnectionTarget target, ConnectionFailureOptions? options, CancellationToken cancellationToken)
    {
        long begun = FailedConnect.Begin(options);
        await ((Task)running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await ExplainAsync(running, diagnoser, target, options, begun, cancellationToken).ConfigureAwait(false) is { } failed
            ? Task.FromException<TResult>(failed)
            : running;
    }

    /// <returns><see langword="null"/> when the task has not failed to connect.</returns>
    private static async ValueTask<ConnectionFailedException?> ExplainAsync(
        Task ended, IConnectionDiagnoser diagnoser, ConnectionTarget target, ConnectionFailureOptions? options, long begun, CancellationToken cancellationToken)
    {
        if (ended.IsCompletedSuccessfully || ExceptionOf(ended) is not { } exception)
        {
            return null;
        }

        var failed = new FailedConnect(diagnoser, target, exception, options);
        if (!FailedConnect.IsOne(exception, cancellationToken))
        {
            if (exception is OperationCanceledException && FailedConnect.WasCancelledLate(begun, options, cancellationToken))
            {
                failed.ExplainAfterwards();
            }

            return null;
        }

        return new ConnectionFailedException(await failed.ExplainAsync(cancellationToken).ConfigureAwait(false), exception);
    }

    private static InvalidOperationException NoTask() => new("The delegate that connects gave null instead of a task.");

    /// <summary>A cancelled task keeps its exception to itself until somebody asks for the result.</summary>
    private static Exception? ExceptionOf(Task ended)
    {
        if (ended.Exception is { } aggregate)
        {
            return aggregate.InnerExceptions.Count == 1 ? aggregate.InnerException : aggregate;
        }

        try
        {
            ended.GetAwaiter().GetResult();
            return null;
        }
        catch (OperationCanceledException exception)
        {
            return exception;
        }
    }
}
