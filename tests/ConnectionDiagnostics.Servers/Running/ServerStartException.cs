namespace ConnectionDiagnostics.Servers.Running;

/// <summary>A server did not start: nothing is said about any diagnosis.</summary>
internal sealed class ServerStartException(string message) : Exception(message);
