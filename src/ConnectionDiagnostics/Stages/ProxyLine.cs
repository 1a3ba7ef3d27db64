using System.Net.Sockets;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Stages;

/// <summary>The way through the proxy as a line of proof.</summary>
internal static class ProxyLine
{
    public static Message Of(ConnectionEvidence evidence, ProxyEvidence proxy)
    {
        string id = proxy.Result switch
        {
            ProxyResult.NotResolved => "stage.connect.proxy.not-resolved",
            ProxyResult.NotConnected => "stage.connect.proxy.not-connected",
            ProxyResult.TlsFailed => "stage.connect.proxy.tls-failed",
            ProxyResult.Silent => "stage.connect.proxy.silent",
            ProxyResult.Closed or ProxyResult.Reset => "stage.connect.proxy.closed",
            ProxyResult.Tunnelled => "stage.connect.proxy.tunnelled",
            _ => "stage.connect.proxy.answered",
        };
        SocketError error = proxy.Attempts is [var first, ..] ? first.Error : proxy.ResolveError;
        return Message.Of(
            id, ("proxy", proxy.Setting.ToString()), ("answer", Answer(evidence, proxy)), ("error", ErrorNames.Of(error)),
            ("tls", proxy.Tls is { } tls ? tls.Error ?? string.Join(", ", tls.ChainProblems) : null), ("duration", proxy.Duration));
    }

    private static string Answer(ConnectionEvidence evidence, ProxyEvidence proxy) =>
        evidence.GotThroughProxy() && proxy.Forwarded?.Http is { } http ? $"{http.Status} {http.Reason}".TrimEnd() : ProxyWords.Of(evidence, proxy);
}
