namespace ConnectionDiagnostics.Knowledge;

/// <summary>A default port of a panel.</summary>
/// <param name="Number">The port.</param>
/// <param name="IsTls">Whether it speaks TLS there, as installed.</param>
internal readonly record struct PanelPort(int Number, bool IsTls);
