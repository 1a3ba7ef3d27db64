namespace ConnectionDiagnostics.Lab.Grading;

/// <summary>What a diagnosis sent, counted in the client's namespace. Good manners have limits.</summary>
internal sealed record Traffic
{
    public const int MostSyns = 64;

    public const int MostConnections = 24;

    public const int MostBytes = 8 * 1024;

    /// <summary>SYNs, repetitions and those with a small TTL included.</summary>
    public required long Syns { get; init; }

    /// <summary>SYN-ACKs received: connections that the other side completed.</summary>
    public required long Connections { get; init; }

    /// <summary>Payload of TCP, at most.</summary>
    public required long Bytes { get; init; }

    /// <summary>Packets with a small TTL to neighbours of the target, which they do not reach.</summary>
    public required long NearPackets { get; init; }

    /// <summary>Packets to anybody else than the target and the name servers.</summary>
    public required long StrayPackets { get; init; }

    /// <summary>Where those went.</summary>
    public required string Strays { get; init; }

    public IEnumerable<string> Defects()
    {
        if (Syns > MostSyns)
        {
            yield return $"{Syns} SYNs sent, at most {MostSyns} are polite";
        }

        if (Connections > MostConnections)
        {
            yield return $"{Connections} connections, at most {MostConnections} are polite";
        }

        if (Bytes > MostBytes)
        {
            yield return $"{Bytes} bytes sent, at most {MostBytes} are polite";
        }

        if (StrayPackets > 0)
        {
            yield return $"{StrayPackets} packets to somebody else than the target: {Strays}";
        }
    }
}
