namespace ConnectionDiagnostics.Servers.Running;

/// <summary>Where a started server listens, on 127.0.0.1.</summary>
internal readonly record struct ServerAddress(int Port);
