namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>Sends back what it gets.</summary>
internal sealed class EchoPeer : IPeer
{
    public Task ServeAsync(Connection connection, CancellationToken cancellationToken) =>
        connection.Stream.CopyToAsync(connection.Stream, cancellationToken);
}
