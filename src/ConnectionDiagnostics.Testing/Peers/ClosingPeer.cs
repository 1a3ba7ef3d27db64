namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Closes without a byte: at once, or once the client has said something.</summary>
internal sealed class ClosingPeer(bool listensFirst) : IPeer
{
    public async Task ServeAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (listensFirst)
        {
            await connection.PeekAsync(cancellationToken).ConfigureAwait(false);
        }

        await connection.CloseAsync(cancellationToken).ConfigureAwait(false);
    }
}
