namespace ConnectionDiagnostics.Lab.Network;

/// <summary>A route: what <c>ip route add</c> on the node is given.</summary>
internal sealed record LabRoute(string Node, string Route);
