using ConnectionDiagnostics.Causes.Weighing;

namespace ConnectionDiagnostics.Causes.Proxies;

/// <summary>What every cause about a proxy adds: how it goes without the proxy, and how another client would go.</summary>
internal static class ProxyComparison
{
    public static void AddTo(CauseScales scales, ConnectionEvidence evidence, ProxyEvidence proxy, (string Name, object? Value)[] values)
    {
        bool isDirect = OutcomeReader.ReadDirect(evidence) == ConnectionOutcome.Connected;
        bool isOwn = proxy.Setting.Source == "request";
        if (isDirect)
        {
            scales.For(Strength.Weak, Message.Of("proxy.reason.direct-works", values));
        }
        else if (evidence.FirstFailure() is { } failure)
        {
            scales.For(Strength.Weak, Message.Of("proxy.reason.direct-fails", [.. values, ("directerror", Texts.ErrorNames.Of(failure.Error))]));
        }

        bool curlIsDirect = evidence.Environment.Value is { NoProxy: { HttpClientEntry: null, CurlEntry: not null } } && !isOwn;
        if (curlIsDirect)
        {
            scales.For(Strength.Weak, Message.Of(
                "proxy.reason.curl-direct", [.. values, ("variable", evidence.Environment.Value!.NoProxy!.Variable), ("entry", evidence.Environment.Value.NoProxy.CurlEntry)]));
        }

        if (isDirect || curlIsDirect)
        {
            scales.Remedy(RemedyActor.Client, Message.Of(isOwn ? "proxy.remedy.without" : "proxy.remedy.no-proxy", values), Commands.AskWithoutProxy(evidence, UrlOf(evidence)));
        }
    }

    /// <summary>A URL of the target that curl takes.</summary>
    public static string UrlOf(ConnectionEvidence evidence) =>
        evidence.Target.Protocol is WireProtocol.Http or WireProtocol.WebSocket
            ? evidence.TargetWithScheme(evidence.Target.UsesTls ? "https" : "http")
            : FormattableString.Invariant($"telnet://{evidence.Target.Host}:{evidence.Target.Port}");
}
