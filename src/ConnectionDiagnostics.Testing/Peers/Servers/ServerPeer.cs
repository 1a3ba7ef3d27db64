namespace ConnectionDiagnostics.Testing.Peers.Servers;

/// <summary>As much of a server as its clients see before they log in: a greeting where there is one, then an answer to each message.</summary>
/// <param name="greeting">What it says first; empty when the client speaks first.</param>
/// <param name="answer">From what the client has said since the last answer to the next one; <see langword="null"/> while the message is not complete.</param>
internal sealed class ServerPeer(ReadOnlyMemory<byte> greeting, Func<byte[], Reply?> answer) : IPeer
{
    private const int BufferSize = 16 * 1024;

    public async Task ServeAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (!greeting.IsEmpty)
        {
            await connection.Stream.WriteAsync(greeting, cancellationToken).ConfigureAwait(false);
        }

        byte[] buffer = new byte[BufferSize];
        int length = 0;
        int count;
        // A message that never ends is not read for ever.
        while (length < BufferSize && (count = await connection.Stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false)) > 0)
        {
            length += count;
            if (answer(buffer[..length]) is not { } reply)
            {
                continue;
            }

            length = 0;
            await connection.Stream.WriteAsync(reply.Bytes, cancellationToken).ConfigureAwait(false);
            switch (reply.Parting)
            {
                case Parting.Closes:
                    await connection.CloseAsync(cancellationToken).ConfigureAwait(false);
                    return;
                case Parting.Resets:
                    connection.Reset();
                    return;
            }
        }
    }
}
