namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Answers the client's first bytes, one byte at a time with a pause after each, and closes.</summary>
internal sealed class DrippingPeer(ReadOnlyMemory<byte> answer, TimeSpan pause, TimeProvider time) : IPeer
{
    public async Task ServeAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (await connection.PeekAsync(cancellationToken).ConfigureAwait(false) is null)
        {
            return;
        }

        for (int i = 0; i < answer.Length; i++)
        {
            await connection.Stream.WriteAsync(answer.Slice(i, 1), cancellationToken).ConfigureAwait(false);
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }

        await connection.CloseAsync(cancellationToken).ConfigureAwait(false);
    }
}
