namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Answers the client's first bytes with the same bytes, whatever they are, and closes.</summary>
/// <param name="answer">The answer.</param>
/// <param name="toTls">Whether only a TLS handshake gets it; others are then disconnected without a byte.</param>
internal sealed class AnsweringPeer(ReadOnlyMemory<byte> answer, bool toTls = false) : IPeer
{
    public async Task ServeAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (await connection.PeekAsync(cancellationToken).ConfigureAwait(false) is { } first)
        {
            await connection.Stream.WriteAsync(toTls && first != TlsRecords.Handshake ? default : answer, cancellationToken).ConfigureAwait(false);
            await connection.CloseAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
