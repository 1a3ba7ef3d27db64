using System.Net;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Probes;

namespace ConnectionDiagnostics.Tests.Probes.Scripted;

/// <summary>A probe's surroundings: a scripted system, a clock that stands until a test moves it, and a session for one target.</summary>
internal sealed class Bench : IAsyncDisposable
{
    public Bench(string target, ConnectionDiagnoserOptions? options = null, IPAddress? local = null)
    {
        options ??= new ConnectionDiagnoserOptions();
        options.TimeProvider = Time;
        Target = target;
        Session = new ProbeSession(
            new DiagnosisRequest { Target = ConnectionTarget.Parse(target), LocalAddress = local }, new ProbeSettings(options), System);
    }

    public string Target { get; }

    public SteppedTime Time { get; } = new();

    public ScriptedSystem System { get; } = new();

    public ProbeSession Session { get; }

    /// <summary>What the test's runner cancels.</summary>
    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The names and addresses of what was connected to, in order.</summary>
    public IEnumerable<string> Dialled => System.Connects.Select(connect => connect.ToString());

    /// <summary>Makes the addresses this machine's own link's, another's behind a gateway, or not looked at.</summary>
    public static Scene FarAway(Scene scene, params string[] addresses) => scene.With(evidence => evidence with
    {
        Routes = Fact<RouteEvidence>.Measured(new RouteEvidence
        {
            Routes = [.. addresses.Select(address => new RouteToAddress { Address = IPAddress.Parse(address), Scope = AddressScope.Reserved, IsOwn = false })],
        }),
    });

    public static Fact<SystemRoute> RouteBy(string? gateway, RouteKind kind = RouteKind.Unicast) => Fact<SystemRoute>.Measured(new SystemRoute
    {
        Kind = kind,
        Gateway = gateway is null ? null : IPAddress.Parse(gateway),
        Interface = "eth0",
    });

    public Deadline Within(double seconds) => Session.StartDeadline(TimeSpan.FromSeconds(seconds), Cancellation);

    public ValueTask DisposeAsync() => Session.DisposeAsync();
}
