namespace ConnectionDiagnostics;

/// <summary>Everything that was seen during a diagnosis. Immutable, without secrets, and enough to diagnose again elsewhere.</summary>
public sealed record ConnectionEvidence
{
    /// <summary>The version of this shape; 1.</summary>
    public int SchemaVersion { get; init; } = 1;

    /// <summary>What was connected to.</summary>
    public required TargetEvidence Target { get; init; }

    /// <summary>The limits and expectations of the request.</summary>
    public required SettingsEvidence Settings { get; init; }

    /// <summary>What the caller had seen before the diagnosis.</summary>
    public ReportedFailure? Reported { get; init; }

    /// <summary>This machine.</summary>
    public Fact<EnvironmentEvidence> Environment { get; init; }

    /// <summary>Who listens on this machine; looked up when the target is this machine.</summary>
    public Fact<ListenerTable> Listeners { get; init; }

    /// <summary>From the name to addresses.</summary>
    public Fact<NameEvidence> Names { get; init; }

    /// <summary>The way to each address.</summary>
    public Fact<RouteEvidence> Routes { get; init; }

    /// <summary>The TCP handshake with each address.</summary>
    public Fact<ConnectEvidence> Connect { get; init; }

    /// <summary>The way through a proxy, when the connection goes through one; the direct connect is measured beside it.</summary>
    public Fact<ProxyEvidence> Proxy { get; init; }

    /// <summary>The TLS handshake of a TLS scheme: through the proxy's tunnel when there is one.</summary>
    public Fact<TlsEvidence> Tls { get; init; }

    /// <summary>What was said to the server, and what it answered.</summary>
    public Fact<ProtocolEvidence> Protocol { get; init; }

    /// <summary>Other ports of the same machine, looked at when the dialled one has no listener.</summary>
    public Fact<NeighbourEvidence> Neighbours { get; init; }

    /// <summary>The target's host beside the dialled port.</summary>
    public Fact<HostEvidence> Host { get; init; }

    /// <summary>The hops on the way to the target.</summary>
    public Fact<PathEvidence> Path { get; init; }

    /// <summary>The local ports, when there was none to connect from.</summary>
    public Fact<LocalPortEvidence> LocalPorts { get; init; }

    /// <summary>The dialled port on the default gateway, when this process runs in a container and dialled loopback: the container's host.</summary>
    public Fact<ContainerHostEvidence> ContainerHost { get; init; }

    /// <summary>How the connection stood when a later stage got no answer.</summary>
    public Fact<TransferEvidence> Transfer { get; init; }

    /// <summary>What probes of your own found, in the order in which they ran.</summary>
    public IReadOnlyList<Finding> Findings { get; init => field = value ?? []; } = [];

    /// <summary>When each stage ran, in the order in which they ran.</summary>
    public IReadOnlyList<StageTiming> Timings { get; init => field = value ?? []; } = [];

    /// <summary>When the diagnosis began, by this machine's clock.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>How long everything took.</summary>
    public TimeSpan Duration { get; init; }
}
