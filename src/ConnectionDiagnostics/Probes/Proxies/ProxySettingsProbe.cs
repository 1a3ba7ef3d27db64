namespace ConnectionDiagnostics.Probes.Proxies;

/// <summary>The proxies that this machine is configured to use, and which of them this connection goes through. Sends nothing.</summary>
internal sealed class ProxySettingsProbe : IStageProbe
{
    /// <summary>As curl and .NET know them.</summary>
    private static readonly string[] Variables = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

    private const double TimeShare = 0.2;

    /// <summary>A system that looks for its proxy (WPAD, a PAC file) may take its time.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public Stage Stage => Stage.Environment;

    public bool Sends => false;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) => evidence;

    public async ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        bool usesProxies = session.Target.SchemeInfo.SendsPath;
        Uri? used = usesProxies ? await FindUsedAsync(session, cancellationToken).ConfigureAwait(false) : null;
        string host = UriHost(session.Target);
        Func<string, string?> variables = session.System.ReadVariable;
        (string Variable, Uri Proxy)? byVariable = used is null ? null : EnvironmentProxies.ForHttpClient(session.Target.UsesTls, host, variables);
        string source = byVariable is { } found && IsSame(found.Proxy, used!) ? found.Variable : "system";
        session.Proxy = session.Request.Proxy switch
        {
            { Scheme: not null } named => new ProxyRoute(named, "request"),
            var proxy when proxy == ConnectionProxy.Automatic && used is not null => ProxyRoute.Of(used, source),
            _ => null,
        };
        if (evidence.Environment.Value is not { } environment)
        {
            return evidence;
        }

        (string Variable, ConnectionProxy Proxy)? inCurl = usesProxies ? EnvironmentProxies.ForCurl(session.Target.UsesTls, host, variables) : null;
        return evidence with
        {
            Environment = Fact<EnvironmentEvidence>.Measured(environment with
            {
                Proxies = [.. Name(variables, used, source, inCurl)],
                NoProxy = usesProxies ? EnvironmentProxies.ReadNoProxy(host, variables) : null,
            }),
        };
    }

    /// <summary>A value as people write it: with or without a scheme. What is not an address is left out.</summary>
    internal static ProxySetting? ToSetting(string source, string? value)
    {
        if (string.IsNullOrWhiteSpace(value) || !ConnectionProxy.TryParse(value, out ConnectionProxy? proxy) || proxy.Scheme is null)
        {
            return null;
        }

        return new ProxySetting { Source = source, Scheme = proxy.Scheme, Host = proxy.Host!, Port = proxy.Port };
    }

    private static IEnumerable<ProxySetting> Name(Func<string, string?> variables, Uri? used, string source, (string Variable, ConnectionProxy Proxy)? inCurl)
    {
        foreach (string variable in Variables)
        {
            if (ToSetting(variable, variables(variable)) is { } setting)
            {
                // What a client does not write it adds by its own rule: the port is the client's.
                int port = used is not null && source == variable ? used.Port : inCurl is { } curl && curl.Variable == variable ? curl.Proxy.Port : setting.Port;
                yield return setting with
                {
                    Port = port > 0 ? port : setting.Port,
                    AppliesToTarget = used is not null && source == variable,
                    AppliesInCurl = inCurl?.Variable == variable,
                };
            }
        }

        // Not from a variable: the system's own setting, or what the application has set.
        if (used is not null && source == "system" && ProxyRoute.Of(used, source) is { } route)
        {
            yield return route.ToSetting() with { AppliesInCurl = false };
        }
    }

    private static async Task<Uri?> FindUsedAsync(ProbeSession session, CancellationToken cancellationToken)
    {
        var uri = new Uri($"{(session.Target.UsesTls ? "https" : "http")}://{session.Target.HostHeader}/");
        using Deadline deadline = session.StartDeadline(session.Share(TimeShare, Limit), cancellationToken);
        try
        {
            return await Task.Run(() => session.System.FindProxy(uri), deadline.Token).WaitAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.TimeIsUp)
        {
            return null;
        }
#pragma warning disable CA1031 // HttpClient.DefaultProxy may be anybody's code. What it does not say is not known, and the variables still count.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    /// <summary>The host as <see cref="Uri.Host"/> has it: what both clients compare with.</summary>
    private static string UriHost(ConnectionTarget target) =>
        target.Address is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6 } address ? $"[{address}]" : target.Host;

    private static bool IsSame(Uri a, Uri b) => a.Host == b.Host && a.Port == b.Port && a.Scheme == b.Scheme;
}
