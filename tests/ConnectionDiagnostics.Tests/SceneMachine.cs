using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Tests;

/// <summary>What a scene shows of this machine.</summary>
internal static class SceneMachine
{
    public static Scene On(this Scene scene, OperatingSystemKind system) => scene.WithEnvironment(environment => environment with { OperatingSystem = system });

    public static Scene InSubsystemForLinux(this Scene scene) => scene.WithEnvironment(environment => environment with { InSubsystemForLinux = true });

    public static Scene WithoutIPv6(this Scene scene) => scene.WithEnvironment(environment => environment with { IPv6Disabled = true });

    public static Scene AlsoHas(this Scene scene, string networkInterface, string address, bool isUp = true, bool isTunnel = false) =>
        scene.WithEnvironment(environment => environment with
        {
            Addresses =
            [
                .. environment.Addresses,
                new LocalAddress { Interface = networkInterface, Address = IPAddress.Parse(address), PrefixLength = 16, IsUp = isUp, IsTunnel = isTunnel },
            ],
        });

    public static Scene UsesProxy(this Scene scene, string source, string host, int port) => scene.WithEnvironment(environment => environment with
    {
        Proxies = [.. environment.Proxies, new ProxySetting { Source = source, Scheme = "http", Host = host, Port = port }],
    });

    /// <summary>Changes the way to an address, by default to all.</summary>
    public static Scene Routed(this Scene scene, Func<RouteToAddress, RouteToAddress> change, string? address = null) => scene.With(evidence => evidence with
    {
        Routes = Fact<RouteEvidence>.Measured(new RouteEvidence
        {
            Routes = [.. evidence.Routes.Value!.Routes.Select(route => address is null || route.Address.ToString() == address ? change(route) : route)],
        }),
    });

    public static Scene Routed(this Scene scene, RouteKind kind, string? address = null) => scene.Routed(route => route with { Kind = kind }, address);

    public static Scene Gateway(this Scene scene, string gateway) =>
        scene.Routed(route => route with { Kind = RouteKind.Unicast, Gateway = IPAddress.Parse(gateway), Device = "eth0" });

    public static Scene ThroughTunnel(this Scene scene) =>
        scene.Routed(route => route with { Kind = RouteKind.Unicast, Device = "tun0", ThroughTunnel = true });

    /// <summary>Ports for clients from 32768 on, and the connections to the target that hold them.</summary>
    public static Scene LocalPorts(this Scene scene, int usable, params (ConnectionState State, int Count)[] connections) => scene.With(evidence => evidence with
    {
        LocalPorts = Fact<LocalPortEvidence>.Measured(new LocalPortEvidence
        {
            Destination = new IPEndPoint(evidence.Attempts()[0].Address, evidence.Target.Port),
            FirstPort = 32768,
            LastPort = 32768 + usable - 1,
            Connections = [.. connections.Select(state => new ConnectionCount { State = state.State, Count = state.Count })],
        }),
    });

    public static Scene OwnedBy(this Scene scene, string process, int connections) => scene.WithLocalPorts(ports => ports with
    {
        Owners = [.. ports.Owners, new ConnectionOwner { Process = new ProcessIdentity { Id = 4121, Name = process }, Connections = connections }],
    });

    public static Scene WithLocalPorts(this Scene scene, Func<LocalPortEvidence, LocalPortEvidence> change) => scene.With(evidence => evidence with
    {
        LocalPorts = Fact<LocalPortEvidence>.Measured(change(evidence.LocalPorts.Value!)),
    });

    /// <summary>The dialled port on the container's host.</summary>
    public static Scene ContainerHost(this Scene scene, string gateway, SocketError error) => scene.With(evidence => evidence with
    {
        ContainerHost = Fact<ContainerHostEvidence>.Measured(new ContainerHostEvidence
        {
            Attempt = new ConnectAttempt { Address = IPAddress.Parse(gateway), Port = evidence.Target.Port, Error = error, IcmpErrors = [] },
        }),
    });

    public static Scene RefusedHere(this Scene scene, bool here) => scene.With(evidence => evidence with
    {
        Connect = Fact<ConnectEvidence>.Measured(evidence.Connect.Value! with { RefusedHere = here }),
    });

    public static Scene Counts(this Scene scene, long sendFailures, long undelivered) => scene.With(evidence => evidence with
    {
        Connect = Fact<ConnectEvidence>.Measured(evidence.Connect.Value! with { SendFailures = sendFailures, Undelivered = undelivered }),
    });

    public static Scene Transfer(this Scene scene, int? outOfOrder = null, int? unacknowledged = null, int? retransmits = null, int? bytes = null) => scene.With(evidence => evidence with
    {
        Transfer = Fact<TransferEvidence>.Measured(new TransferEvidence
        {
            OutOfOrderSegments = outOfOrder,
            UnacknowledgedSegments = unacknowledged,
            BytesUnacknowledged = bytes,
            Retransmits = retransmits,
            SegmentSize = 1448,
        }),
    });

    private static Scene WithEnvironment(this Scene scene, Func<EnvironmentEvidence, EnvironmentEvidence> change) => scene.With(evidence => evidence with
    {
        Environment = Fact<EnvironmentEvidence>.Measured(change(evidence.Environment.Value!)),
    });
}
