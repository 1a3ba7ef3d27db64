using System.Globalization;
using System.Net.Sockets;

namespace ConnectionDiagnostics.HostilePeers.Scripts;

/// <summary>Reads a file of peers. README.md says what may stand in it.</summary>
internal static class PeerParser
{
    private const int MostCut = 400;

    /// <exception cref="FormatException">A line is none of a script; the message names the file and the line.</exception>
    public static IReadOnlyList<Peer> Parse(string stage, string text)
    {
        var peers = new List<Peer>();
        string? name = null;
        List<PeerAct> acts = [];
        PeerAct? cutWith = null;
        int number = 0;
        foreach (string raw in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            string line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            try
            {
                var words = new PeerWords(line);
                string verb = words.Next("a directive");
                if (verb == "peer")
                {
                    Finish();
                    name = words.Next("a name");
                    Require(peers.TrueForAll(peer => peer.Origin != name), $"there is a peer \"{name}\" already");
                }
                else
                {
                    Require(name is not null, "the first line has to be \"peer NAME\"");
                    Require(cutWith is null && acts is not [.., { Ends: true }], "nothing can follow the end of a script");
                    if (verb == "cut-at-every-byte")
                    {
                        cutWith = End(words.Next("how it ends"));
                    }
                    else
                    {
                        acts.Add(Read(verb, words));
                    }
                }

                words.End();
            }
            catch (FormatException exception)
            {
                throw new FormatException($"{stage}.peers, line {number}: {exception.Message}", exception);
            }
        }

        try
        {
            Finish();
        }
        catch (FormatException exception)
        {
            throw new FormatException($"{stage}.peers, line {number}: {exception.Message}", exception);
        }

        return peers;

        void Finish()
        {
            if (name is not null)
            {
                Require(acts.Count > 0, $"the peer \"{name}\" does nothing");
                peers.AddRange(cutWith is null ? [new Peer(stage, name, acts)] : Cut(stage, name, acts, cutWith).ToArray());
            }

            (name, acts, cutWith) = (null, [], null);
        }
    }

    /// <summary>A peer for each byte: it sends so much of what it has to say, and ends.</summary>
    private static IEnumerable<Peer> Cut(string stage, string name, List<PeerAct> acts, PeerAct end)
    {
        byte[] answer = acts.Count > 0 && acts[^1].Kind == PeerActKind.Send ? acts[^1].Bytes.ToArray() : [];
        Require(answer.Length is > 0 and <= MostCut, $"what is cut has to be the last line's, and 1 to {MostCut} bytes");
        for (int length = 0; length <= answer.Length; length++)
        {
            yield return new Peer(stage, $"{name}, {length} of {answer.Length} bytes", [.. acts[..^1], new PeerAct(PeerActKind.Send) { Bytes = answer.AsMemory(0, length) }, end]) { Origin = name };
        }
    }

    private static PeerAct Read(string verb, PeerWords words) => verb switch
    {
        "send" => new PeerAct(PeerActKind.Send) { Bytes = words.NextBytes() },
        "repeat" => new PeerAct(PeerActKind.Send) { Times = words.NextNumber(1, 10_000_000), Bytes = words.NextBytes() },
        "endless" => new PeerAct(PeerActKind.Endless) { Bytes = words.NextBytes() },
        "random" => new PeerAct(PeerActKind.Send) { Bytes = Noise(words.NextNumber(1, 1_000_000), words.NextNumber(0, int.MaxValue)) },
        "drip" => new PeerAct(PeerActKind.Drip) { Pause = words.NextTime(), Bytes = words.NextBytes() },
        "pause" => new PeerAct(PeerActKind.Pause) { Pause = words.NextTime() },
        "expect" => new PeerAct(PeerActKind.Expect) { Bytes = words.HasMore ? words.NextBytes() : default },
        "tls-record" => new PeerAct(PeerActKind.Send) { Bytes = Record(words) },
        "tls" => new PeerAct(PeerActKind.Tls),
        "accept-websocket" => new PeerAct(PeerActKind.AcceptWebSocket),
        "echo" => new PeerAct(PeerActKind.Echo),
        "refuse" => new PeerAct(PeerActKind.Refuse)
        {
            Error = Enum.TryParse(words.Next("a socket error"), out SocketError error) && error != SocketError.Success ? error : throw new FormatException("that is no socket error"),
        },
        _ => End(verb),
    };

    private static PeerAct End(string verb) => new(verb switch
    {
        "close" => PeerActKind.Close,
        "half-close" => PeerActKind.HalfClose,
        "reset" => PeerActKind.Reset,
        "silent" => PeerActKind.Silent,
        _ => throw new FormatException($"\"{verb}\" is no directive"),
    });

    /// <summary>A record (RFC 8446, section 5.1): its type, its version, what is in it, and a length of its own where it lies about it.</summary>
    private static byte[] Record(PeerWords words)
    {
        int type = words.NextNumber(0, 255);
        int version = int.Parse(words.Next("a version, as 0303"), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        byte[] content = words.NextBytes();
        int length = words.HasMore ? words.NextNumber(0, 65535) : content.Length;
        return [(byte)type, (byte)(version >> 8), (byte)version, (byte)(length >> 8), (byte)length, .. content];
    }

    private static byte[] Noise(int count, int seed)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new FormatException(otherwise);
        }
    }
}
