using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics;

/// <summary>The limits and expectations of the request.</summary>
public sealed record SettingsEvidence
{
    /// <summary>The time for everything.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>The addresses that the name should resolve to.</summary>
    public IReadOnlyList<IPNetwork> ExpectedAddresses { get; init => field = value ?? []; } = [];

    /// <summary>How far the diagnosis was to go.</summary>
    public DiagnosisDepth Depth { get; init; }

    /// <summary>The local address that sockets are bound to.</summary>
    public IPAddress? LocalAddress { get; init; }

    /// <summary>The address family that the application's sockets have; <see langword="null"/> for both.</summary>
    public AddressFamily? AddressFamily { get; init; }

    /// <summary>The name that the TLS client asks for; <see langword="null"/> for the target's host.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>What the TLS client offers to speak (ALPN); <see langword="null"/> for what is usual for the scheme.</summary>
    public IReadOnlyList<string>? ApplicationProtocols { get; init; }

    /// <summary>The request's proxy without credentials: <c>none</c>, or a URI; <see langword="null"/> for what the environment and the system say.</summary>
    public string? Proxy { get; init; }
}
