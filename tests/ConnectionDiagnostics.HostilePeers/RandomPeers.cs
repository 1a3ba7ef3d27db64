using ConnectionDiagnostics.HostilePeers.Scripts;

namespace ConnectionDiagnostics.HostilePeers;

/// <summary>Peers that nobody thought of: lines of the corpus in any order, some of their bytes changed, cut or doubled.</summary>
internal sealed class RandomPeers(Random random)
{
    private const int MostActs = 5;

    private static readonly PeerAct[] Acts = [.. PeerCorpus.Written.SelectMany(peer => peer.Acts).Where(act => !act.Ends)];

    private static readonly PeerAct[] Ends =
    [
        .. PeerCorpus.Written.SelectMany(peer => peer.Acts).Where(act => act.Kind == PeerActKind.Endless),
        .. new[] { PeerActKind.Close, PeerActKind.HalfClose, PeerActKind.Reset, PeerActKind.Silent, PeerActKind.Echo }.SelectMany(kind => Enumerable.Repeat(new PeerAct(kind), 10)),
    ];

    public Peer Make(int number) =>
        new("random", $"number {number}", [.. random.GetItems(Acts, random.Next(1, MostActs + 1)).Select(Change), Ends[random.Next(Ends.Length)]]);

    private PeerAct Change(PeerAct act)
    {
        if (act.Bytes.Length == 0 || act.Kind == PeerActKind.Expect)
        {
            return act;
        }

        byte[] bytes = act.Bytes.ToArray();
        switch (random.Next(5))
        {
            case 0:
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                break;
            case 1:
                bytes = bytes[..random.Next(1, bytes.Length + 1)];
                break;
            case 2:
                bytes = [.. bytes, .. bytes[random.Next(bytes.Length)..]];
                break;
            case 3:
                random.NextBytes(bytes.AsSpan(random.Next(bytes.Length)));
                break;
        }

        return act with { Bytes = bytes };
    }
}
