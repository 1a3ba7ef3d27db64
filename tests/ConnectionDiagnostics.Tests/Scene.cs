using System.Net;
using System.Net.Sockets;
using System.Text;
using ConnectionDiagnostics.Causes;
using ConnectionDiagnostics.Probes.Protocols;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Tests;

/// <summary>
/// Evidence made by hand: a Linux client at 198.51.100.7/24, and whatever a test says it saw.
/// An address of 127.0.0.0/8, ::1 or 198.51.100.7 is its own.
/// </summary>
internal sealed class Scene
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly LocalAddress[] Interfaces =
    [
        new() { Interface = "lo", Address = IPAddress.Loopback, PrefixLength = 8, IsUp = true },
        new() { Interface = "lo", Address = IPAddress.IPv6Loopback, PrefixLength = 128, IsUp = true },
        new() { Interface = "eth0", Address = IPAddress.Parse("198.51.100.7"), PrefixLength = 24, IsUp = true },
    ];

    private readonly ConnectionTarget _target;

    private Scene(string target)
    {
        _target = ConnectionTarget.ParseOrInvalid(target);
        Evidence = new ConnectionEvidence
        {
            Target = TargetEvidence.Of(_target),
            Settings = new SettingsEvidence { Timeout = TimeSpan.FromSeconds(10) },
            Environment = Fact<EnvironmentEvidence>.Measured(new EnvironmentEvidence { OperatingSystem = OperatingSystemKind.Linux, Addresses = Interfaces }),
            // As the probe leaves it when there is no need to look.
            Neighbours = Fact<NeighbourEvidence>.Skipped(FactReason.NotNeeded),
            Time = Now,
            Duration = TimeSpan.FromMilliseconds(41.84),
        };
        if (!_target.IsValid)
        {
            Evidence = Evidence with { Environment = default };
        }

        if (_target.Address is { } address)
        {
            ResolvesTo(address.ToString());
        }
    }

    public ConnectionEvidence Evidence { get; private set; }

    public static Scene Of(string target) => new(target);

    public Scene With(Func<ConnectionEvidence, ConnectionEvidence> change)
    {
        Evidence = change(Evidence);
        return this;
    }

    public Scene WithInterfaces(params LocalAddress[] addresses) => With(evidence => evidence with
    {
        Environment = Fact<EnvironmentEvidence>.Measured(new EnvironmentEvidence { OperatingSystem = OperatingSystemKind.Linux, Addresses = addresses }),
    });

    public Scene Offline() => WithInterfaces(Interfaces[0], Interfaces[1], Interfaces[2] with { IsUp = false });

    public Scene InContainer() => With(evidence => evidence with
    {
        Environment = Fact<EnvironmentEvidence>.Measured(evidence.Environment.Value! with { InContainer = true }),
    });

    public Scene Expecting(params string[] networks) => With(evidence => evidence with
    {
        Settings = evidence.Settings with { ExpectedAddresses = [.. networks.Select(IPNetwork.Parse)] },
    });

    public Scene BoundTo(string address) => With(evidence => evidence with
    {
        Settings = evidence.Settings with { LocalAddress = IPAddress.Parse(address) },
    });

    public Scene Reported(ConnectionOutcome outcome) => With(evidence => evidence with { Reported = new ReportedFailure { Outcome = outcome } });

    public Scene ResolvesTo(params string[] addresses)
    {
        IPAddress[] all = [.. addresses.Select(IPAddress.Parse)];
        return With(evidence => evidence with
        {
            Names = Fact<NameEvidence>.Measured(new NameEvidence { Host = _target.Host, IsLiteral = _target.Address is not null, Addresses = all }),
            Routes = Fact<RouteEvidence>.Measured(new RouteEvidence { Routes = [.. all.Select(address => RouteTo(address, SocketError.Success))] }),
        });
    }

    public Scene HasNoName(SocketError error, params (string Server, NameServerResult Result)[] answers) => With(evidence => evidence with
    {
        Names = Fact<NameEvidence>.Measured(new NameEvidence
        {
            Host = _target.Host,
            Error = error,
            NameServers = [.. answers.Select(answer => new NameServerAnswer
            {
                Server = new IPEndPoint(IPAddress.Parse(answer.Server), 53),
                Result = answer.Result,
                ResponseCode = answer.Result switch
                {
                    NameServerResult.NoAnswer => null,
                    NameServerResult.NoSuchName => 3,
                    NameServerResult.ServerFailure => 2,
                    _ => 0,
                },
            })],
        }),
        Routes = Fact<RouteEvidence>.Skipped(FactReason.EarlierStageFailed),
        Connect = Fact<ConnectEvidence>.Skipped(FactReason.EarlierStageFailed),
    });

    /// <summary>Changes what every name server answered.</summary>
    public Scene Answering(Func<NameServerAnswer, NameServerAnswer> change) => With(evidence => evidence with
    {
        Names = Fact<NameEvidence>.Measured(evidence.Names.Value! with { NameServers = [.. evidence.Names.Value!.NameServers.Select(change)] }),
    });

    public Scene HasNoRouteTo(string address, SocketError error = SocketError.NetworkUnreachable) => With(evidence => evidence with
    {
        Routes = Fact<RouteEvidence>.Measured(new RouteEvidence
        {
            Routes = [.. evidence.Routes.Value!.Routes.Select(route => route.Address.ToString() == address ? RouteTo(route.Address, error) : route)],
        }),
    });

    public Scene Refused(string address, params IcmpError[] icmp) => Dialled(address, SocketError.ConnectionRefused, 1.2, icmp: icmp);

    public Scene TimedOut(string address, int? syns = 3) => Dialled(address, SocketError.TimedOut, 4000, syns);

    public Scene Unreachable(string address, params IcmpError[] icmp) => Dialled(address, SocketError.HostUnreachable, 3060, icmp: icmp);

    public Scene Connects(string? address = null)
    {
        address ??= Evidence.Names.Value!.Addresses[0].ToString();
        Dialled(address, SocketError.Success, 0.8);
        return With(evidence => evidence with
        {
            Connect = Fact<ConnectEvidence>.Measured(evidence.Connect.Value! with { ConnectedAddress = IPAddress.Parse(address) }),
        });
    }

    public Scene Dialled(
        string address, SocketError error, double milliseconds = 1, int? syns = 1, bool atBind = false, IcmpError[]? icmp = null, Func<ConnectAttempt, ConnectAttempt>? change = null)
    {
        var attempt = new ConnectAttempt
        {
            Address = IPAddress.Parse(address),
            Port = _target.Port,
            Error = error,
            Duration = TimeSpan.FromMilliseconds(milliseconds),
            SynsSent = syns,
            IcmpErrors = icmp ?? [],
            FailedAtBind = atBind,
        };
        attempt = change?.Invoke(attempt) ?? attempt;
        return With(evidence => evidence with
        {
            Connect = Fact<ConnectEvidence>.Measured(new ConnectEvidence
            {
                Attempts = [.. evidence.Attempts(), attempt],
                ConnectedAddress = evidence.Connect.Value?.ConnectedAddress,
            }),
        });
    }

    /// <summary>The table of listening sockets; without a listener it was read, and has none.</summary>
    public Scene Listens(params Listener[] listeners) => With(evidence => evidence with
    {
        Listeners = Fact<ListenerTable>.Measured(new ListenerTable { Source = "sock_diag", Listeners = listeners }),
    });

    public static Listener At(string endPoint, string? process = null, int? queue = null, int? limit = null, bool? v6Only = null) => new()
    {
        Address = IPEndPoint.Parse(endPoint).Address,
        Port = IPEndPoint.Parse(endPoint).Port,
        Process = process is null ? null : new ProcessIdentity { Id = 4121, Name = process },
        QueueLength = queue,
        QueueLimit = limit,
        IPv6Only = v6Only,
    };

    public Scene HasNeighbours(params (string EndPoint, bool Serves)[] ports) => With(evidence => evidence with
    {
        Neighbours = Fact<NeighbourEvidence>.Measured(new NeighbourEvidence
        {
            Ports = [.. ports.Select(port => new NeighbourPort
            {
                EndPoint = IPEndPoint.Parse(port.EndPoint), ServesTarget = port.Serves, Exchange = new ProtocolExchange { Result = ExchangeResult.Answered },
                Process = new ProcessIdentity { Id = 4121, Name = "node" },
            })],
        }),
    });

    public Scene Tls(TlsResult result, Func<TlsEvidence, TlsEvidence>? change = null)
    {
        var tls = new TlsEvidence
        {
            Result = result,
            ServerName = _target.Host,
            Version = "Tls13",
            CipherSuite = "TLS_AES_256_GCM_SHA384",
            Certificates = result is TlsResult.Succeeded or TlsResult.CertificateInvalid ? [Certificate] : [],
        };
        return With(evidence => evidence with { Tls = Fact<TlsEvidence>.Measured(change?.Invoke(tls) ?? tls) });
    }

    public static CertificateEvidence Certificate { get; } = new()
    {
        Subject = "CN=server.example",
        Issuer = "CN=Example CA",
        NotBefore = Now.AddYears(-1),
        NotAfter = Now.AddYears(1),
        Names = ["server.example"],
    };

    /// <summary>What the client's own first message got.</summary>
    public Scene Hears(ProtocolExchange own) => With(evidence => evidence with
    {
        Protocol = Fact<ProtocolEvidence>.Measured(new ProtocolEvidence { Own = own with { Spoken = own.Spoken ?? _target.SchemeInfo.Protocol } }),
    });

    /// <summary>What the client's own first message got, read as the probe reads it.</summary>
    public Scene HearsBytes(string received) => Hears(Answer(_target.SchemeInfo.Protocol, received));

    public Scene HearsStatus(int status, string reason, params (string Name, string Value)[] headers) => Hears(Http(status, reason, headers));

    public Scene AlsoHears(ProtocolExchange other) => With(evidence => evidence with
    {
        Protocol = Fact<ProtocolEvidence>.Measured(evidence.Protocol.Value! with { Others = [.. evidence.Protocol.Value!.Others, other] }),
    });

    public static ProtocolExchange Silence(string? spoken = null) =>
        new() { Spoken = spoken, Result = ExchangeResult.Silent, Duration = TimeSpan.FromSeconds(3) };

    public static ProtocolExchange Closing(string? spoken = null) => new() { Spoken = spoken, Result = ExchangeResult.Closed };

    public static ProtocolExchange Answer(string? spoken, string received)
    {
        byte[] bytes = Encoding.Latin1.GetBytes(received);
        return AnswerReader.Read(bytes, new Opening { Protocol = spoken }) with { Spoken = spoken, Received = bytes };
    }

    public static ProtocolExchange TlsTakenUp() => new() { Spoken = WireProtocol.Tls, Result = ExchangeResult.Answered, Detected = WireProtocol.Tls };

    public static ProtocolExchange Http(int status, string reason, params (string Name, string Value)[] headers) => Answer(
        null, $"HTTP/1.1 {status} {reason}\r\n{string.Concat(headers.Select(header => $"{header.Name}: {header.Value}\r\n"))}\r\n");

    public static IcmpError Icmp(int type, int code, string sender) =>
        new() { Type = type, Code = code, Sender = IPAddress.Parse(sender), IsIPv6 = sender.Contains(':', StringComparison.Ordinal) };

    public Diagnosis Diagnose(params ICauseRule[] more) => Diagnose("en", more);

    public Diagnosis Diagnose(string language, params ICauseRule[] more) =>
        DiagnosisBuilder.Build(Evidence, _target, [.. Catalogue.Rules, .. more], Language.Of(language));

    private RouteToAddress RouteTo(IPAddress address, SocketError error)
    {
        LocalAddress? near = Evidence.Environment.Value?.Addresses.FirstOrDefault(local => AddressScopes.IsInSubnet(local, address));
        bool isOwn = Evidence.Environment.Value?.Addresses.Any(local => local.Address.Equals(address)) == true;
        AddressScope scope = AddressScopes.Of(address);
        return new RouteToAddress
        {
            Address = address,
            Scope = scope,
            IsOwn = isOwn || scope == AddressScope.Loopback || address.Equals(IPAddress.Any),
            Interface = near?.Interface,
            SourceAddress = error == SocketError.Success ? IPAddress.Parse("198.51.100.7") : null,
            Error = error,
        };
    }
}
