using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.Tests.Probes.Scripted;

/// <summary>How a scripted connect ends.</summary>
internal sealed record ScriptedAnswer
{
    public static readonly ScriptedAnswer Silence = new() { After = null };

    /// <summary>When, from the connect; <see langword="null"/> for never.</summary>
    public TimeSpan? After { get; init; } = TimeSpan.Zero;

    public SocketError Error { get; init; }

    public IReadOnlyList<IcmpError> IcmpErrors { get; init; } = [];

    public IPEndPoint? LocalEndPoint { get; init; }

    /// <summary>Where a real connection leads, when the later stages shall speak on it.</summary>
    public IPEndPoint? Server { get; init; }

    public static ScriptedAnswer Accepts(double seconds = 0) => new() { After = TimeSpan.FromSeconds(seconds) };

    public static ScriptedAnswer Refuses(double seconds = 0) => new() { After = TimeSpan.FromSeconds(seconds), Error = SocketError.ConnectionRefused };

    public static ScriptedAnswer Fails(SocketError error, double seconds = 0) => new() { After = TimeSpan.FromSeconds(seconds), Error = error };

    /// <summary>A router or host says by ICMP that it goes no further.</summary>
    public static ScriptedAnswer Rejects(int type, int code, string sender, double seconds = 0) =>
        Fails(SocketError.HostUnreachable, seconds) with { IcmpErrors = [Scene.Icmp(type, code, sender)] };

    /// <summary>The packet had travelled far enough.</summary>
    public static ScriptedAnswer Expires(string router, double seconds = 0) => Rejects(11, 0, router, seconds);
}
