namespace ConnectionDiagnostics.Causes.Proxies;

/// <summary>What is set as the proxy is none, or one of another kind than the setting says.</summary>
internal sealed class NotAProxy : IProxyRule
{
    public CauseCode Code => CauseCode.NotAProxy;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        .. KnownErrors.TunnelFailed(405, "Method Not Allowed"),
        .. KnownErrors.TunnelFailed(404, "Not Found"),
        .. KnownErrors.TunnelFailed(400, "Bad Request"),
        KnownErrors.Chrome("net::ERR_SOCKS_CONNECTION_FAILED"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Proxy.Value is not { } proxy || scales.Outcome != ConnectionOutcome.ProxyFailed || proxy.Result == ProxyResult.Tunnelled)
        {
            return;
        }

        bool asksHttp = proxy.Method is ProxyMethod.HttpConnect or ProxyMethod.HttpForward;
        (string, object?)[] values =
        [
            .. ProxyValues.Of(evidence, proxy), ("asked", asksHttp ? "HTTP" : "SOCKS"),
            ("other", Other(proxy, asksHttp)),
        ];
        if (!(asksHttp ? WeighHttp(evidence, proxy, values, scales) : WeighSocks(proxy, values, scales)))
        {
            return;
        }

        scales.Remedy(RemedyActor.Client, Message.Of("not-a-proxy.remedy.address", values), Commands.ShowProxies(evidence));
        ProxyComparison.AddTo(scales, evidence, proxy, values);
    }

    private static bool WeighHttp(ConnectionEvidence evidence, ProxyEvidence proxy, (string, object?)[] values, CauseScales scales)
    {
        if (proxy is { Result: ProxyResult.TlsFailed, Tls.Result: TlsResult.NotTls })
        {
            scales.Confirm(Message.Of("not-a-proxy.summary.no-tls", values), Message.Of("not-a-proxy.reason.no-tls", values));
            scales.Remedy(RemedyActor.Client, Message.Of("not-a-proxy.remedy.scheme", values));
            return true;
        }

        HttpAnswer? http = evidence.ProxyAnswer();
        bool isStrange = proxy.Result is ProxyResult.Silent or ProxyResult.Closed or ProxyResult.Reset or ProxyResult.Unintelligible;
        if (isStrange && proxy.Others.Any(other => other.Detected == WireProtocol.Socks5))
        {
            scales.Confirm(Message.Of("not-a-proxy.summary.kind", values), Message.Of("not-a-proxy.reason.socks", values));
            scales.Remedy(RemedyActor.Client, Message.Of("not-a-proxy.remedy.scheme", values));
            return true;
        }

        if (http is not null)
        {
            return WeighStatus(http, proxy, values, scales);
        }

        if (proxy.Result != ProxyResult.Unintelligible)
        {
            return false;
        }

        scales.Consider(Prior.Usual, Message.Of("not-a-proxy.summary.other", values));
        scales.For(Strength.Strong, Message.Of("not-a-proxy.reason.bytes", values));
        return true;
    }

    private static bool WeighStatus(HttpAnswer http, ProxyEvidence proxy, (string, object?)[] values, CauseScales scales)
    {
        bool isOfServers = http.Status is 400 or 404 or 405 or 501 || http.Status is >= 200 and < 400;
        if (http.IsMarkedByProxy(proxy.Method) || !(isOfServers || proxy.ProxyShowsSite()) || http.Status is >= 500 and not 501)
        {
            return false;
        }

        if (isOfServers && (proxy.ProxyShowsSite() || proxy.Result == ProxyResult.Unintelligible))
        {
            scales.Confirm(Message.Of("not-a-proxy.summary.site", values), Message.Of(proxy.ProxyShowsSite() ? "not-a-proxy.reason.site" : "not-a-proxy.reason.page", values));
        }
        else
        {
            scales.Consider(Prior.Usual, Message.Of("not-a-proxy.summary.site", values));
            scales.For(isOfServers ? Strength.Medium : Strength.Weak, Message.Of("not-a-proxy.reason.status", values));
        }

        return true;
    }

    private static bool WeighSocks(ProxyEvidence proxy, (string, object?)[] values, CauseScales scales)
    {
        if (proxy.Result is not (ProxyResult.Silent or ProxyResult.Closed or ProxyResult.Reset or ProxyResult.Unintelligible) || proxy.Step != ProxyStep.Greeting && proxy.Method == ProxyMethod.Socks5)
        {
            return false;
        }

        if (proxy.Received.Span.StartsWith("HTTP/"u8) || proxy.Others.Any(other => other.Http is not null))
        {
            scales.Confirm(Message.Of("not-a-proxy.summary.kind", values), Message.Of("not-a-proxy.reason.http", values));
            scales.Remedy(RemedyActor.Client, Message.Of("not-a-proxy.remedy.scheme", values));
            return true;
        }

        if (proxy.Method == ProxyMethod.Socks4 && proxy.Others.Any(other => other.Detected == WireProtocol.Socks5))
        {
            scales.Confirm(Message.Of("not-a-proxy.summary.kind", values), Message.Of("not-a-proxy.reason.socks", values));
            scales.Remedy(RemedyActor.Client, Message.Of("not-a-proxy.remedy.scheme", values));
            return true;
        }

        if (proxy.Result != ProxyResult.Unintelligible)
        {
            return false;
        }

        scales.Consider(Prior.Usual, Message.Of("not-a-proxy.summary.other", values));
        scales.For(Strength.Strong, Message.Of("not-a-proxy.reason.bytes", values));
        return true;
    }

    /// <summary>The proxy as it would be written for what it was seen to speak.</summary>
    private static string Other(ProxyEvidence proxy, bool asksHttp)
    {
        string scheme = proxy.Others.Any(other => other.Detected == WireProtocol.Socks5) ? "socks5" : asksHttp && proxy.Setting.Scheme != "https" ? "https" : "http";
        return (proxy.Setting with { Scheme = scheme }).ToString();
    }
}
