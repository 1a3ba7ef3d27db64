using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Tests;

/// <summary>What a scene shows beside the dialled port.</summary>
internal static class SceneSurroundings
{
    public static Scene HasPorts(this Scene scene, params HostPort[] ports) => scene.WithHost(host => host with
    {
        Ports = [.. host.Ports, .. ports.Select(port => port with { Attempt = port.Attempt with { Address = host.Address } })],
    });

    public static Scene Pings(this Scene scene, bool answered = true) => scene.WithHost(host => host with
    {
        Ping = Fact<PingEvidence>.Measured(new PingEvidence { Answered = answered, RoundTripTime = answered ? TimeSpan.FromMilliseconds(2) : null }),
    });

    /// <summary>What the system knows of the next machine on the own link: by default the target itself.</summary>
    public static Scene NextHop(this Scene scene, LinkNeighbourState state, double? confirmedSecondsAgo = null, string? address = null) => scene.WithHost(host => host with
    {
        NextHop = Fact<LinkNeighbour>.Measured(new LinkNeighbour
        {
            Address = address is null ? host.Address : IPAddress.Parse(address),
            Interface = "eth0",
            State = state,
            ConfirmedAgo = confirmedSecondsAgo is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        }),
    });

    public static Scene IsCalled(this Scene scene, string reverseName) => scene.WithHost(host => host with { ReverseName = reverseName });

    /// <summary>The dialled port at an address that name servers give and the resolver did not.</summary>
    public static Scene Alternate(this Scene scene, string address, SocketError error) => scene.WithHost(host => host with
    {
        Alternates = [.. host.Alternates, new ConnectAttempt { Address = IPAddress.Parse(address), Port = scene.Evidence.Target.Port, Error = error, IcmpErrors = [] }],
    });

    public static Scene Hops(this Scene scene, params ConnectAttempt[] hops) => scene.WithPath(path => path with
    {
        Hops = [.. hops.Select(hop => hop with { Address = AddressOf(scene), Port = scene.Evidence.Target.Port })],
    });

    public static Scene Controls(this Scene scene, params ConnectAttempt[] controls) => scene.WithPath(path => path with { Controls = controls });

    public static Scene LocalSend(this Scene scene, SocketError error) => scene.WithPath(path => path with { LocalSend = error });

    public static Scene HostsEntry(this Scene scene, string address, int line = 7) => scene.WithNames(names => names with
    {
        HostsEntries = [.. names.HostsEntries, new HostsEntry { File = "/etc/hosts", Line = line, Address = IPAddress.Parse(address) }],
    });

    public static Scene NameServerSays(this Scene scene, string server, params string[] addresses) => scene.WithNames(names => names with
    {
        NameServers =
        [
            .. names.NameServers,
            new NameServerAnswer
            {
                Server = new IPEndPoint(IPAddress.Parse(server), 53),
                Result = addresses.Length > 0 ? NameServerResult.Addresses : NameServerResult.NoAddress,
                ResponseCode = 0,
                Addresses = [.. addresses.Select(IPAddress.Parse)],
            },
        ],
    });

    public static Scene NameServerSilent(this Scene scene, string server) => scene.WithNames(names => names with
    {
        NameServers = [.. names.NameServers, new NameServerAnswer { Server = new IPEndPoint(IPAddress.Parse(server), 53), Result = NameServerResult.NoAnswer }],
    });

    public static Scene IsAliasOf(this Scene scene, string name) => scene.WithNames(names => names with
    {
        NameServers = [.. names.NameServers.Select(answer => answer with { Aliases = [name] })],
    });

    private static Scene WithHost(this Scene scene, Func<HostEvidence, HostEvidence> change) => scene.With(evidence => evidence with
    {
        Host = Fact<HostEvidence>.Measured(change(evidence.Host.Value ?? new HostEvidence { Address = AddressOf(scene) })),
    });

    private static Scene WithPath(this Scene scene, Func<PathEvidence, PathEvidence> change) => scene.With(evidence => evidence with
    {
        Path = Fact<PathEvidence>.Measured(change(evidence.Path.Value ?? new PathEvidence())),
    });

    private static Scene WithNames(this Scene scene, Func<NameEvidence, NameEvidence> change) => scene.With(evidence => evidence with
    {
        Names = Fact<NameEvidence>.Measured(change(evidence.Names.Value!)),
    });

    private static IPAddress AddressOf(Scene scene) =>
        scene.Evidence.Attempts() is [var first, ..] ? first.Address : scene.Evidence.Names.Value!.Addresses[0];
}
