namespace ConnectionDiagnostics.Causes.Proxies;

/// <summary>.NET and curl read the same proxy settings differently: why "it works with curl", or only in the application.</summary>
internal sealed class ProxySettingsDiffer : IProxyRule
{
    public CauseCode Code => CauseCode.ProxySettingsDiffer;

    public IReadOnlyList<ErrorMessage> ErrorMessages => [];

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        if (scales.Outcome == ConnectionOutcome.Connected || evidence.Settings.Proxy is not null || evidence.Environment.Value is not { } environment
            || evidence.Target.Protocol is not (WireProtocol.Http or WireProtocol.WebSocket))
        {
            return;
        }

        if (environment.Proxies.Any(proxy => proxy.AppliesInCurl is null))
        {
            return;
        }

        ProxySetting? own = environment.Proxies.FirstOrDefault(proxy => proxy.AppliesToTarget);
        ProxySetting? curl = environment.Proxies.FirstOrDefault(proxy => proxy.AppliesInCurl == true);
        if (own == curl)
        {
            return;
        }

        (string, object?)[] values =
        [
            ("target", evidence.Target.Text), ("host", evidence.Target.Host), ("proxy", (own ?? curl)!.ToString()), ("variable", (own ?? curl)!.Source),
            ("other", curl?.ToString()), ("noproxy", environment.NoProxy?.Variable), ("entry", environment.NoProxy?.CurlEntry ?? environment.NoProxy?.HttpClientEntry),
        ];
        scales.Remark();
        scales.Confirm(
            Message.Of(curl is null ? "proxy-settings-differ.summary.curl-direct" : own is null ? "proxy-settings-differ.summary.own-direct" : "proxy-settings-differ.summary.other", values),
            Message.Of(ReasonId(environment, own, curl), values));
        scales.Remedy(
            RemedyActor.Client,
            Message.Of(curl is null ? "proxy-settings-differ.remedy.curl-direct" : "proxy-settings-differ.remedy.write", values), Commands.ShowProxies(evidence));
    }

    private static string ReasonId(EnvironmentEvidence environment, ProxySetting? own, ProxySetting? curl) => environment.NoProxy switch
    {
        { HttpClientEntry: null, CurlEntry: not null } => "proxy-settings-differ.reason.no-proxy-curl",
        { HttpClientEntry: not null, CurlEntry: null } => "proxy-settings-differ.reason.no-proxy-own",
        _ when own is { Source: "system" } => "proxy-settings-differ.reason.system",
        _ when own is { Source: "HTTP_PROXY" } => "proxy-settings-differ.reason.upper-case",
        _ when own is null && curl is { Scheme: "socks5h" } => "proxy-settings-differ.reason.socks5h",
        _ => "proxy-settings-differ.reason.other",
    };
}
