using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform;

namespace ConnectionDiagnostics.Tests.Probes.Scripted;

/// <summary>A system whose connects end as a test says, in the time of a clock that the test holds; silence where it says nothing. It keeps a list of them.</summary>
internal sealed class ScriptedSystem : IOperatingSystem
{
    private readonly Lock _lock = new();
    private readonly List<ScriptedConnect> _connects = [];
    private readonly List<(Func<IPEndPoint, int?, bool> Matches, ScriptedAnswer Answer)> _script = [];

    public OperatingSystemKind Kind => OperatingSystemKind.Linux;

    /// <summary>The connects so far, in the order in which they began.</summary>
    public IReadOnlyList<ScriptedConnect> Connects
    {
        get
        {
            lock (_lock)
            {
                return [.. _connects];
            }
        }
    }

    public IPAddress[] Names { get; set; } = [];

    public bool Contained { get; set; }

    public Fact<ListenerTable> Listeners { get; set; } = Fact<ListenerTable>.NotMeasured(FactReason.NotSupported);

    public Fact<SystemRoute> Route { get; set; } = Fact<SystemRoute>.NotMeasured(FactReason.NotSupported);

    public Fact<LocalPortRange> Range { get; set; } = Fact<LocalPortRange>.NotMeasured(FactReason.NotSupported);

    public Fact<ConnectionCensus> Census { get; set; } = Fact<ConnectionCensus>.NotMeasured(FactReason.NotSupported);

    public Fact<PingEvidence> Ping { get; set; } = Fact<PingEvidence>.NotMeasured(FactReason.Denied);

    /// <summary>What the machine counts, one answer after the other; the last one stays.</summary>
    public Queue<TrafficCounters> Traffic { get; } = new();

    public TransferEvidence Transfer { get; } = new() { Retransmits = 3 };

    /// <summary>The addresses whose entry in the table of neighbours was read, each with how many connects were open then.</summary>
    public List<(IPAddress Address, int OpenConnects)> NeighboursRead { get; } = [];

    /// <summary>The destination of which connections were counted.</summary>
    public IPEndPoint? Counted { get; private set; }

    /// <summary>Says how connects end; what is said later comes first.</summary>
    public ScriptedSystem On(Func<IPEndPoint, int?, bool> matches, ScriptedAnswer answer)
    {
        _script.Insert(0, (matches, answer));
        return this;
    }

    /// <summary>Says how connects without a limit of hops to an address end.</summary>
    public ScriptedSystem On(string address, ScriptedAnswer answer) =>
        On((endPoint, hops) => hops is null && endPoint.Address.Equals(IPAddress.Parse(address)), answer);

    public bool? InContainer() => Contained;

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken) => Task.FromResult(Names);

    public Fact<ListenerTable> ReadListeners() => Listeners;

    public IReadOnlyList<Listener> WithProcesses(IReadOnlyList<Listener> listeners) => listeners;

    public Fact<SystemRoute> FindRoute(IPAddress address) => Route;

    public Fact<LinkNeighbour> ReadNeighbour(IPAddress address, SystemRoute route)
    {
        NeighboursRead.Add((address, Connects.Count(connect => connect.End is null)));
        return Fact<LinkNeighbour>.Measured(new LinkNeighbour { Address = address, State = LinkNeighbourState.Reachable });
    }

    public TrafficCounters CountTraffic() => Traffic.Count > 1 ? Traffic.Dequeue() : Traffic.Count == 1 ? Traffic.Peek() : default;

    public Fact<LocalPortRange> ReadLocalPortRange() => Range;

    public Fact<ConnectionCensus> CountConnections(IPEndPoint destination)
    {
        Counted = destination;
        return Census;
    }

    public Fact<TransferEvidence> ReadTransfer(Socket socket) => Fact<TransferEvidence>.Measured(Transfer);

    public Task<Fact<PingEvidence>> PingAsync(IPAddress address, TimeProvider time, CancellationToken abandoned) => Task.FromResult(Ping);

    public async Task<TcpConnect> ConnectAsync(IPEndPoint endPoint, IPAddress? local, int? timeToLive, TimeProvider time, CancellationToken abandoned)
    {
        var clock = (SteppedTime)time;
        var connect = new ScriptedConnect(endPoint, local, timeToLive, clock.Elapsed);
        lock (_lock)
        {
            _connects.Add(connect);
        }

        ScriptedAnswer answer = _script.Find(line => line.Matches(endPoint, timeToLive)).Answer ?? ScriptedAnswer.Silence;
        bool answered = await WaitAsync(answer.After, clock, abandoned).ConfigureAwait(false);
        connect.Accepted = answered && answer.Error == SocketError.Success;
        connect.End = clock.Elapsed.TotalSeconds;
        return new TcpConnect
        {
            Error = answered ? answer.Error : SocketError.OperationAborted,
            Duration = TimeSpan.FromSeconds(connect.End.Value - connect.Start),
            IcmpErrors = answered ? answer.IcmpErrors : [],
            LocalEndPoint = answer.LocalEndPoint,
            SynsSent = connect.Syns,
            Socket = connect.Accepted && answer.Server is { } server ? Connect(server) : null,
        };
    }

    private static async Task<bool> WaitAsync(TimeSpan? after, SteppedTime clock, CancellationToken abandoned)
    {
        if (abandoned.IsCancellationRequested)
        {
            return false;
        }

        if (after == TimeSpan.Zero)
        {
            return true;
        }

        // Unlike a delay it ends on the thread that moves the clock or cancels.
        var end = new TaskCompletionSource<bool>();
        await using ITimer timer = clock.CreateTimer(_ => end.TrySetResult(true), null, after ?? Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await using CancellationTokenRegistration registration = abandoned.UnsafeRegister(_ => end.TrySetResult(false), null);
        return await end.Task.ConfigureAwait(false);
    }

    private static Socket Connect(IPEndPoint server)
    {
        var socket = new Socket(server.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(server);
        return socket;
    }
}
