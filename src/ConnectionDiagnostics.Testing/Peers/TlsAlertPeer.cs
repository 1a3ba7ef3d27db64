namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Answers with a fatal alert (RFC 8446, section 6).</summary>
internal sealed class TlsAlertPeer(byte description) : IPeer
{
    public async Task ServeAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (await connection.PeekAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
            // Content type 21, version 3.3 as all do, two bytes: level fatal, and what it is.
            await connection.Stream.WriteAsync(new byte[] { 21, 3, 3, 0, 2, 2, description }, cancellationToken).ConfigureAwait(false);
            await connection.CloseAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
