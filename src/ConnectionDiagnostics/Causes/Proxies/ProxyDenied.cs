namespace ConnectionDiagnostics.Causes.Proxies;

/// <summary>The proxy answers, and does not connect to this target, or for this client.</summary>
internal sealed class ProxyDenied : IProxyRule
{
    public CauseCode Code => CauseCode.ProxyDenied;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        .. KnownErrors.TunnelFailed(403, "Forbidden"),
        KnownErrors.Chrome("net::ERR_SOCKS_CONNECTION_FAILED"),
        KnownErrors.Firefox("NS_ERROR_PROXY_FORBIDDEN"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Proxy.Value is not { } proxy || scales.Outcome != ConnectionOutcome.ProxyFailed)
        {
            return;
        }

        (string, object?)[] values = ProxyValues.Of(evidence, proxy);
        var summary = Message.Of("proxy-denied.summary", values);
        var reason = Message.Of("proxy-denied.reason.answer", values);
        switch (proxy)
        {
            case { Result: ProxyResult.Declined or ProxyResult.Forwarded } when evidence.ProxyAnswer() is { } http:
                if (!WeighStatus(http, proxy, values, scales))
                {
                    return;
                }

                break;
            case { Method: ProxyMethod.Socks5, Result: ProxyResult.Declined, Step: ProxyStep.Request, ReplyCode: 2 }:
                scales.Confirm(summary, reason);
                break;
            case { Method: ProxyMethod.Socks5, Result: ProxyResult.Declined, Step: ProxyStep.Request, ReplyCode: 7 or 8 }:
                scales.Consider(Prior.Usual, summary);
                scales.For(Strength.Strong, reason);
                break;
            case { Method: ProxyMethod.Socks4, Result: ProxyResult.Declined, ReplyCode: 91 }:
                scales.Consider(Prior.Usual, summary);
                scales.For(Strength.Weak, Message.Of("proxy-denied.reason.socks4", values));
                scales.SeparateFrom(CauseCode.UpstreamUnavailable, RemedyActor.Server, Message.Of("proxy-denied.next.upstream", values));
                break;
            case { Method: ProxyMethod.Socks5, Result: ProxyResult.Declined, Step: ProxyStep.Greeting } when !proxy.Others.Any(other => other.Received.Span is [5, 2]):
                scales.Consider(Prior.Common, summary);
                scales.For(Strength.Weak, reason);
                break;
            case { Result: ProxyResult.Closed or ProxyResult.Reset } when !proxy.Others.Any(other => other.Detected == WireProtocol.Socks5):
                scales.Consider(Prior.Common, Message.Of("proxy-denied.summary.closed", values));
                scales.For(Strength.Weak, Message.Of("proxy-denied.reason.closed", values));
                break;
            default:
                return;
        }

        scales.Remedy(RemedyActor.Server, Message.Of("proxy-denied.remedy.allow", values));
        scales.Remedy(RemedyActor.Client, Message.Of("proxy-denied.remedy.look", values), Commands.AskThroughProxy(evidence, proxy.Setting, ProxyComparison.UrlOf(evidence)));
        ProxyComparison.AddTo(scales, evidence, proxy, values);
    }

    private static bool WeighStatus(HttpAnswer http, ProxyEvidence proxy, (string, object?)[] values, CauseScales scales)
    {
        var summary = Message.Of("proxy-denied.summary", values);
        var reason = Message.Of(http.Header("x-squid-error") is null ? "proxy-denied.reason.answer" : "proxy-denied.reason.squid", values);
        bool isMarked = http.IsMarkedByProxy(proxy.Method);
        bool isOfServers = http.Status is 400 or 404 or 405 or 501;
        if (http.Status is 401 or 407 or >= 500 and not 501 || http.PassedTwice(proxy.Method) || (isOfServers && !isMarked && proxy.Result != ProxyResult.Forwarded))
        {
            return false;
        }

        // Where a redirection leads, a page that denies or a web server's own, is not known.
        bool isPlain = proxy.Result == ProxyResult.Declined && http.Status >= 400 && !proxy.ProxyShowsSite();
        if (!isOfServers && (isMarked || isPlain))
        {
            scales.Confirm(summary, reason);
        }
        else
        {
            // A web server's page, or the target's own words to another address.
            scales.Consider(proxy.ProxyShowsSite() ? Prior.Common : Prior.Usual, summary);
            scales.For(Strength.Medium, reason);
        }

        return true;
    }
}
