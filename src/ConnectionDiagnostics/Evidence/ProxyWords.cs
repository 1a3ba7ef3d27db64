using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics;

/// <summary>What a proxy answered, in its protocol's own words.</summary>
internal static class ProxyWords
{
    private const int ShownBytes = 60;

    public static string Of(ConnectionEvidence evidence, ProxyEvidence proxy) => proxy switch
    {
        _ when (evidence.ProxyAnswer() ?? proxy.Http) is { } http => $"{http.Status} {http.Reason}".TrimEnd(),
        { Method: ProxyMethod.Socks5, Step: ProxyStep.Greeting, ReplyCode: 0xFF } => "SOCKS5 method 0xFF (no acceptable methods)",
        { Method: ProxyMethod.Socks5, Step: ProxyStep.Authentication } => "SOCKS5 authentication failed",
        { Method: ProxyMethod.Socks5, ReplyCode: { } code } => SocksReplies.OfVersion5(code),
        { Method: ProxyMethod.Socks4, ReplyCode: { } code } => SocksReplies.OfVersion4(code),
        _ => Printable.FromBytes(proxy.Received.Span, ShownBytes),
    };
}
