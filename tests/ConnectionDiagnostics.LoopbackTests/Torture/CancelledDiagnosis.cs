namespace ConnectionDiagnostics.LoopbackTests.Torture;

/// <summary>How a diagnosis ended that was cancelled, and what it left behind.</summary>
/// <param name="Cancelled">Whether the moment came at all.</param>
/// <param name="Threw">Whether the cancellation came out; otherwise there was a diagnosis.</param>
/// <param name="Sockets">How many sockets are still open.</param>
/// <param name="Timers">How many timers still run.</param>
internal readonly record struct CancelledDiagnosis(bool Cancelled, bool Threw, int Sockets, int Timers);
