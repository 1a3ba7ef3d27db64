namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Resets without a byte: at once, or once the client has said something.</summary>
internal sealed class ResettingPeer(bool listensFirst) : IPeer
{
    public async Task ServeAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (listensFirst)
        {
            await connection.PeekAsync(cancellationToken).ConfigureAwait(false);
        }

        connection.Reset();
    }
}
