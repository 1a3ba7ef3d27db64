using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics.Reports;

/// <summary>The way of a connection as a list of stations, from this machine to the server.</summary>
internal sealed class PathPicture
{
    /// <summary>More routers than these are told as a number.</summary>
    private const int ShownRouters = 4;

    private const int ShownDetails = 4;

    private readonly Diagnosis _diagnosis;
    private readonly ConnectionEvidence _evidence;
    private readonly Language _language;
    private readonly PathBreak _break;
    private readonly List<PathStation> _stations = [];
    private bool _isBroken;

    private PathPicture(Diagnosis diagnosis, Language language)
    {
        (_diagnosis, _evidence, _language) = (diagnosis, diagnosis.Evidence, language);
        _break = diagnosis.Break(language);
    }

    /// <summary>The stations; none when the target could not be read, so that there is no way.</summary>
    public static IReadOnlyList<PathStation> Of(Diagnosis diagnosis, Language language)
    {
        var picture = new PathPicture(diagnosis, language);
        if (diagnosis.Evidence.Target.Problem is null)
        {
            picture.AddAll();
        }

        return picture._stations;
    }

    /// <summary>Whether nothing at all was tried, so that nothing is known of any station.</summary>
    private bool NothingSeen => _diagnosis.Outcome != ConnectionOutcome.Connected && _break.Place == PathPlace.None;

    private void AddAll()
    {
        AddClient();
        AddNames();
        if (_evidence.Proxy.Value is { } proxy)
        {
            AddOnWay(PathPlace.Proxy, null, Text("report.path.proxy"), [proxy.Setting.ToString(), .. proxy.Addresses.Take(ShownDetails).Select(address => address.ToString()).Except([proxy.Setting.Host])]);
        }
        else
        {
            AddRouters();
        }

        AddOnWay(PathPlace.Server, null, Text("report.path.server"), ServerDetails());
    }

    private void AddClient()
    {
        IPAddress? source = _evidence.Attempts().Select(attempt => attempt.LocalEndPoint?.Address).FirstOrDefault(address => address is not null) ?? Route?.SourceAddress;
        string[] details = source is null ? [] : [Route is { Device: { } device } ? $"{source} ({device})" : source.ToString()];
        _isBroken = _break.Place == PathPlace.Client;
        _stations.Add(new PathStation { Title = Text("report.stage.environment"), Details = details, State = _isBroken ? PathState.Failed : PathState.Reached });
    }

    private void AddNames()
    {
        if (_evidence.Names.Value is not { IsLiteral: false } names)
        {
            return;
        }

        bool failed = _break.Place == PathPlace.Names;
        string result = names.Addresses.Count > 0 ? string.Join(", ", names.Addresses.Take(ShownDetails)) : ErrorNames.Of(names.Error);
        IPAddress[] servers = [.. names.NameServers.Select(answer => answer.Server.Address).Distinct().Take(ShownDetails)];
        string[] details =
        [
            $"{names.Host} → {result}",
            .. _evidence.HostsEntryInForce() is { } entry ? [$"{entry.File}:{entry.Line}"] : servers.Select(server => server.ToString()),
        ];
        _stations.Add(new PathStation { Title = Text("report.path.names"), Details = details, State = failed ? PathState.Failed : PathState.Reached, IsAside = true });
        _isBroken |= failed;
    }

    private void AddRouters()
    {
        List<(IPAddress Address, int? Hop)> routers = [];
        foreach (ConnectAttempt hop in _evidence.Path.Value?.Hops ?? [])
        {
            if (hop.Expired() is { } router && !routers.Exists(known => known.Address.Equals(router)))
            {
                routers.Add((router, hop.TimeToLive));
            }
        }

        // The first hop is the gateway of the routing table, where nobody was asked for hops.
        if (routers.Count == 0 && Route is { Gateway: { } gateway })
        {
            routers.Add((gateway, null));
        }

        if (_break.Router is { } telling && !routers.Exists(known => known.Address.Equals(telling)))
        {
            routers.Add((telling, null));
        }

        int hidden = Math.Max(0, routers.Count - ShownRouters);
        int from = ShownRouters / 2;
        for (int i = 0; i < routers.Count; i++)
        {
            if (hidden > 0 && i >= from && i < from + hidden)
            {
                if (i == from)
                {
                    AddOnWay(PathPlace.Router, null, Text("report.path.more-routers", ("count", hidden)), []);
                }

                continue;
            }

            (IPAddress address, int? hop) = routers[i];
            bool isGateway = Route?.Gateway is { } known && known.Equals(address);
            AddOnWay(PathPlace.Router, address, Text(isGateway ? "report.path.gateway" : "report.path.router"), [hop is null ? address.ToString() : $"{address} ({Text("report.path.hop", ("number", hop))})"]);
        }
    }

