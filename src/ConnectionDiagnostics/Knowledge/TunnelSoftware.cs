namespace ConnectionDiagnostics.Knowledge;

/// <summary>Whose a tunnel interface is.</summary>
/// <param name="Kind">What it is for.</param>
/// <param name="Name">As it calls itself, or the kind of interface where many use the same.</param>
internal sealed record TunnelSoftware(TunnelKind Kind, string Name);
