namespace ConnectionDiagnostics.Lab.Network;

/// <summary>How a command ended.</summary>
internal sealed record ShellResult(int Status, string Output, string Error);
