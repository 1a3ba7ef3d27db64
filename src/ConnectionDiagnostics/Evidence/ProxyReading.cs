using System.Net;

namespace ConnectionDiagnostics;

/// <summary>Questions that several rooms ask of the way through a proxy.</summary>
internal static class ProxyReading
{
    /// <summary>The names that forward proxies give themselves in <c>Server</c>, <c>Proxy-Agent</c> or <c>Via</c> of answers that are their own.</summary>
    private static readonly string[] Products = ["squid", "tinyproxy", "privoxy", "3proxy", "ccproxy", "mitmproxy", "polipo", "bluecoat", "zscaler", "mcafee web gateway", "forcepoint"];

    /// <summary>Whether the connection goes through a proxy: its way is then the one that counts, and the direct one is there to compare.</summary>
    public static bool GoesThroughProxy(this ConnectionEvidence evidence) => evidence.Proxy.IsMeasured;

    /// <summary>Whether the way through the proxy leads to the target: a tunnel, or a forwarded request that the target answered.</summary>
    public static bool GotThroughProxy(this ConnectionEvidence evidence) => evidence.Proxy.Value is { } proxy && proxy.Result switch
    {
        ProxyResult.Tunnelled => true,
        ProxyResult.Forwarded => !evidence.AnswersItself(proxy),
        _ => false,
    };

    /// <summary>The head of the proxy's own answer, to a request for a tunnel or in the target's place.</summary>
    public static HttpAnswer? ProxyAnswer(this ConnectionEvidence evidence) =>
        evidence.Proxy.Value is { } proxy && !evidence.GotThroughProxy() ? proxy.Http ?? proxy.Forwarded?.Http : null;

    /// <summary>Whether an answer bears the marks of a forward proxy's own words.</summary>
    /// <remarks>
    /// <c>Via</c> and <c>Proxy-Status</c> are written on what is only passed on as well (RFC 9110, section 7.6.3; RFC 9209, section 2): they say
    /// something of an answer to CONNECT, which nobody else could have given, and nothing of an answer to a forwarded request.
    /// </remarks>
    public static bool IsMarkedByProxy(this HttpAnswer http, ProxyMethod method) =>
        http.Status == 407 || http.Header("x-squid-error") is not null || http.Header("proxy-agent") is not null || http.Header("proxy-authenticate") is not null
        || NamesProxy(http.Header("server"))
        || (method != ProxyMethod.HttpForward && (http.Header("proxy-status") is not null || (http.Status >= 400 && NamesProxy(http.Header("via")))));

