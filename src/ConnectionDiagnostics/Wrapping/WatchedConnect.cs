namespace ConnectionDiagnostics.Wrapping;

/// <summary>A connect whose exception goes out as it is, with the diagnosis attached.</summary>
internal static class WatchedConnect
{
    public static async Task RunAsync<TState>(
        IConnectionDiagnoser diagnoser, Func<TState, ConnectionTarget> target, TState state, Func<TState, CancellationToken, Task> connect,
        ConnectionFailureOptions? options, Func<TState, ClientSettings> settings, CancellationToken cancellationToken)
    {
        long begun = FailedConnect.Begin(options);
        try
        {
            await connect(state, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (FailedConnect.IsOne(exception, cancellationToken))
        {
            await new FailedConnect(diagnoser, target(state), exception, options, settings(state)).AttachAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException exception) when (FailedConnect.WasCancelledLate(begun, options, cancellationToken))
        {
            new FailedConnect(diagnoser, target(state), exception, options, settings(state)).ExplainAfterwards();
            throw;
        }
    }
}
