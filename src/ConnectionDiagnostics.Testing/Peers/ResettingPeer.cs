namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Resets at once.</summary>
internal sealed class ResettingPeer : IPeer
{
    public Task ServeAsync(Connection connection, CancellationToken cancellationToken)
    {
        connection.Reset();
        return Task.CompletedTask;
    }
}
