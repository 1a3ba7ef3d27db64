namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Speaks first, and says no more.</summary>
internal sealed class GreetingPeer(ReadOnlyMemory<byte> greeting, bool thenCloses) : IPeer
{
    public async Task ServeAsync(Connection connection, CancellationToken cancellationToken)
    {
        await connection.Stream.WriteAsync(greeting, cancellationToken).ConfigureAwait(false);
        await (thenCloses ? connection.CloseAsync(cancellationToken) : connection.DrainAsync(cancellationToken)).ConfigureAwait(false);
    }
}
