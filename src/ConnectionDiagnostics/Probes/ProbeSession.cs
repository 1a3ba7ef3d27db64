using System.Net.Sockets;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Probes.Protocols;
using ConnectionDiagnostics.Probes.Proxies;
using ConnectionDiagnostics.Probes.Surroundings;

namespace ConnectionDiagnostics.Probes;

/// <summary>What the probes of one diagnosis share: target, clock, deadline, and the connection that the stages hand on.</summary>
internal sealed class ProbeSession : IAsyncDisposable
{
    private readonly long _start;
    private readonly List<StageTiming> _timings = new(Enum.GetValues<Stage>().Length);

    public ProbeSession(DiagnosisRequest request, ProbeSettings settings, IOperatingSystem system)
    {
        Request = request;
        Settings = settings;
        System = system;
        Time = settings.Time;
        _start = Time.GetTimestamp();
    }

    public DiagnosisRequest Request { get; }

    public ProbeSettings Settings { get; }

    public ConnectionTarget Target => Request.Target;

    public IOperatingSystem System { get; }

    public TimeProvider Time { get; }

    public TimeSpan Elapsed => Time.GetElapsedTime(_start);

    /// <summary>When each stage ran.</summary>
    public IReadOnlyList<StageTiming> Timings => _timings;

    /// <summary>The connection that the connect stage made and the later stages speak on.</summary>
    public Socket? Connection { get; private set; }

    /// <summary>The look at what is beside a silent port, once it has begun.</summary>
    public EarlyLook? EarlyLook { get; set; }

    /// <summary>The proxy that the connection goes through, if it does.</summary>
    public ProxyRoute? Proxy { get; set; }

    /// <summary>Makes another tunnel to the target, once the first one was granted.</summary>
    public Func<CancellationToken, Task<(Socket? Socket, Stream? Stream)>>? OpenTunnelAsync { get; set; }

    /// <summary>The stream on top of it: the TLS stage replaces the plain one by its own.</summary>
    public Stream? Stream { get; set; }

    /// <summary>Makes a connected socket the one that the later stages speak on.</summary>
    public void UseConnection(Socket? socket)
    {
        Connection = socket;
        Stream = socket is null ? null : System.OpenStream(socket);
    }

    /// <summary>Puts another connection in the place of the one so far, which is ended.</summary>
    public async Task ReplaceConnectionAsync(Socket socket, Stream stream)
    {
        if (Connection is { } direct)
        {
            await Farewell.SayAsync(direct, System, Time).ConfigureAwait(false);
            direct.Dispose();
        }

        if (Stream is not null)
        {
            await Stream.DisposeAsync().ConfigureAwait(false);
        }

        (Connection, Stream) = (socket, stream);
    }

    /// <summary>How long a stage has taken so far.</summary>
    public TimeSpan TimeOf(Stage stage) => _timings.Find(timing => timing.Stage == stage)?.Duration ?? TimeSpan.Zero;

    /// <summary>Probes of the same stage add up: the stage is told as one.</summary>
    public void AddTiming(Stage stage, TimeSpan start)
    {
        TimeSpan duration = Elapsed - start;
        int index = _timings.FindIndex(timing => timing.Stage == stage);
        if (index < 0)
        {
            _timings.Add(new StageTiming { Stage = stage, Start = start, Duration = duration });
        }
        else
        {
            _timings[index] = _timings[index] with { Duration = _timings[index].Duration + duration };
        }
    }

    /// <summary>The time for something: a share of what the request allows for everything, and no more than a limit.</summary>
    public TimeSpan Share(double share, TimeSpan limit)
    {
        TimeSpan part = Request.Timeout * share;
        return part < limit ? part : limit;
    }

    /// <summary>A deadline for something: the token is cancelled after a time, or with the outer token.</summary>
    public Deadline StartDeadline(TimeSpan limit, CancellationToken outer) => new(limit, Time, outer);

    public async ValueTask DisposeAsync()
    {
        if (EarlyLook is not null)
        {
            await EarlyLook.DisposeAsync().ConfigureAwait(false);
        }

        if (Connection is not null)
        {
            await Farewell.SayAsync(Connection, System, Time).ConfigureAwait(false);
        }

        if (Stream is not null)
        {
            await Stream.DisposeAsync().ConfigureAwait(false);
        }

        Connection?.Dispose();
    }
}
