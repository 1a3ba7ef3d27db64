using System.Net;

namespace ConnectionDiagnostics.Causes.Proxies;

/// <summary>The values that all sentences about a proxy share.</summary>
internal static class ProxyValues
{
    public static (string Name, object? Value)[] Of(ConnectionEvidence evidence, ProxyEvidence proxy)
    {
        ConnectAttempt? attempt = proxy.Attempts.FirstOrDefault(attempt => attempt.Connected) ?? (proxy.Attempts is [var other, ..] ? other : null);
        HttpAnswer? http = evidence.ProxyAnswer();
        return
        [
            ("target", evidence.Target.Text),
            ("host", evidence.Target.Host),
            ("port", evidence.Target.Port),
            ("proxy", proxy.Setting.ToString()),
            ("source", SourceOf(proxy.Setting)),
            ("proxyhost", proxy.Setting.Host),
            ("proxyport", proxy.Setting.Port),
            ("endpoint", attempt is null ? $"{proxy.Setting.Host}:{proxy.Setting.Port}" : new IPEndPoint(attempt.Address, attempt.Port).ToString()),
            ("error", Texts.ErrorNames.Of(attempt?.Error ?? proxy.ResolveError)),
            ("answer", ProxyWords.Of(evidence, proxy)),
            ("product", evidence.ProxyProduct()),
            ("methods", http?.Header("proxy-authenticate") is { } offered ? Schemes(offered) : ""),
            ("via", http?.Header("via")),
            ("squid", http?.Header("x-squid-error")),
            ("duration", proxy.Duration),
            ("address", attempt?.Address),
        ];
    }

    /// <summary>The variable's name, or where else it is set.</summary>
    public static Message SourceOf(ProxySetting setting) => setting.Source switch
    {
        "request" => Message.Of("proxy.source.request"),
        "system" => Message.Of("proxy.source.system"),
        var variable => Message.FromString(variable),
    };

    /// <summary>Of the challenges only the schemes: <c>Basic, NTLM</c> (RFC 9110, section 11.3).</summary>
    private static string Schemes(string challenges)
    {
        string[] known = ["Basic", "Digest", "NTLM", "Negotiate", "Bearer", "Kerberos"];
        return string.Join(", ", known.Where(scheme => challenges.Contains(scheme, StringComparison.OrdinalIgnoreCase)));
    }
}
