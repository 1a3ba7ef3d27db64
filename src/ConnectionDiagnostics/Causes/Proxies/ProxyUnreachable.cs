using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Knowledge;

namespace ConnectionDiagnostics.Causes.Proxies;

/// <summary>The proxy does not answer: no address, no connection, no word.</summary>
internal sealed class ProxyUnreachable : IProxyRule
{
    public CauseCode Code => CauseCode.ProxyUnreachable;

    public IReadOnlyList<ErrorMessage> ErrorMessages =>
    [
        KnownErrors.Curl("curl: (5) Could not resolve proxy: …"),
        KnownErrors.Curl("curl: (7) Failed to connect to … port … after … ms: Couldn't connect to server"),
        KnownErrors.Chrome("net::ERR_PROXY_CONNECTION_FAILED"),
        KnownErrors.Firefox("NS_ERROR_PROXY_CONNECTION_REFUSED"),
        KnownErrors.Firefox("NS_ERROR_UNKNOWN_PROXY_HOST"),
        KnownErrors.DotNet("System.Net.Sockets.SocketException (111): Connection refused"),
        KnownErrors.Node("Error: connect ECONNREFUSED …"),
        KnownErrors.Java("java.net.ConnectException: Connection refused"),
    ];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (evidence.Proxy.Value is not { } proxy || scales.Outcome != ConnectionOutcome.ProxyFailed)
        {
            return;
        }

        (string, object?)[] values = ProxyValues.Of(evidence, proxy);
        switch (proxy.Result)
        {
            case ProxyResult.NotResolved:
                WeighName(proxy, values, scales);
                break;
            case ProxyResult.NotConnected:
                WeighConnect(proxy, values, scales);
                break;
            case ProxyResult.TlsFailed when proxy.Tls is { Result: not TlsResult.NotTls }:
                scales.Consider(Prior.Usual, Message.Of("proxy-unreachable.summary.tls", values));
                scales.For(Strength.Strong, Message.Of("proxy-unreachable.reason.tls", [.. values, ("problems", Problems(proxy.Tls))]));
                break;
            case ProxyResult.Silent when !proxy.ProxyIsAlive():
                scales.Consider(Prior.Usual, Message.Of("proxy-unreachable.summary.silent", values));
                scales.For(Strength.Medium, Message.Of("proxy-unreachable.reason.silent", values));
                break;
            case ProxyResult.Closed or ProxyResult.Reset when !proxy.ProxyIsAlive():
                scales.Consider(Prior.Common, Message.Of("proxy-unreachable.summary.closed", values));
                scales.For(Strength.Weak, Message.Of("proxy-unreachable.reason.closed", values));
                scales.SeparateFrom(CauseCode.ProxyDenied, RemedyActor.Server, Message.Of("proxy-unreachable.next.denied", values), Commands.ListListenersOnServer(evidence, proxy.Setting.Port));
                break;
            default:
                return;
        }

        bool isHere = proxy.Addresses.Any(IPAddress.IsLoopback);
        if (isHere && ClientProxies.OnPort(proxy.Setting.Port) is { } software)
        {
            scales.Remedy(RemedyActor.Client, Message.Of("proxy-unreachable.remedy.software", [.. values, ("software", software.Name)]), Commands.ListListeners(evidence, proxy.Setting.Port));
        }
        else
        {
            scales.Remedy(
                isHere ? RemedyActor.Client : RemedyActor.Server, Message.Of("proxy-unreachable.remedy.start", values),
                isHere ? Commands.ListListeners(evidence, proxy.Setting.Port) : Commands.ListListenersOnServer(evidence, proxy.Setting.Port));
        }

        scales.Remedy(RemedyActor.Client, Message.Of("proxy-unreachable.remedy.setting", values), Commands.ShowProxies(evidence));
        ProxyComparison.AddTo(scales, evidence, proxy, values);
    }

    private static void WeighName(ProxyEvidence proxy, (string, object?)[] values, CauseScales scales)
    {
        if (proxy.ResolveError is SocketError.HostNotFound or SocketError.NoData)
        {
            scales.Confirm(Message.Of("proxy-unreachable.summary.name", values), Message.Of("proxy-unreachable.reason.name", values));
        }
        else
        {
            scales.Consider(Prior.Usual, Message.Of("proxy-unreachable.summary.name", values));
            scales.For(Strength.Medium, Message.Of("proxy-unreachable.reason.name", values));
        }
    }

    private static void WeighConnect(ProxyEvidence proxy, (string, object?)[] values, CauseScales scales)
    {
        if (proxy.Attempts.Count > 0 && proxy.Attempts.All(attempt => attempt.Error == SocketError.ConnectionRefused || attempt.SelfConnected))
        {
            // A closed port answers with a reset: an ICMP error is a packet filter's, before a proxy that may well run.
            bool isFiltered = proxy.Attempts.Any(attempt => attempt.IcmpErrors is { Count: > 0 });
            scales.Confirm(
                Message.Of(isFiltered ? "proxy-unreachable.summary.no-connection" : "proxy-unreachable.summary.refused", values),
                Message.Of(isFiltered ? "proxy-unreachable.reason.no-connection" : "proxy-unreachable.reason.refused", [.. values, ("syns", Syns(proxy))]));
            return;
        }

        // An error without a name comes from this machine, not from the proxy.
        bool isNamed = proxy.Attempts.All(attempt => attempt.Error != SocketError.SocketError);
        scales.Consider(isNamed ? Prior.Usual : Prior.Uncommon, Message.Of("proxy-unreachable.summary.no-connection", values));
        // A single SYN may have been lost.
        bool isTold = isNamed && proxy.Attempts.All(attempt => attempt.Error != SocketError.TimedOut || attempt.SynsSent is null or >= 2);
        scales.For(isTold ? Strength.Strong : Strength.Weak, Message.Of("proxy-unreachable.reason.no-connection", [.. values, ("syns", Syns(proxy))]));
    }

    private static int? Syns(ProxyEvidence proxy) => proxy.Attempts.Sum(attempt => attempt.SynsSent);

    private static string Problems(TlsEvidence tls) =>
        string.Join(", ", tls.ChainProblems.Concat(tls.NameMatches == false ? ["NameMismatch"] : []).DefaultIfEmpty(tls.Error ?? tls.Result.ToString()));
}
