namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>How a question to the kernel went, and the error number (errno(3)) where there is one.</summary>
internal readonly record struct NetlinkOutcome(NetlinkEnd End, int Error = 0);
