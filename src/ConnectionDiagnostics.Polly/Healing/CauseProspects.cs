using System.Collections.Frozen;

namespace ConnectionDiagnostics.Healing;

/// <summary>The table: which cause heals by waiting, and how long it wants at least. Every well-known code has its row.</summary>
internal static class CauseProspects
{
    private static readonly FrozenDictionary<CauseCode, CauseProspect> Rows = new Dictionary<CauseCode, CauseProspect>
    {
        // Refused. What listens elsewhere, or is configured so, stays there; a server that is not started may be starting.
        [CauseCode.ServerNotListening] = Heals(1),
        [CauseCode.WrongPort] = Lasts,
        [CauseCode.WrongHost] = Lasts,
        [CauseCode.DnsPointsElsewhere] = Lasts,
        [CauseCode.HostsFileOverride] = Lasts,
        [CauseCode.CdnInFront] = Lasts,
        [CauseCode.ClientProxyInterferes] = Lasts,
        [CauseCode.BoundToOtherAddress] = Lasts,
        [CauseCode.ContainerLocalhost] = Lasts,

        // Timed out or unreachable. Rules of filters stay; queues empty themselves, machines and networks come back.
        [CauseCode.ServerFirewall] = Lasts,
        [CauseCode.CloudSecurityGroup] = Lasts,
        [CauseCode.ControlPanelFirewall] = Lasts,
        [CauseCode.ClientFirewall] = Lasts,
        [CauseCode.LocalNetworkPermission] = Lasts,
        [CauseCode.PrivateAddressFromOutside] = Lasts,
        [CauseCode.IPv6Unavailable] = Lasts,
        [CauseCode.PathMtuBlackhole] = Lasts,
        [CauseCode.ConnectionFiltered] = Lasts,
        [CauseCode.ServerBacklogFull] = Heals(0.25),
        [CauseCode.HostDown] = Heals(5),
        [CauseCode.NoNetwork] = Heals(2),
        // A VPN that is off stays off; a route that is being replaced comes back within seconds.
        [CauseCode.NoRoute] = Open,
        [CauseCode.SomeAddressesFail] = Heals(0),
        [CauseCode.NotReproduced] = Heals(0),

        // Cannot assign requested address. Linux keeps TIME_WAIT for 60 s (TCP_TIMEWAIT_LEN): three waits of 20 s see the last one out.
        [CauseCode.EphemeralPortsExhausted] = Heals(5),
        [CauseCode.TimeWaitBuildup] = Heals(20),
        [CauseCode.LocalAddressMissing] = Lasts,

        // The two sides speak different protocols: they do so for ever. A server in trouble recovers.
        [CauseCode.ProtocolMismatch] = Lasts,
        [CauseCode.TlsOnPlaintextPort] = Lasts,
        [CauseCode.PlaintextOnTlsPort] = Lasts,
        [CauseCode.WebSocketNotSupported] = Lasts,
        [CauseCode.WebSocketPathNotFound] = Lasts,
        [CauseCode.WebSocketRedirected] = Lasts,
        [CauseCode.WebSocketUpgradeStripped] = Lasts,
        [CauseCode.WebSocketHandshakeInvalid] = Lasts,
        // 401 and 403 stay, 408 and 429 do not: the status decides.
        [CauseCode.WebSocketRejected] = Open,
        [CauseCode.UpstreamUnavailable] = Heals(2),
        [CauseCode.ServerClosesImmediately] = Heals(1),
        [CauseCode.ServerSilent] = Heals(1),
        [CauseCode.ServerAtCapacity] = Heals(5),
        [CauseCode.ServerRejectsClient] = Lasts,

        // TLS.
        [CauseCode.TlsCertificateExpired] = Lasts,
        [CauseCode.TlsCertificateNotYetValid] = Lasts,
        [CauseCode.ClientClockWrong] = Lasts,
        [CauseCode.TlsNameMismatch] = Lasts,
        [CauseCode.TlsUntrustedIssuer] = Lasts,
        [CauseCode.TlsIncompleteChain] = Lasts,
        [CauseCode.TlsVersionMismatch] = Lasts,
        [CauseCode.TlsClientCertificateRequired] = Lasts,
        [CauseCode.TlsHandshakeRejected] = Lasts,
        [CauseCode.TlsIntercepted] = Lasts,
        [CauseCode.TlsCertificateUnusable] = Lasts,

        // Names. Resolvers remember that a look-up failed for 1 s to 5 min (RFC 9520, section 3.2): asking sooner gives the same answer.
        [CauseCode.DnsNameNotFound] = Lasts,
        [CauseCode.DnsNoAddress] = Lasts,
        [CauseCode.DnsServerFailure] = Heals(5),
        [CauseCode.DnsServerUnreachable] = Heals(2),

        // Proxies and this machine's limits.
        [CauseCode.ProxyUnreachable] = Heals(1),
        [CauseCode.ProxyAuthenticationRequired] = Lasts,
        [CauseCode.ProxyDenied] = Lasts,
        [CauseCode.ProxyLoop] = Lasts,
        [CauseCode.NotAProxy] = Lasts,
        [CauseCode.ProxySettingsDiffer] = Lasts,
        [CauseCode.FileDescriptorsExhausted] = Heals(1),
        [CauseCode.InvalidTarget] = Lasts,
        [CauseCode.TargetForbidden] = Lasts,
        [CauseCode.Unknown] = Open,
    }.ToFrozenDictionary();

    private static CauseProspect Lasts => new(Prospect.Lasts, TimeSpan.Zero);

    private static CauseProspect Open => new(Prospect.Open, TimeSpan.Zero);

    /// <summary>The row of a cause; open for causes of the user's own.</summary>
    public static CauseProspect Of(CauseCode code) => Rows.GetValueOrDefault(code);

    /// <summary>Whether the table knows a cause.</summary>
    public static bool Knows(CauseCode code) => Rows.ContainsKey(code);

    private static CauseProspect Heals(double seconds) => new(Prospect.Heals, TimeSpan.FromSeconds(seconds));
}
