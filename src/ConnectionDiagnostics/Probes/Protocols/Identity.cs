namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>What an answer was recognised as.</summary>
/// <param name="Protocol">One of <see cref="WireProtocol"/>; <see langword="null"/> when the bytes tell nothing.</param>
/// <param name="Product">The product as it names itself.</param>
/// <param name="Confidence">How sure the name is.</param>
internal readonly record struct Identity(string? Protocol, string? Product = null, DetectionConfidence? Confidence = null);
