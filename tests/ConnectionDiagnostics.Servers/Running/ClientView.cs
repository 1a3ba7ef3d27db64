namespace ConnectionDiagnostics.Servers.Running;

/// <param name="Content">Whether an ordinary client got what it wants.</param>
/// <param name="Saw">What it got.</param>
internal sealed record ClientView(bool Content, string Saw);
