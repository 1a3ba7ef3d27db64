namespace ConnectionDiagnostics.Causes.Proxies;

/// <summary>The connection comes back to a proxy that it has passed already.</summary>
internal sealed class ProxyLoop : IProxyRule
{
    public CauseCode Code => CauseCode.ProxyLoop;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.Of("Squid", "WARNING: Forwarding loop detected for:"),
        KnownErrors.DotNet("Response status code does not indicate success: 508 (Loop Detected)."),
        KnownErrors.Curl("curl: (22) The requested URL returned error: 508"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Proxy.Value is not { } proxy || scales.Outcome != ConnectionOutcome.ProxyFailed)
        {
            return;
        }

        (string, object?)[] values = ProxyValues.Of(evidence, proxy);
        HttpAnswer? http = evidence.ProxyAnswer();
        bool isRepeated = http?.PassedTwice(proxy.Method) == true;
        bool isItself = evidence.Target.Port == proxy.Setting.Port && (evidence.Target.Host == proxy.Setting.Host || proxy.Addresses.Any(address => address.Equals(evidence.Target.Address)));
        if (isRepeated && http!.IsMarkedByProxy(proxy.Method))
        {
            // Each proxy adds itself (RFC 9110, section 7.6.3): one that stands there twice has been passed twice.
            scales.Confirm(Message.Of("proxy-loop.summary", values), Message.Of("proxy-loop.reason.via", values));
        }
        else if (isRepeated)
        {
            // The machines of a CDN share one name; one of them may be set as the proxy.
            scales.Consider(Prior.Usual, Message.Of("proxy-loop.summary", values));
            scales.For(Strength.Medium, Message.Of("proxy-loop.reason.via", values));
        }
        else if (http is { Status: 508 })
        {
            scales.Consider(Prior.Usual, Message.Of("proxy-loop.summary", values));
            scales.For(Strength.Strong, Message.Of("proxy-loop.reason.status", values));
        }
        else if (isItself && http is not null)
        {
            scales.Consider(Prior.Common, Message.Of("proxy-loop.summary.itself", values));
            scales.For(Strength.Medium, Message.Of("proxy-loop.reason.itself", values));
        }
        else
        {
            return;
        }

        scales.Remedy(RemedyActor.Server, Message.Of("proxy-loop.remedy.parent", values));
        ProxyComparison.AddTo(scales, evidence, proxy, values);
    }
}
