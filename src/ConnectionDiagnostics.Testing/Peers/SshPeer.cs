namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>As much of an SSH server as a client sees before the key exchange (RFC 4253, section 4.2).</summary>
internal sealed class SshPeer : IPeer
{
    public async Task ServeAsync(Connection connection, CancellationToken cancellationToken)
    {
        await connection.Stream.WriteAsync("SSH-2.0-OpenSSH_9.2p1\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        if (await connection.PeekAsync(cancellationToken).ConfigureAwait(false) is { } first and not (byte)'S')
        {
            // OpenSSH's own words to a client whose first line does not begin with "SSH-".
            await connection.Stream.WriteAsync("Invalid SSH identification string.\r\n"u8.ToArray(), cancellationToken).ConfigureAwait(false);
            await connection.CloseAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        await connection.DrainAsync(cancellationToken).ConfigureAwait(false);
    }
}
