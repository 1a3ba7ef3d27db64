using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Probes.Proxies;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>
/// The real system, seen through a test: of the real table of listeners only the test's own ports, so that what else runs on the machine
/// does not matter; where a test says so another resolver, because the real one must not be asked; and a count of connects.
/// </summary>
internal sealed class TestSystem(params int[] ports) : IOperatingSystem
{
    private readonly IOperatingSystem _real = CurrentSystem.Instance;
    private int _connects;

    public OperatingSystemKind Kind => _real.Kind;

    /// <summary>How many connects were begun.</summary>
    public int Connects => _connects;

    /// <summary>The resolver; by default none: names are then not to be looked up.</summary>
    public Func<string, IPAddress[]> Resolve { get; init; } = host => throw new InvalidOperationException($"{host} was looked up");

    /// <summary>What the resolver appends to short names.</summary>
    public IReadOnlyList<string> SearchDomains { get; init; } = [];

    public SearchList ReadSearchList() => SearchList.None with { Domains = SearchDomains };

    public static TestSystem WithResolverError(SocketError error) => new() { Resolve = _ => throw new SocketException((int)error) };

    /// <summary>Whatever runs the tests: in a container localhost may be meant to be its host.</summary>
    public bool? InContainer() => false;

    public Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult(Resolve(host));
        }
        catch (SocketException exception)
        {
            return Task.FromException<IPAddress[]>(exception);
        }
    }

    /// <summary>Without the machine's counts nobody could tell whose a refusal is.</summary>
    public TrafficCounters CountTraffic() => _real.CountTraffic();

    public Fact<ListenerTable> ReadListeners() => _real.ReadListeners() is { IsMeasured: true, Value: var table }
        ? Fact<ListenerTable>.Measured(table with { Listeners = [.. table.Listeners.Where(listener => ports.Contains(listener.Port))] })
        : Fact<ListenerTable>.NotMeasured(FactReason.Failed);

    /// <summary>The environment's variables; by default none, whatever the machine's are.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    public string? ReadVariable(string name) => Variables.GetValueOrDefault(name);

    /// <summary>As .NET's own HTTP client reads the variables.</summary>
    public Uri? FindProxy(Uri target) => EnvironmentProxies.ForHttpClient(target.Scheme == "https", target.Host, ReadVariable)?.Proxy;

    public IReadOnlyList<Listener> WithProcesses(IReadOnlyList<Listener> listeners) => _real.WithProcesses(listeners);

    public Task<TcpConnect> ConnectAsync(IPEndPoint endPoint, IPAddress? local, int? timeToLive, TimeProvider time, CancellationToken abandoned)
    {
        Interlocked.Increment(ref _connects);
        return _real.ConnectAsync(endPoint, local, timeToLive, time, abandoned);
    }

    /// <summary>A diagnoser on this system.</summary>
    public ConnectionDiagnoser CreateDiagnoser(ConnectionDiagnoserOptions? options = null) =>
        new(options ?? new ConnectionDiagnoserOptions(), Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance, this);
}
