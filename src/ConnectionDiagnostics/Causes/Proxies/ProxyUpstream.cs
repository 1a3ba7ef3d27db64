namespace ConnectionDiagnostics.Causes.Proxies;

/// <summary>The proxy does its work, and the target does not answer it: the cause <c>upstream-unavailable</c> of a way through a proxy.</summary>
internal sealed class ProxyUpstream : IProxyRule
{
    public CauseCode Code => CauseCode.UpstreamUnavailable;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.DotNet("The proxy tunnel request to proxy '…' failed with status code '502'."),
        KnownErrors.DotNet("The proxy tunnel request to proxy '…' failed with status code '503'."),
        KnownErrors.DotNet("The proxy tunnel request to proxy '…' failed with status code '504'."),
        KnownErrors.Curl("curl: (56) CONNECT tunnel failed, response 502"),
        KnownErrors.Curl("curl: (56) CONNECT tunnel failed, response 503"),
        KnownErrors.Curl("curl: (56) CONNECT tunnel failed, response 504"),
        KnownErrors.Chrome("net::ERR_TUNNEL_CONNECTION_FAILED"),
        KnownErrors.Chrome("net::ERR_SOCKS_CONNECTION_HOST_UNREACHABLE"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Proxy.Value is not { } proxy || scales.Outcome != ConnectionOutcome.ProxyFailed)
        {
            return;
        }

        (string, object?)[] values = ProxyValues.Of(evidence, proxy);
        var summary = Message.Of("upstream-unavailable.summary.proxy", values);
        var reason = Message.Of("upstream-unavailable.reason.proxy", values);
        switch (proxy)
        {
            // RFC 9110, sections 15.6.3 and 15.6.5; 503 is also a proxy's word for itself (15.6.4).
            case { Result: ProxyResult.Declined or ProxyResult.Forwarded } when evidence.ProxyAnswer() is { Status: >= 500 and not (501 or 508) } http:
                bool isTold = http.Status is 502 or 504 || http.IsUnableToConnect() || http.Header("x-squid-error") is { } error && (error.StartsWith("ERR_CONNECT_FAIL", StringComparison.Ordinal) || error.StartsWith("ERR_DNS_FAIL", StringComparison.Ordinal));
                // What it only passed on may be of a gateway before the target.
                bool isItsOwn = proxy.Result == ProxyResult.Declined || http.IsMarkedByProxy(proxy.Method);
                if (isTold && isItsOwn && !proxy.ProxyShowsSite())
                {
                    scales.Confirm(summary, reason);
                }
                else
                {
                    scales.Consider(Prior.Usual, summary);
                    scales.For(Strength.Medium, reason);
                }

                break;
            case { Method: ProxyMethod.Socks5, Result: ProxyResult.Declined, Step: ProxyStep.Request, ReplyCode: >= 3 and <= 6 }:
                scales.Confirm(summary, reason);
                break;
            case { Method: ProxyMethod.Socks5, Result: ProxyResult.Declined, Step: ProxyStep.Request, ReplyCode: 1 or > 8 }:
                scales.Consider(Prior.Usual, summary);
                scales.For(Strength.Medium, reason);
                break;
            case { Method: ProxyMethod.Socks4, Result: ProxyResult.Declined, ReplyCode: 91 }:
                scales.Consider(Prior.Usual, summary);
                scales.For(Strength.Weak, reason);
                break;
            case { Result: ProxyResult.Silent } when proxy.ProxyIsAlive() && !proxy.Others.Any(other => other.Detected == WireProtocol.Socks5):
                scales.Consider(Prior.Usual, Message.Of("upstream-unavailable.summary.proxy-waits", values));
                scales.For(Strength.Medium, Message.Of("upstream-unavailable.reason.proxy-waits", values));
                break;
            default:
                return;
        }

        scales.Remedy(RemedyActor.Server, Message.Of("upstream-unavailable.remedy.proxy", values), Commands.ListListenersOnServer(evidence, evidence.Target.Port));
        scales.Remedy(RemedyActor.Network, Message.Of("upstream-unavailable.remedy.proxy-host", values));
        ProxyComparison.AddTo(scales, evidence, proxy, values);
    }
}
