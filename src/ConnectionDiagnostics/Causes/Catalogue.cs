using ConnectionDiagnostics.Causes.AddressNotAvailable;
using ConnectionDiagnostics.Causes.Names;
using ConnectionDiagnostics.Causes.OtherProtocol;
using ConnectionDiagnostics.Causes.Proxies;
using ConnectionDiagnostics.Causes.Refused;
using ConnectionDiagnostics.Causes.ThisMachine;
using ConnectionDiagnostics.Causes.TimedOut;
using ConnectionDiagnostics.Causes.Tls;

namespace ConnectionDiagnostics.Causes;

/// <summary>The built-in rules. Their order breaks ties, the more fundamental fault first.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<ICatalogueRule> Rules { get; } =
    [
        new InvalidTarget(),
        new TargetForbidden(),
        new FileDescriptorsExhausted(),
        new NoNetwork(),
        new LocalAddressMissing(),
        new TimeWaitBuildup(),
        new EphemeralPortsExhausted(),

        new ProxyUnreachable(),
        new NotAProxy(),
        new ProxyAuthenticationRequired(),
        new ProxyDenied(),
        new ProxyLoop(),
        new ProxyUpstream(),

        new DnsPointsElsewhere(),
        new DnsNameNotFound(),
        new DnsNoAddress(),
        new DnsServerFailure(),
        new DnsServerUnreachable(),

        new HostsFileOverride(),
        new ClientProxyInterferes(),
        new CdnInFront(),
        new WrongHost(),
        new BoundToOtherAddress(),
        new WrongPort(),
        new ContainerLocalhost(),
        new ServerNotListening(),

        new IPv6Unavailable(),
        new NoRoute(),
        new ClientFirewall(),
        new CloudSecurityGroup(),
        new ControlPanelFirewall(),
        new ServerFirewall(),
        new HostDown(),
        new PrivateAddressFromOutside(),
        new ServerBacklogFull(),
        new LocalNetworkPermission(),
        new PathMtuBlackhole(),
        new ConnectionFiltered(),

        // As browsers order them: whom to trust, then for whom, then when.
        new TlsUntrustedIssuer(),
        new TlsIncompleteChain(),
        new TlsNameMismatch(),
        new TlsCertificateExpired(),
        new TlsCertificateNotYetValid(),
        new TlsCertificateUnusable(),
        new ClientClockWrong(),
        new TlsIntercepted(),
        new TlsVersionMismatch(),
        new TlsClientCertificateRequired(),
        new TlsHandshakeRejected(),

        new PlaintextOnTlsPort(),
        new TlsOnPlaintextPort(),
        new ServerAtCapacity(),
        new ServerRejectsClient(),
        new ProtocolMismatch(),
        new WebSocketNotSupported(),
        new WebSocketPathNotFound(),
        new WebSocketUpgradeStripped(),
        new WebSocketRejected(),
        new WebSocketRedirected(),
        new WebSocketHandshakeInvalid(),
        new UpstreamUnavailable(),
        new ServerClosesImmediately(),
        new ServerSilent(),

        new SomeAddressesFail(),
        new ProxySettingsDiffer(),
        new NotReproduced(),
    ];

    /// <summary>Asked only when no other rule has a cause for a failure.</summary>
    public static ICatalogueRule Unknown { get; } = new UnknownCause();

    /// <summary>What programs print when a cause is at work, by program; several rules can weigh one cause. Empty for a code that is not of the catalogue.</summary>
    public static IReadOnlyList<ErrorMessage> ErrorMessagesOf(CauseCode code) =>
        [.. Rules.Append(Unknown).Where(rule => rule.Code == code).SelectMany(rule => rule.ErrorMessages).Distinct().GroupBy(message => message.Program).SelectMany(program => program)];
}
