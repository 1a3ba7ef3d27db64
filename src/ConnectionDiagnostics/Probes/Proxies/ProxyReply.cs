namespace ConnectionDiagnostics.Probes.Proxies;

/// <summary>What a proxy said to a request for a tunnel.</summary>
/// <param name="Result">How far it led.</param>
internal sealed record ProxyReply(ProxyResult Result)
{
    public ProxyStep Step { get; init; } = ProxyStep.Request;

    public HttpAnswer? Http { get; init; }

    public int? Code { get; init; }

    public bool SentCredentials { get; init; }

    public ReadOnlyMemory<byte> Received { get; init; }

    /// <summary>A conversation that ended before its answer was complete: silent only where not a byte came.</summary>
    public static ProxyReply Ended(ExchangeResult how, ReplyReader reader) => new(
        reader.Received.IsEmpty
            ? how switch
            {
                ExchangeResult.Silent => ProxyResult.Silent,
                ExchangeResult.Closed => ProxyResult.Closed,
                _ => ProxyResult.Reset,
            }
            : ProxyResult.Unintelligible)
    {
        Received = Kept(reader),
    };

    public static ReadOnlyMemory<byte> Kept(ReplyReader reader) => reader.Received[..Math.Min(reader.Received.Length, 512)].ToArray();
}
