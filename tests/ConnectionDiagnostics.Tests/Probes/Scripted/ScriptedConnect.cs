using System.Net;

namespace ConnectionDiagnostics.Tests.Probes.Scripted;

/// <summary>A connect that was asked for.</summary>
internal sealed class ScriptedConnect(IPEndPoint endPoint, IPAddress? local, int? timeToLive, TimeSpan start)
{
    public IPEndPoint EndPoint { get; } = endPoint;

    public IPAddress? Local { get; } = local;

    public int? TimeToLive { get; } = timeToLive;

    public double Start { get; } = start.TotalSeconds;

    /// <summary>When it was answered or given up; <see langword="null"/> while it is open.</summary>
    public double? End { get; set; }

    public bool Accepted { get; set; }

    /// <summary>The first SYN, and one more for each second that it was open (RFC 6298, section 2, without the doubling, as newer Linux does it).</summary>
    public int Syns => 1 + Math.Max(0, (int)Math.Ceiling((End ?? Start) - Start - 0.0001) - 1);

    public override string ToString() => TimeToLive is { } hops ? $"{EndPoint} for {hops} hops" : EndPoint.ToString();
}
