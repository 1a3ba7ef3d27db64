namespace ConnectionDiagnostics.Knowledge;

/// <summary>Which ports a CDN takes and forwards, unless the customer has bought more (Cloudflare Spectrum forwards any).</summary>
/// <param name="Http">Without TLS.</param>
/// <param name="Https">With TLS.</param>
internal sealed record CdnPorts(int[] Http, int[] Https)
{
    private static readonly CdnPorts Usual = new([80], [443]);

    // developers.cloudflare.com, "Network ports", 2026-08.
    private static readonly CdnPorts Cloudflare = new([80, 8080, 8880, 2052, 2082, 2086, 2095], [443, 2053, 2083, 2087, 2096, 8443]);

    // Its documentation names 8080 beside the usual two; general knowledge.
    private static readonly CdnPorts Tencent = new([80, 8080], [443]);

    /// <summary>The ports of a provider, by its id. What is not known otherwise forwards 80 and 443.</summary>
    public static CdnPorts Of(string provider) => provider switch
    {
        "cloudflare" => Cloudflare,
        "tencent-cdn" => Tencent,
        _ => Usual,
    };

    /// <summary>Whether a provider forwards a port, with or without TLS.</summary>
    public static bool Forwards(string provider, int port) => Of(provider) is var ports && (ports.Http.Contains(port) || ports.Https.Contains(port));
}