    /// <summary>Adds a station in the state that follows from where the way breaks.</summary>
    private void AddOnWay(PathPlace place, IPAddress? router, string title, IReadOnlyList<string> details)
    {
        bool isFirst = _stations.TrueForAll(station => station.IsAside || station == _stations[0]);
        bool isPlace = !_isBroken && (_break.Place == place ? place != PathPlace.Router || _break.Router!.Equals(router) : _break.Place == PathPlace.NextHop && isFirst);
        PathState state = _isBroken || NothingSeen ? PathState.Unseen : !isPlace ? StateBeforeBreak(router) : _break.OnTheWay is null ? PathState.Failed : PathState.Unseen;
        _stations.Add(new PathStation { Title = title, Details = details, State = state, BrokenBefore = isPlace ? _break.OnTheWay : null });
        _isBroken |= isPlace;
    }

    /// <summary>What answers behind a router shows that the router forwards. Silence shows it only of those that were heard themselves.</summary>
    private PathState StateBeforeBreak(IPAddress? router) =>
        router is null || _break.OnTheWay is null || router.Equals(_break.Router) || _break.Router is not null
        || _evidence.Path.Value?.Hops.Any(hop => router.Equals(hop.Expired())) == true
        || (_evidence.Host.Value is { } host && (host.NextHop.Value is { ConfirmedAgo: not null } next && next.Address.Equals(router) || _evidence.HostIsUp()))
            ? PathState.Reached
            : PathState.Unseen;

    private string[] ServerDetails()
    {
        var lines = new List<string>();
        bool isDirect = !_evidence.GoesThroughProxy();
        foreach (IGrouping<IPAddress, ConnectAttempt> address in _evidence.Attempts().GroupBy(attempt => attempt.Address).Take(isDirect ? ShownDetails : 0))
        {
            ConnectAttempt shown = address.FirstOrDefault(attempt => attempt.Connected) ?? address.First();
            var endPoint = new IPEndPoint(shown.Address, shown.Port);
            lines.Add(shown.Connected ? endPoint.ToString() : shown.Error == SocketError.InProgress ? $"{endPoint}: …" : $"{endPoint}: {ErrorNames.Of(shown.SelfConnected ? SocketError.ConnectionRefused : shown.Error)}");
        }

        if (lines.Count == 0)
        {
            lines.Add($"{_evidence.Target.Host}:{_evidence.Target.Port}");
        }

        // Which of the layers stood, and which did not.
        lines.AddRange(_diagnosis.Stages.Where(stage => stage is { Stage: Stage.Tls or Stage.Protocol, Status: not StageStatus.Skipped })
            .Select(stage => $"{(stage.Status switch { StageStatus.Passed => "✓", StageStatus.Failed => "✗", _ => "!" })} {Text($"report.stage.{stage.Stage.ToCode()}")}"));
        return [.. lines];
    }

    /// <summary>The way to the address that was connected to, or dialled first.</summary>
    private RouteToAddress? Route =>
        (_evidence.Connect.Value?.ConnectedAddress ?? _evidence.FirstFailure()?.Address) is { } address ? _evidence.RouteTo(address)
        : _evidence.Routes.Value is { Routes: [var first, ..] } ? first
        : null;

    private string Text(string id, params (string Name, object? Value)[] arguments) => Sentences.Render(id, arguments, _language);
}
