namespace ConnectionDiagnostics.Testing.Peers;

/// <summary>How a server behaves on a connection that it has accepted. Without state: one peer talks to all clients.</summary>
internal interface IPeer
{
    /// <summary>Talks to one client. The connection is closed when the task ends, however it ends.</summary>
    Task ServeAsync(Connection connection, CancellationToken cancellationToken);
}
