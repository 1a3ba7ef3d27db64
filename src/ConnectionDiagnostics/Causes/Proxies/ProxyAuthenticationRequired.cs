namespace ConnectionDiagnostics.Causes.Proxies;

/// <summary>The proxy wants a login, or another one.</summary>
internal sealed class ProxyAuthenticationRequired : IProxyRule
{
    public CauseCode Code => CauseCode.ProxyAuthenticationRequired;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        .. KnownErrors.TunnelFailed(407, "Proxy Authentication Required"),
        KnownErrors.DotNet("Failed to authenticate with the SOCKS server."),
        KnownErrors.Chrome("net::ERR_PROXY_AUTH_REQUESTED"),
        KnownErrors.Firefox("NS_ERROR_PROXY_AUTHENTICATION_FAILED"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Proxy.Value is not { } proxy || scales.Outcome != ConnectionOutcome.ProxyFailed)
        {
            return;
        }

        (string, object?)[] values = ProxyValues.Of(evidence, proxy);
        if (evidence.ProxyWantsLogin())
        {
            WeighChallenge(evidence.ProxyAnswer()!, proxy, values, scales);
        }
        else if (proxy is { Method: ProxyMethod.Socks5, Step: ProxyStep.Authentication, Result: ProxyResult.Declined, ReplyCode: null })
        {
            // It hung up instead of saying no: whoever it asks about the password may have failed it.
            scales.Consider(Prior.Usual, Message.Of("proxy-authentication-required.summary.rejected", values));
            scales.For(Strength.Strong, Message.Of("proxy-authentication-required.reason.answer", values));
        }
        else if (proxy is { Method: ProxyMethod.Socks5, Step: ProxyStep.Authentication, Result: ProxyResult.Declined })
        {
            scales.Confirm(Message.Of("proxy-authentication-required.summary.rejected", values), Message.Of("proxy-authentication-required.reason.answer", values));
        }
        else if (proxy is { Method: ProxyMethod.Socks5, Step: ProxyStep.Greeting, Result: ProxyResult.Declined })
        {
            WeighNoMethod(proxy, values, scales);
        }
        else if (proxy is { Method: ProxyMethod.Socks4, Result: ProxyResult.Declined, ReplyCode: 92 or 93 })
        {
            scales.Confirm(Message.Of("proxy-authentication-required.summary.identd", values), Message.Of("proxy-authentication-required.reason.answer", values));
        }
        else
        {
            return;
        }

        scales.Remedy(
            RemedyActor.Client, Message.Of(proxy.HasCredentials ? "proxy-authentication-required.remedy.check" : "proxy-authentication-required.remedy.give", values),
            Commands.AskThroughProxy(evidence, proxy.Setting, ProxyComparison.UrlOf(evidence)));
        scales.Remedy(RemedyActor.Network, Message.Of("proxy-authentication-required.remedy.exempt", values));
        ProxyComparison.AddTo(scales, evidence, proxy, values);
    }

    private static void WeighChallenge(HttpAnswer http, ProxyEvidence proxy, (string, object?)[] values, CauseScales scales)
    {
        var reason = Message.Of("proxy-authentication-required.reason.answer", values);
        if (http.Status != 407 && !http.IsMarkedByProxy(proxy.Method))
        {
            // A web server with a login of its own says so too.
            scales.Consider(Prior.Usual, Message.Of("proxy-authentication-required.summary", values));
            scales.For(Strength.Medium, reason);
        }
        else if (proxy.SentCredentials)
        {
            scales.Confirm(Message.Of("proxy-authentication-required.summary.rejected", values), reason);
        }
        else if (proxy.HasCredentials)
        {
            // Not a scheme that is spoken here: the application's client may well speak it.
            scales.Consider(Prior.Usual, Message.Of("proxy-authentication-required.summary.scheme", values));
            scales.For(Strength.Medium, Message.Of("proxy-authentication-required.reason.scheme", values));
        }
        else
        {
            scales.Confirm(Message.Of("proxy-authentication-required.summary", values), reason);
        }
    }

    /// <summary>No acceptable method (RFC 1928, section 3). It wants user name and password if it takes them where they are offered; if not, it may dislike this client.</summary>
    private static void WeighNoMethod(ProxyEvidence proxy, (string, object?)[] values, CauseScales scales)
    {
        if (proxy.Others.Any(other => other.Received.Span is [5, 2]))
        {
            scales.Confirm(Message.Of("proxy-authentication-required.summary", values), Message.Of("proxy-authentication-required.reason.chooses-password", values));
            return;
        }

        scales.Consider(Prior.Common, Message.Of("proxy-authentication-required.summary", values));
        scales.For(Strength.Weak, Message.Of("proxy-authentication-required.reason.no-method", values));
        scales.SeparateFrom(CauseCode.ProxyDenied, RemedyActor.Server, Message.Of("proxy-authentication-required.next.denied", values));
    }
}
