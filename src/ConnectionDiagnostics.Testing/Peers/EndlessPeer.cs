namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Sends one thing again and again, as fast as the client takes it, until the client leaves.</summary>
/// <param name="beginning">What comes once, before it; empty when nothing does.</param>
/// <param name="again">What comes again and again.</param>
/// <param name="listensFirst">Whether the client's first bytes come before all that.</param>
internal sealed class EndlessPeer(ReadOnlyMemory<byte> beginning, ReadOnlyMemory<byte> again, bool listensFirst) : IPeer
{
    public async Task ServeAsync(Connection connection, CancellationToken cancellationToken)
    {
        if (listensFirst && await connection.PeekAsync(cancellationToken).ConfigureAwait(false) is null)
        {
            return;
        }

        await connection.Stream.WriteAsync(beginning, cancellationToken).ConfigureAwait(false);
        while (true)
        {
            await connection.Stream.WriteAsync(again, cancellationToken).ConfigureAwait(false);
        }
    }
}
