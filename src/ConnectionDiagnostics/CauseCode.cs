namespace ConnectionDiagnostics;

/// <summary>The code of a cause: <c>server-not-listening</c>. Stable for ever, the same in JSON, logs, metrics and documentation.</summary>
/// <remarks>
/// Extensible: a rule of your own brings its own code, <c>new CauseCode("licence-server-seats-used-up")</c>.
/// The well-known codes are static members (<see cref="WellKnown"/>).
/// </remarks>
public readonly record struct CauseCode
{
    private readonly string? _value;

    /// <summary>Makes a code.</summary>
    /// <param name="value">Lower-case letters, digits and single hyphens: <c>server-not-listening</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is not of that form.</exception>
    public CauseCode(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        if (!IsWellFormed(value))
        {
            throw new ArgumentException($"'{value}' is not a cause code: lower-case letters, digits and single hyphens, like 'server-not-listening'.", nameof(value));
        }

        _value = value;
    }

    /// <summary><c>wrong-port</c>: The service is on another port.</summary>
    public static CauseCode WrongPort { get; } = new("wrong-port");

    /// <summary><c>wrong-host</c>: The host name or address is mistaken.</summary>
    public static CauseCode WrongHost { get; } = new("wrong-host");

    /// <summary><c>dns-points-elsewhere</c>: The name resolves to an address that is not the server's.</summary>
    public static CauseCode DnsPointsElsewhere { get; } = new("dns-points-elsewhere");

    /// <summary><c>hosts-file-override</c>: The hosts file decides, and DNS says otherwise.</summary>
    public static CauseCode HostsFileOverride { get; } = new("hosts-file-override");

    /// <summary><c>cdn-in-front</c>: The address belongs to a CDN, which forwards only some ports and protocols.</summary>
    public static CauseCode CdnInFront { get; } = new("cdn-in-front");

    /// <summary><c>server-not-listening</c>: The server is not started, or not listening on that port.</summary>
    public static CauseCode ServerNotListening { get; } = new("server-not-listening");

    /// <summary><c>client-proxy-interferes</c>: Proxy, VPN or TUN software on the client reroutes the connection.</summary>
    public static CauseCode ClientProxyInterferes { get; } = new("client-proxy-interferes");

    /// <summary><c>bound-to-other-address</c>: The server listens, but on an address or address family other than the one dialled.</summary>
    public static CauseCode BoundToOtherAddress { get; } = new("bound-to-other-address");

    /// <summary><c>container-localhost</c>: <c>localhost</c> inside a container, WSL or VM means the container itself.</summary>
    public static CauseCode ContainerLocalhost { get; } = new("container-localhost");

    /// <summary><c>server-firewall</c>: A packet filter at or before the server drops or rejects the connection.</summary>
    public static CauseCode ServerFirewall { get; } = new("server-firewall");

    /// <summary><c>cloud-security-group</c>: A cloud rule is not opened.</summary>
    public static CauseCode CloudSecurityGroup { get; } = new("cloud-security-group");

    /// <summary><c>control-panel-firewall</c>: A hosting panel keeps the port shut.</summary>
    public static CauseCode ControlPanelFirewall { get; } = new("control-panel-firewall");

    /// <summary><c>host-down</c>: The server does not exist or is not running.</summary>
    public static CauseCode HostDown { get; } = new("host-down");

    /// <summary><c>private-address-from-outside</c>: The server's private address is dialled from another network.</summary>
    public static CauseCode PrivateAddressFromOutside { get; } = new("private-address-from-outside");

    /// <summary><c>server-backlog-full</c>: The server's accept queue overflows.</summary>
    public static CauseCode ServerBacklogFull { get; } = new("server-backlog-full");

    /// <summary><c>no-network</c>: The client has no usable network interface.</summary>
    public static CauseCode NoNetwork { get; } = new("no-network");

    /// <summary><c>no-route</c>: The client has no route to the address.</summary>
    public static CauseCode NoRoute { get; } = new("no-route");

    /// <summary><c>ipv6-unavailable</c>: The target is reachable only over IPv6, and the client has none.</summary>
    public static CauseCode IPv6Unavailable { get; } = new("ipv6-unavailable");

    /// <summary><c>client-firewall</c>: A filter on the client drops or rejects the connection.</summary>
    public static CauseCode ClientFirewall { get; } = new("client-firewall");

    /// <summary><c>local-network-permission</c>: macOS denies the application the local network.</summary>
    public static CauseCode LocalNetworkPermission { get; } = new("local-network-permission");

    /// <summary><c>path-mtu-blackhole</c>: Small packets pass, large ones vanish.</summary>
    public static CauseCode PathMtuBlackhole { get; } = new("path-mtu-blackhole");

    /// <summary><c>connection-filtered</c>: Something on the way cuts the connection once it sees what is said.</summary>
    public static CauseCode ConnectionFiltered { get; } = new("connection-filtered");

    /// <summary><c>some-addresses-fail</c>: The name has several addresses and only some work.</summary>
    public static CauseCode SomeAddressesFail { get; } = new("some-addresses-fail");

    /// <summary><c>not-reproduced</c>: The reported failure does not happen any more.</summary>
    public static CauseCode NotReproduced { get; } = new("not-reproduced");

    /// <summary><c>ephemeral-ports-exhausted</c>: No local port is left for this destination.</summary>
    public static CauseCode EphemeralPortsExhausted { get; } = new("ephemeral-ports-exhausted");

    /// <summary><c>time-wait-buildup</c>: The local ports are held by connections in TIME_WAIT.</summary>
    public static CauseCode TimeWaitBuildup { get; } = new("time-wait-buildup");

    /// <summary><c>local-address-missing</c>: The socket was bound to an address that this machine does not have.</summary>
    public static CauseCode LocalAddressMissing { get; } = new("local-address-missing");

    /// <summary><c>protocol-mismatch</c>: The server speaks another protocol than the client.</summary>
    public static CauseCode ProtocolMismatch { get; } = new("protocol-mismatch");

    /// <summary><c>websocket-not-supported</c>: An HTTP server answers the WebSocket handshake like any request.</summary>
    public static CauseCode WebSocketNotSupported { get; } = new("websocket-not-supported");

    /// <summary><c>websocket-path-not-found</c>: The server has no such path for the WebSocket handshake (404).</summary>
    public static CauseCode WebSocketPathNotFound { get; } = new("websocket-path-not-found");

    /// <summary><c>websocket-rejected</c>: The server rejects the WebSocket handshake (400, 401, 403, 426).</summary>
    public static CauseCode WebSocketRejected { get; } = new("websocket-rejected");

    /// <summary><c>websocket-redirected</c>: The server redirects the WebSocket handshake (3xx).</summary>
    public static CauseCode WebSocketRedirected { get; } = new("websocket-redirected");

    /// <summary><c>websocket-upgrade-stripped</c>: A reverse proxy forwards the handshake without <c>Upgrade</c> and <c>Connection</c>.</summary>
    public static CauseCode WebSocketUpgradeStripped { get; } = new("websocket-upgrade-stripped");

    /// <summary><c>websocket-handshake-invalid</c>: The server answers 101, but not as RFC 6455 demands.</summary>
    public static CauseCode WebSocketHandshakeInvalid { get; } = new("websocket-handshake-invalid");

    /// <summary><c>upstream-unavailable</c>: A gateway answers, its back end does not (502, 503, 504).</summary>
    public static CauseCode UpstreamUnavailable { get; } = new("upstream-unavailable");

    /// <summary><c>tls-on-plaintext-port</c>: The client speaks TLS, the server does not.</summary>
    public static CauseCode TlsOnPlaintextPort { get; } = new("tls-on-plaintext-port");

    /// <summary><c>plaintext-on-tls-port</c>: The server wants TLS, the client speaks plain text.</summary>
    public static CauseCode PlaintextOnTlsPort { get; } = new("plaintext-on-tls-port");

    /// <summary><c>server-closes-immediately</c>: The server accepts, then closes or resets without a byte.</summary>
    public static CauseCode ServerClosesImmediately { get; } = new("server-closes-immediately");

    /// <summary><c>server-silent</c>: The server accepts and never answers.</summary>
    public static CauseCode ServerSilent { get; } = new("server-silent");

    /// <summary><c>server-rejects-client</c>: The server turns this client away in its own words, before any login.</summary>
    public static CauseCode ServerRejectsClient { get; } = new("server-rejects-client");

    /// <summary><c>server-at-capacity</c>: The server itself says that it takes no more clients.</summary>
    public static CauseCode ServerAtCapacity { get; } = new("server-at-capacity");

    /// <summary><c>tls-certificate-expired</c>: The certificate has expired.</summary>
    public static CauseCode TlsCertificateExpired { get; } = new("tls-certificate-expired");

    /// <summary><c>tls-certificate-not-yet-valid</c>: The certificate is not valid yet.</summary>
    public static CauseCode TlsCertificateNotYetValid { get; } = new("tls-certificate-not-yet-valid");

    /// <summary><c>client-clock-wrong</c>: The client's clock is wrong.</summary>
    public static CauseCode ClientClockWrong { get; } = new("client-clock-wrong");

    /// <summary><c>tls-name-mismatch</c>: The certificate is for other names.</summary>
    public static CauseCode TlsNameMismatch { get; } = new("tls-name-mismatch");

    /// <summary><c>tls-untrusted-issuer</c>: The certificate is self-signed, or its root is not trusted here.</summary>
    public static CauseCode TlsUntrustedIssuer { get; } = new("tls-untrusted-issuer");

    /// <summary><c>tls-incomplete-chain</c>: The server does not send an intermediate certificate.</summary>
    public static CauseCode TlsIncompleteChain { get; } = new("tls-incomplete-chain");

    /// <summary><c>tls-version-mismatch</c>: Client and server have no TLS version in common.</summary>
    public static CauseCode TlsVersionMismatch { get; } = new("tls-version-mismatch");

    /// <summary><c>tls-client-certificate-required</c>: The server demands a client certificate.</summary>
    public static CauseCode TlsClientCertificateRequired { get; } = new("tls-client-certificate-required");

    /// <summary><c>tls-handshake-rejected</c>: The server rejects the TLS handshake.</summary>
    public static CauseCode TlsHandshakeRejected { get; } = new("tls-handshake-rejected");

    /// <summary><c>tls-intercepted</c>: An inspection proxy answers the TLS handshake.</summary>
    public static CauseCode TlsIntercepted { get; } = new("tls-intercepted");

    /// <summary><c>tls-certificate-unusable</c>: the certificate itself is unfit: not for servers, revoked, wrongly signed, or too weak.</summary>
    public static CauseCode TlsCertificateUnusable { get; } = new("tls-certificate-unusable");

    /// <summary><c>dns-name-not-found</c>: The name does not exist (NXDOMAIN).</summary>
    public static CauseCode DnsNameNotFound { get; } = new("dns-name-not-found");

    /// <summary><c>dns-no-address</c>: The name exists, but has no A or AAAA record.</summary>
    public static CauseCode DnsNoAddress { get; } = new("dns-no-address");

    /// <summary><c>dns-server-failure</c>: The name server fails (SERVFAIL, REFUSED, bogus DNSSEC).</summary>
    public static CauseCode DnsServerFailure { get; } = new("dns-server-failure");

    /// <summary><c>dns-server-unreachable</c>: No configured name server answers.</summary>
    public static CauseCode DnsServerUnreachable { get; } = new("dns-server-unreachable");

    /// <summary><c>proxy-unreachable</c>: The proxy does not answer.</summary>
    public static CauseCode ProxyUnreachable { get; } = new("proxy-unreachable");

    /// <summary><c>proxy-authentication-required</c>: The proxy demands authentication (407).</summary>
    public static CauseCode ProxyAuthenticationRequired { get; } = new("proxy-authentication-required");

    /// <summary><c>proxy-denied</c>: The proxy refuses the connection.</summary>
    public static CauseCode ProxyDenied { get; } = new("proxy-denied");

    /// <summary><c>proxy-loop</c>: The connection comes back to a proxy that it has passed already.</summary>
    public static CauseCode ProxyLoop { get; } = new("proxy-loop");

    /// <summary><c>not-a-proxy</c>: What is set as the proxy is no proxy, or one of another kind.</summary>
    public static CauseCode NotAProxy { get; } = new("not-a-proxy");

    /// <summary><c>proxy-settings-differ</c>: .NET and curl read the same proxy settings differently; a remark.</summary>
    public static CauseCode ProxySettingsDiffer { get; } = new("proxy-settings-differ");

    /// <summary><c>file-descriptors-exhausted</c>: This process or machine has no file descriptor left (EMFILE, ENFILE).</summary>
    public static CauseCode FileDescriptorsExhausted { get; } = new("file-descriptors-exhausted");

    /// <summary><c>invalid-target</c>: The target makes no sense.</summary>
    public static CauseCode InvalidTarget { get; } = new("invalid-target");

    /// <summary><c>target-forbidden</c>: The application's own policy forbids the target; nothing was sent to it.</summary>
    public static CauseCode TargetForbidden { get; } = new("target-forbidden");

    /// <summary><c>unknown</c>: Nothing that is known explains what was seen.</summary>
    public static CauseCode Unknown { get; } = new("unknown");

    /// <summary>Every code of the catalogue, in its order.</summary>
    public static IReadOnlyList<CauseCode> WellKnown { get; } =
    [
        WrongPort, WrongHost, DnsPointsElsewhere, HostsFileOverride, CdnInFront, ServerNotListening, ClientProxyInterferes,
        BoundToOtherAddress, ContainerLocalhost, ServerFirewall, CloudSecurityGroup, ControlPanelFirewall, HostDown,
        PrivateAddressFromOutside, ServerBacklogFull, NoNetwork, NoRoute, IPv6Unavailable, ClientFirewall, LocalNetworkPermission,
        PathMtuBlackhole, ConnectionFiltered, SomeAddressesFail, NotReproduced, EphemeralPortsExhausted, TimeWaitBuildup, LocalAddressMissing,
        ProtocolMismatch, WebSocketNotSupported, WebSocketPathNotFound, WebSocketRejected, WebSocketRedirected,
        WebSocketUpgradeStripped, WebSocketHandshakeInvalid, UpstreamUnavailable, TlsOnPlaintextPort, PlaintextOnTlsPort,
        ServerClosesImmediately, ServerSilent, ServerAtCapacity, ServerRejectsClient, TlsCertificateExpired, TlsCertificateNotYetValid, ClientClockWrong,
        TlsNameMismatch, TlsUntrustedIssuer, TlsIncompleteChain, TlsVersionMismatch, TlsClientCertificateRequired, TlsHandshakeRejected,
        TlsIntercepted, TlsCertificateUnusable, DnsNameNotFound, DnsNoAddress, DnsServerFailure, DnsServerUnreachable, ProxyUnreachable,
        ProxyAuthenticationRequired, ProxyDenied, ProxyLoop, NotAProxy, ProxySettingsDiffer, FileDescriptorsExhausted, InvalidTarget, TargetForbidden, Unknown,
    ];

    /// <summary>The code itself: <c>server-not-listening</c>.</summary>
    public string Value => _value ?? "unknown";

    /// <summary>The code itself: <c>server-not-listening</c>.</summary>
    /// <returns>The same as <see cref="Value"/>.</returns>
    public override string ToString() => Value;

    /// <summary>Codes are equal when their texts are; the default value is <see cref="Unknown"/>.</summary>
    /// <param name="other">The other code.</param>
    /// <returns>Whether they are the same.</returns>
    public bool Equals(CauseCode other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc />
    public override int GetHashCode() => string.GetHashCode(Value, StringComparison.Ordinal);

    private static bool IsWellFormed(string value)
    {
        bool hyphenAllowed = false;
        foreach (char c in value)
        {
            if (c == '-' ? !hyphenAllowed : !(char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)))
            {
                return false;
            }

            hyphenAllowed = c != '-';
        }

        return hyphenAllowed;
    }
}
