using System.Net.Sockets;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests;

/// <summary>Typical evidence, by name: what properties that hold for every diagnosis are tried on.</summary>
internal static class Scenes
{
    public static SortedDictionary<string, Scene> All { get; } = new(StringComparer.Ordinal)
    {
        ["invalid"] = Of("host:99999"),
        ["connected"] = Of("tcp://8.8.8.8:80").Connects(),
        ["not reproduced"] = Of("tcp://8.8.8.8:80").Reported(ConnectionOutcome.Timeout).Connects(),
        ["cut on the way"] = Of("https://server.example/").ResolvesTo("8.8.8.8").Connects().Tls(TlsResult.Silent).Hears(Silence(WireProtocol.Tls))
            .Transfer(unacknowledged: 1, retransmits: 4, bytes: 317),
        ["refused here"] = Of("http://127.0.0.1:8080/").Refused("127.0.0.1").Listens(At("127.0.0.1:22")).HasNeighbours(),
        ["refused in a container"] = Of("127.0.0.1:8080").InContainer().Refused("127.0.0.1").Listens(),
        ["wrong port here"] = Of("ws://127.0.0.1:8081/").Refused("127.0.0.1").Listens(At("127.0.0.1:8080", "node")).HasNeighbours(("127.0.0.1:8080", true)),
        ["bound elsewhere"] = Of("198.51.100.7:8080").Refused("198.51.100.7").Listens(At("127.0.0.1:8080", "node")),
        ["bound to one family"] = Of("[::1]:8080").Refused("::1").Listens(At("0.0.0.0:8080", "node")),
        ["rejected here"] = Of("127.0.0.1:8080").Refused("127.0.0.1").Listens(At("0.0.0.0:8080", "node")),
        ["refused elsewhere"] = Of("8.8.8.8:8080").Refused("8.8.8.8"),
        ["rejected by ICMP"] = Of("8.8.8.8:8080").Refused("8.8.8.8", Icmp(3, 3, "8.8.8.1")),
        ["rejected by own ICMP"] = Of("8.8.8.8:8080").Refused("8.8.8.8", Icmp(3, 3, "198.51.100.7")),
        ["timed out"] = Of("10.9.9.9:8080").TimedOut("10.9.9.9"),
        ["timed out, one SYN"] = Of("8.8.8.8:8080").TimedOut("8.8.8.8", syns: 1),
        ["timed out here"] = Of("127.0.0.1:8080").TimedOut("127.0.0.1").Listens(At("0.0.0.0:8080", "node", 0, 128)),
        ["queue full here"] = Of("127.0.0.1:8080").TimedOut("127.0.0.1").Listens(At("0.0.0.0:8080", "node", 129, 128)),
        ["host down"] = Of("198.51.100.99:80").Unreachable("198.51.100.99", Icmp(3, 1, "198.51.100.7")),
        ["host down behind a router"] = Of("8.8.8.8:80").Unreachable("8.8.8.8", Icmp(3, 1, "8.8.8.1")),
        ["no route"] = Of("[2a00::8]:80").HasNoRouteTo("2a00::8").Dialled("2a00::8", SocketError.NetworkUnreachable),
        ["no network"] = Of("8.8.8.8:80").Offline().HasNoRouteTo("8.8.8.8").Dialled("8.8.8.8", SocketError.NetworkUnreachable),
        ["some addresses fail"] = Of("tcp://server.example:80").ResolvesTo("8.8.4.4", "8.8.8.8").TimedOut("8.8.4.4").Connects("8.8.8.8"),
        ["ports exhausted"] = Of("8.8.8.8:80").Dialled("8.8.8.8", SocketError.AddressNotAvailable),
        ["local address missing"] = Of("8.8.8.8:80").BoundTo("10.9.9.9").Dialled("8.8.8.8", SocketError.AddressNotAvailable, atBind: true),
        ["denied"] = Of("8.8.8.8:80").Dialled("8.8.8.8", SocketError.AccessDenied),
        ["descriptors exhausted"] = Of("8.8.8.8:80").Dialled("8.8.8.8", SocketError.TooManyOpenSockets),
        ["unknown error"] = Of("8.8.8.8:80").Dialled("8.8.8.8", SocketError.MessageSize),
        ["multicast"] = Of("224.0.0.1:80").TimedOut("224.0.0.1"),
        ["unexpected literal"] = Of("8.8.8.8:80").Expecting("10.0.0.0/8").TimedOut("8.8.8.8"),
        ["unexpected name"] = Of("server.example:80").Expecting("10.0.0.0/8").ResolvesTo("8.8.8.8").Refused("8.8.8.8"),
        ["name not found"] = Of("nosuch.example:80").HasNoName(SocketError.HostNotFound, ("8.8.8.8", NameServerResult.NoSuchName)),
        ["name without address"] = Of("mail.example:80").HasNoName(SocketError.NoData, ("8.8.8.8", NameServerResult.NoAddress)),
        ["name server fails"] = Of("server.example:80").HasNoName(SocketError.TryAgain, ("8.8.8.8", NameServerResult.ServerFailure)),
        ["name server silent"] = Of("server.example:80").HasNoName(SocketError.TryAgain, ("8.8.8.8", NameServerResult.NoAnswer)),
        ["name servers disagree"] = Of("server.example:80")
            .HasNoName(SocketError.HostNotFound, ("8.8.8.8", NameServerResult.NoSuchName), ("10.0.0.1", NameServerResult.Addresses)),
        ["http to ssh"] = Of("http://8.8.8.8/").Connects().HearsBytes("SSH-2.0-OpenSSH_9.2p1\r\n"),
        ["http to bytes"] = Of("http://8.8.8.8/").Connects().HearsBytes("\u0001\u0002\u0003\u0004"),
        ["http silent"] = Of("http://8.8.8.8/").Connects().Hears(Silence()).AlsoHears(Silence()),
        ["http closed"] = Of("http://8.8.8.8/").Connects().Hears(Closing()).AlsoHears(Closing()),
        ["http closed on ours"] = Of("http://8.8.8.8/").Connects().Hears(Closing()).AlsoHears(Silence()),
        ["http to tls"] = Of("http://8.8.8.8/").Connects().Hears(Closing()).AlsoHears(TlsTakenUp()),
        ["https to http"] = Of("https://8.8.8.8/").Connects().Tls(TlsResult.NotTls)
            .Hears(new ProtocolExchange { Spoken = WireProtocol.Tls, Result = ExchangeResult.Answered }).AlsoHears(Http(200, "OK")),
        ["https silent"] = Of("https://8.8.8.8/").Connects().Tls(TlsResult.Silent).Hears(Silence(WireProtocol.Tls)),
        ["https closed"] = Of("https://8.8.8.8/").Connects().Tls(TlsResult.Closed).Hears(Closing(WireProtocol.Tls)).AlsoHears(Closing(WireProtocol.Http)),
        ["websocket 200"] = Of("ws://8.8.8.8/chat").Connects().HearsStatus(200, "OK", ("Server", "nginx/1.22.1")),
        ["websocket 301"] = Of("ws://8.8.8.8/chat").Connects().HearsStatus(301, "Moved Permanently", ("Location", "https://8.8.8.8/chat")),
        ["websocket 400"] = Of("ws://8.8.8.8/chat").Connects().HearsStatus(400, "Bad Request"),
        ["websocket 403"] = Of("ws://8.8.8.8/chat").Connects().HearsStatus(403, "Forbidden"),
        ["websocket 404"] = Of("ws://8.8.8.8/chat").Connects().HearsStatus(404, "Not Found"),
        ["websocket 426"] = Of("ws://8.8.8.8/chat").Connects().HearsStatus(426, "Upgrade Required"),
        ["websocket 502"] = Of("ws://8.8.8.8/chat").Connects().HearsStatus(502, "Bad Gateway", ("Server", "nginx")),
        ["websocket 101 wrong"] = Of("ws://8.8.8.8/chat").Connects().Hears(Http(101, "Switching Protocols") with
        {
            WebSocket = new WebSocketAnswer { UpgradeHeader = true, ConnectionHeader = true, AcceptHeader = false },
        }),
        ["http 503"] = Of("http://8.8.8.8/").Connects().HearsStatus(503, "Service Unavailable"),
        ["certificate expired"] = Of("https://server.example/").ResolvesTo("8.8.8.8").Connects().HearsStatus(200, "OK", ("Date", Now.ToString("r")))
            .Tls(TlsResult.CertificateInvalid, tls => tls with { Certificates = [Certificate with { NotAfter = Now.AddDays(-1) }], ChainProblems = ["NotTimeValid"] }),
        ["certificate not yet valid"] = Of("https://server.example/").ResolvesTo("8.8.8.8").Connects().HearsStatus(200, "OK", ("Date", Now.ToString("r")))
            .Tls(TlsResult.CertificateInvalid, tls => tls with { Certificates = [Certificate with { NotBefore = Now.AddDays(1) }], ChainProblems = ["NotTimeValid"] }),
        ["certificate for another name"] = Of("https://other.example/").ResolvesTo("8.8.8.8").Connects().Tls(TlsResult.CertificateInvalid, tls => tls with { NameMatches = false }),
        ["certificate self-signed"] = Of("https://server.example/").ResolvesTo("8.8.8.8").Connects()
            .Tls(TlsResult.CertificateInvalid, tls => tls with { ChainProblems = ["UntrustedRoot"], Certificates = [Certificate with { IsSelfSigned = true }] }),
        ["chain incomplete"] = Of("https://server.example/").ResolvesTo("8.8.8.8").Connects()
            .Tls(TlsResult.CertificateInvalid, tls => tls with { ChainProblems = ["PartialChain"], Certificates = [Certificate with { NamesIssuerLocation = true }] }),
        ["chain private"] = Of("https://server.example/").ResolvesTo("8.8.8.8").Connects()
            .Tls(TlsResult.CertificateInvalid, tls => tls with { ChainProblems = ["PartialChain"], Certificates = [Certificate, Certificate] }),
        ["tls version"] = Of("https://server.example/").ResolvesTo("8.8.8.8").Connects().Tls(TlsResult.Alert, tls => tls with { Alert = 70 }),
        ["tls alert"] = Of("https://server.example/").ResolvesTo("8.8.8.8").Connects().Tls(TlsResult.Alert, tls => tls with { Alert = 112 }),
        ["tls closed midway"] = Of("https://server.example/").ResolvesTo("8.8.8.8").Connects().Tls(TlsResult.ClosedMidway, tls => tls with { Error = "EOF" }),
        ["tls expires soon"] = Of("https://server.example/").ResolvesTo("8.8.8.8").Connects()
            .Tls(TlsResult.Succeeded, tls => tls with { Certificates = [Certificate with { NotAfter = Now.AddDays(5) }] }).HearsStatus(200, "OK"),
        ["silent port of a living host"] = Of("11.22.33.44:80").TimedOut("11.22.33.44").HasPorts(HostPorts.Open(22), HostPorts.Silent(443)).Pings(),
        ["silent port of an open host"] = Of("11.22.33.44:80").TimedOut("11.22.33.44").HasPorts(HostPorts.Closed(22), HostPorts.Closed(8443)),
        ["silent host"] = Of("11.22.33.44:80").TimedOut("11.22.33.44").HasPorts(HostPorts.Silent(22)).Pings(answered: false)
            .Hops(Hop.Expired(1, "198.51.100.1"), Hop.Expired(2, "11.22.0.1"), Hop.Silent(3)).LocalSend(SocketError.Success),
        ["silent host that drops pings"] = Of("198.51.100.9:80").TimedOut("198.51.100.9").NextHop(LinkNeighbourState.Reachable, confirmedSecondsAgo: 1),
        ["dropped here"] = Of("11.22.33.44:80").TimedOut("11.22.33.44").HasPorts(HostPorts.Silent(22))
            .Hops(Hop.Silent(1), Hop.Silent(2)).Controls(Hop.Expired(1, "198.51.100.1").To("11.22.33.45:80")).LocalSend(SocketError.AccessDenied),
        ["dropped in a cloud"] = Of("78.46.1.1:8080").TimedOut("78.46.1.1").HasPorts(HostPorts.Open(22), HostPorts.Silent(8443)).IsCalled("static.1.1.46.78.clients.your-server.de"),
        ["dropped beside a panel"] = Of("11.22.33.44:3000").TimedOut("11.22.33.44").HasPorts(HostPorts.Panel(8443, "plesk")),
        ["dropped by a CDN"] = Of("104.16.0.1:25565").TimedOut("104.16.0.1"),
        ["fake address"] = Of("server.example:443").ResolvesTo("198.18.0.5").TimedOut("198.18.0.5").AlsoHas("utun4", "198.18.0.1", isTunnel: true)
            .UsesProxy("https_proxy", "127.0.0.1", 7890),
        ["answered from one hop"] = Of("11.22.33.44:443").Refused("11.22.33.44").Hops(Hop.Refused(1)).Controls(Hop.Accepted(1).To("11.22.33.45:443")),
        ["reset from nearer"] = Of("11.22.33.44:80").Refused("11.22.33.44").HasPorts(HostPorts.Open(22))
            .Hops(Hop.Expired(1, "198.51.100.1"), Hop.Refused(2)).Controls(Hop.Expired(2, "11.22.0.1").To("11.22.33.44:22")),
        ["served on another port"] = Of("redis://11.22.33.44:6380").Refused("11.22.33.44").HasPorts(HostPorts.Serving(6379)),
        ["hosts file"] = Of("server.example:80").ResolvesTo("10.9.9.9").TimedOut("10.9.9.9").HostsEntry("10.9.9.9")
            .NameServerSays("10.0.0.53", "11.22.33.44").Alternate("11.22.33.44", SocketError.Success),
        ["name servers lead elsewhere"] = Of("server.example:80").ResolvesTo("10.9.9.9").TimedOut("10.9.9.9")
            .NameServerSays("10.0.0.53", "11.22.33.44").Alternate("11.22.33.44", SocketError.Success),
        ["served by the container's host"] = Of("127.0.0.1:8080").InContainer().Refused("127.0.0.1").Listens().HasNeighbours().ContainerHost("172.17.0.1", SocketError.Success),
        ["refused by the container's host"] = Of("127.0.0.1:8080").InContainer().Refused("127.0.0.1").Listens().HasNeighbours()
            .ContainerHost("172.17.0.1", SocketError.ConnectionRefused),
        ["ports used up"] = Of("8.8.8.8:80").Dialled("8.8.8.8", SocketError.AddressNotAvailable).LocalPorts(1000, (ConnectionState.CloseWait, 1000)).OwnedBy("crawler", 990),
        ["ports in TIME_WAIT"] = Of("8.8.8.8:80").Dialled("8.8.8.8", SocketError.AddressNotAvailable).LocalPorts(1000, (ConnectionState.TimeWait, 1000)),
        ["ports free"] = Of("8.8.8.8:80").Dialled("8.8.8.8", SocketError.AddressNotAvailable).LocalPorts(1000, (ConnectionState.Established, 5)),
        ["large packets vanish"] = Of("https://server.example/").ResolvesTo("11.22.33.44").Connects().Tls(TlsResult.Silent).Hears(Silence(WireProtocol.Tls)).Transfer(outOfOrder: 2),
        ["our large packets vanish"] = Of("http://11.22.33.44/").Connects().Hears(Silence(WireProtocol.Http)).Transfer(unacknowledged: 2, retransmits: 3),
        ["nobody on the link"] = Of("198.51.100.9:80").Unreachable("198.51.100.9", Icmp(3, 1, "198.51.100.7")).NextHop(LinkNeighbourState.Failed),
        ["gateway down"] = Of("11.22.33.44:80").Gateway("198.51.100.1").Unreachable("11.22.33.44", Icmp(3, 1, "198.51.100.7"))
            .NextHop(LinkNeighbourState.Failed, address: "198.51.100.1"),
        ["no IPv6"] = Of("[2a00::8]:80").WithoutIPv6().HasNoRouteTo("2a00::8").Dialled("2a00::8", SocketError.AddressNotAvailable),
        ["broadcast"] = Of("198.51.100.255:80").Routed(RouteKind.Broadcast).Dialled("198.51.100.255", SocketError.AccessDenied),
        ["blackhole"] = Of("11.22.33.44:80").Routed(RouteKind.Blackhole).Dialled("11.22.33.44", SocketError.InvalidArgument),
        ["private address from outside"] = Of("10.9.9.9:80").TimedOut("10.9.9.9").Hops(Hop.Expired(1, "198.51.100.1"), Hop.Expired(2, "11.22.0.1")),
        ["local network not permitted"] = Of("198.51.100.9:80").On(OperatingSystemKind.MacOS).Dialled("198.51.100.9", SocketError.HostUnreachable, 1),
    };

    public static TheoryData<string> Names => new(All.Keys);
}