    /// <summary>Whether a proxy stands twice among the received-by parts of <c>Via: 1.1 host (comment), 1.0 other</c> (RFC 9110, section 7.6.3).</summary>
    /// <remarks>On what is only passed on, those may be the target's own caches, many of which share one name: <c>1.1 varnish, 1.1 varnish</c>.</remarks>
    public static bool PassedTwice(this HttpAnswer http, ProxyMethod method)
    {
        if (method == ProxyMethod.HttpForward && !http.IsMarkedByProxy(method))
        {
            return false;
        }

        string[] hosts =
        [
            .. (http.Header("via") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(hop => hop.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(hop => hop.Length > 1).Select(hop => hop[1]),
        ];
        return hosts.Distinct(StringComparer.OrdinalIgnoreCase).Count() < hosts.Length;
    }

    /// <summary>Whether the proxy's answer is about its login: 407, or 401 of a proxy that has been given one (tinyproxy) or that is asked for a tunnel, where no target could have said it.</summary>
    public static bool ProxyWantsLogin(this ConnectionEvidence evidence) => evidence.ProxyAnswer() switch
    {
        { Status: 407 } => true,
        { Status: 401 } http => evidence.Proxy.Value!.Result == ProxyResult.Declined || http.IsMarkedByProxy(evidence.Proxy.Value.Method),
        _ => false,
    };

    /// <summary>Whether the proxy says that it does its work, and that it is the target that fails: a gateway's 502, 503, 504, or a SOCKS reply of that sense.</summary>
    public static bool ProxySaysTargetFails(this ConnectionEvidence evidence) =>
        evidence.ProxyAnswer() is { Status: 502 or 503 or 504 }
        || evidence.ProxyAnswer()?.IsUnableToConnect() == true
        || evidence.Proxy.Value is { Method: ProxyMethod.Socks5, Result: ProxyResult.Declined, Step: ProxyStep.Request, ReplyCode: 1 or (>= 3 and <= 6) }
            or { Method: ProxyMethod.Socks4, Result: ProxyResult.Declined, ReplyCode: 91 };

    /// <summary>tinyproxy's own words where others say 502.</summary>
    public static bool IsUnableToConnect(this HttpAnswer http) =>
        http.Status == 500 && http.Reason.Equals("Unable to connect", StringComparison.OrdinalIgnoreCase) && NamesProxy(http.Header("server"));

    /// <summary>Whether both ways end at the target: directly it refuses, and the proxy says that the target fails.</summary>
    public static bool BothWaysRefused(this ConnectionEvidence evidence) =>
        evidence.ProxySaysTargetFails() && evidence.Connect.Value is { ConnectedAddress: null } && evidence.RefusedByReset() is not null;

    /// <summary>Whether what was taken for a proxy shows a web site to whoever asks.</summary>
    public static bool ProxyShowsSite(this ProxyEvidence proxy) => proxy.Others.Any(other => other.Http is { Status: < 400 });

    /// <summary>Whether it showed on another connection that it is alive: it answered there, in whatever way.</summary>
    public static bool ProxyIsAlive(this ProxyEvidence proxy) =>
        proxy.Others.Any(other => other.Result == ExchangeResult.Answered) || proxy is { Method: ProxyMethod.Socks5, Step: not ProxyStep.Greeting };

    /// <summary>How a proxy calls itself, as a suffix of a sentence's subject: <c> (squid/5.7)</c>.</summary>
    public static string ProxyProduct(this ConnectionEvidence evidence) =>
        evidence.ProxyAnswer() is { } http && (http.Header("server") ?? http.Header("proxy-agent") ?? http.Header("via")) is { Length: > 0 } product ? $" ({product})" : "";

    /// <summary>The way as if nothing but it had been seen: what the rules weigh, and what the outcome is read from.</summary>
    public static ConnectionEvidence PathOfInterest(this ConnectionEvidence evidence)
    {
        if (evidence.Proxy.Value is not { } proxy)
        {
            return evidence;
        }

        IPAddress? address = evidence.Connect.Value?.ConnectedAddress ?? evidence.Target.Address ?? (evidence.Names.Value is { Addresses: [var first, ..] } ? first : null);
        bool got = evidence.GotThroughProxy();
        return evidence with
        {
            Names = evidence.Names.Value is { Addresses.Count: > 0 } ? evidence.Names : default,
            // An address that is not known here is written as none.
            Connect = Fact<ConnectEvidence>.Measured(new ConnectEvidence { Attempts = [], ConnectedAddress = address ?? IPAddress.None }),
            // Only plain http is forwarded.
            Tls = proxy.Result == ProxyResult.Tunnelled ? evidence.Tls : got ? Fact<TlsEvidence>.Skipped(FactReason.NotNeeded) : default,
            Protocol = proxy.Result == ProxyResult.Tunnelled ? evidence.Protocol
                : got ? Fact<ProtocolEvidence>.Measured(new ProtocolEvidence { Own = proxy.Forwarded! })
                : default,
            Routes = default,
            Listeners = default,
            Neighbours = default,
            Host = default,
            Path = default,
            LocalPorts = default,
            ContainerHost = default,
            Transfer = default,
        };
    }

    /// <summary>What would be seen without the proxy.</summary>
    public static ConnectionEvidence DirectPath(this ConnectionEvidence evidence) => evidence with
    {
        Proxy = default,
        Tls = evidence.Proxy.Value is { Result: ProxyResult.Tunnelled } ? default : evidence.Tls,
        Protocol = evidence.Proxy.Value is { Result: ProxyResult.Tunnelled } ? default : evidence.Protocol,
    };

    /// <summary>Whether the answer to a forwarded request is the proxy's own, and not the target's.</summary>
    private static bool AnswersItself(this ConnectionEvidence evidence, ProxyEvidence proxy)
    {
        if (proxy.Forwarded?.Http is not { Status: >= 400 } http)
        {
            return proxy.Forwarded?.Http is null;
        }

        return http.IsMarkedByProxy(proxy.Method)
            // A gateway's word, and directly there is nobody either.
            || (http.Status is 502 or 503 or 504 && (evidence.Connect.Value is { ConnectedAddress: null } || evidence.Names.Value is { Addresses.Count: 0 }))
            // Directly, the target answers otherwise.
            || (evidence.Protocol.Value is { Own.Http: { } direct } && direct.Status != http.Status);
    }

    private static bool NamesProxy(string? value) =>
        value is not null && Array.Exists(Products, product => value.Contains(product, StringComparison.OrdinalIgnoreCase));
}
