using System.Net.Sockets;

namespace ConnectionDiagnostics;

/// <summary>What the caller had seen before the diagnosis: the exception, read.</summary>
public sealed record ReportedFailure
{
    /// <summary>What the exception says happened.</summary>
    public required ConnectionOutcome Outcome { get; init; }

    /// <summary>The socket's error.</summary>
    public SocketError SocketError { get; init; }

    /// <summary>The operating system's own error number.</summary>
    public int NativeErrorCode { get; init; }

    /// <summary>The HTTP status, where the exception told it.</summary>
    public int? StatusCode { get; init; }

    /// <summary>The exceptions' types, outermost first. Their messages are left out: they may hold secrets.</summary>
    public IReadOnlyList<string> Types { get; init => field = value ?? []; } = [];
}
