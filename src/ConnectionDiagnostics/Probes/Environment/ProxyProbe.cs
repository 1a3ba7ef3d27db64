namespace ConnectionDiagnostics.Probes.Environment;

/// <summary>The proxies that this machine is configured to use, looked up when the direct connect has failed.</summary>
internal sealed class ProxyProbe : IStageProbe
{
    /// <summary>As curl and .NET know them; the lower case comes first in both (curl(1), HttpClient.DefaultProxy).</summary>
    private static readonly string[] Variables = ["http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"];

    public Stage Stage => Stage.Environment;

    public bool Sends => false;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) => evidence;

    public Task<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        if (evidence.Environment.Value is not { } environment || evidence.Connect.Value is not { ConnectedAddress: null })
        {
            return Task.FromResult(evidence);
        }

        List<ProxySetting> proxies = Read(session.Target);
        return Task.FromResult(evidence with { Environment = Fact<EnvironmentEvidence>.Measured(environment with { Proxies = proxies }) });
    }

    private static List<ProxySetting> Read(ConnectionTarget target)
    {
        Uri? used = UsedByHttpClient(target);
        var found = new List<ProxySetting>();
        foreach (string variable in Variables)
        {
            if (ToSetting(variable, System.Environment.GetEnvironmentVariable(variable), used) is { } setting)
            {
                found.Add(setting);
            }
        }

        // Not from a variable: the system's own setting.
        if (used is not null && !found.Exists(setting => setting.AppliesToTarget))
        {
            found.Add(new ProxySetting { Source = "system", Scheme = used.Scheme, Host = used.Host, Port = used.Port, AppliesToTarget = true });
        }

        return found;
    }

    /// <summary>A value as people write it: with or without a scheme. What is not an address is left out.</summary>
    internal static ProxySetting? ToSetting(string source, string? value, Uri? used)
    {
        if (string.IsNullOrWhiteSpace(value)
            || !Uri.TryCreate(value.Contains("://", StringComparison.Ordinal) ? value : "http://" + value, UriKind.Absolute, out Uri? uri)
            || uri.Host.Length == 0 || uri.Port <= 0)
        {
            return null;
        }

        return new ProxySetting
        {
            Source = source,
            Scheme = uri.Scheme,
            Host = uri.Host,
            Port = uri.Port,
            AppliesToTarget = used is not null && used.Host == uri.Host && used.Port == uri.Port,
        };
    }

    private static Uri? UsedByHttpClient(ConnectionTarget target)
    {
        if (!target.SchemeInfo.SendsPath)
        {
            return null;
        }

        try
        {
            var uri = new Uri($"{(target.UsesTls ? "https" : "http")}://{target.HostHeader}/");
            return HttpClient.DefaultProxy.IsBypassed(uri) ? null : HttpClient.DefaultProxy.GetProxy(uri);
        }
#pragma warning disable CA1031 // Whatever is wrong with the setting, there is then no proxy to name.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
