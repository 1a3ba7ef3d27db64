namespace ConnectionDiagnostics.Causes.OtherProtocol;

/// <summary>The values that all sentences about an HTTP answer to a handshake share.</summary>
internal static class HandshakeValues
{
    public static (string Name, object? Value)[] Of(ConnectionEvidence evidence, ProtocolExchange exchange) =>
    [
        ("target", evidence.Target.Text),
        ("port", evidence.Target.Port),
        ("path", evidence.Target.Path),
        ("code", exchange.Http?.Status),
        ("status", $"{exchange.Http?.Status} {exchange.Http?.Reason}".TrimEnd()),
        ("product", exchange.Product is { Length: > 0 } product ? $" ({product})" : ""),
        ("location", exchange.Http?.Header("location")),
        ("http", evidence.TargetWithScheme(evidence.Target.UsesTls ? "https" : "http")),
    ];
}
