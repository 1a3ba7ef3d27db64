using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Fuzz.Targets;

/// <summary>Evidence from elsewhere, and everything that is said about what a peer sent.</summary>
internal static class EvidenceTargets
{
    private const int MostShown = 128 * 1024;

    private static readonly CultureInfo[] Cultures = [CultureInfo.InvariantCulture, new("de"), new("zh-Hans")];

    private static readonly byte[][] Recorded = [.. Read()];

    private static readonly ConnectionEvidence Base = EvidenceFile.Parse(Encoding.UTF8.GetString(Recorded[0]));

    private static readonly string[] Targets = ["ws://server.example:8080/chat", "wss://server.example/", "http://server.example:8080", "redis://server.example", "smtp://server.example", "tcp://server.example:99"];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("evidence-file", "saved evidence that somebody changed", MakeFile, ReadFile) { MostAllocated = (16 * 1024 * 1024, 2048) },
        new("diagnosis", "a diagnosis of whatever a peer sent, in every language", PeerAnswers.Make, Diagnose) { MostAllocated = (32 * 1024 * 1024, 4096) },
    ];

    private static byte[] MakeFile(ByteGrammar grammar)
    {
        if (grammar.Chance(3))
        {
            return grammar.Changed(Recorded);
        }

        // A change that leaves it JSON gets past the reader.
        JsonNode root = JsonNode.Parse(grammar.Pick(Recorded))!;
        for (int changes = 1 + grammar.Random.Next(4); changes > 0; changes--)
        {
            List<JsonNode> all = [];
            Collect(root, all);
            JsonNode node = grammar.Pick<JsonNode>([.. all]);
            JsonNode? other = grammar.Random.Next(10) switch
            {
                0 => null,
                1 => JsonValue.Create(grammar.Word()),
                2 => JsonValue.Create(grammar.Pick(0, -1, int.MaxValue, int.MinValue, 65536)),
                3 => JsonValue.Create(grammar.Pick(1e300, -0.5, 1e-300)),
                4 => JsonValue.Create(grammar.Chance(2)),
                5 => new JsonArray(),
                6 => new JsonObject(),
                7 => JsonValue.Create(grammar.Address()),
                8 => JsonValue.Create(grammar.Pick("00:00:00", "-00:00:01", "10675199.02:48:05.4775807", "2026-11-23T00:00:00Z", "0001-01-01T00:00:00+00:00", "9999-12-31T23:59:59Z")),
                _ => grammar.Pick<JsonNode>([.. all]).DeepClone(),
            };
            switch (node.Parent)
            {
                case JsonArray array:
                    array[node.GetElementIndex()] = other;
                    break;
                case JsonObject parent when grammar.Chance(4):
                    parent.Remove(node.GetPropertyName());
                    break;
                case JsonObject parent:
                    parent[node.GetPropertyName()] = other;
                    break;
            }
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static void Collect(JsonNode node, List<JsonNode> all)
    {
        all.Add(node);
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject parent => parent.Select(property => property.Value),
            JsonArray array => array,
            _ => [],
        };
        foreach (JsonNode child in children.OfType<JsonNode>())
        {
            Collect(child, all);
        }
    }

    private static void ReadFile(byte[] input)
    {
        ConnectionEvidence evidence;
        try
        {
            evidence = EvidenceFile.Parse(Encoding.UTF8.GetString(input));
        }
        catch (FormatException)
        {
            return;
        }

        Diagnosis diagnosis = Diagnosis.FromEvidence(evidence, CultureInfo.InvariantCulture);
        Show(diagnosis);
        EvidenceFile.ToJson(evidence);
    }

    private static void Diagnose(byte[] input)
    {
        var grammar = new ByteGrammar(new Random(input.Length));
        ConnectionTarget target = ConnectionTarget.Parse(grammar.Pick(Targets));
        Opening opening = Openings.For(target, withQuery: false) ?? Openings.Listen;
        byte[] kept = input[..Math.Min(input.Length, opening.KeptBytes)];
        ProtocolExchange own = AnswerReader.Read(input, opening) with { Spoken = opening.Protocol, Received = kept, InsideTls = target.UsesTls };
        ProtocolExchange other = AnswerReader.Read(kept, Openings.Listen) with { Received = kept };
        ConnectionEvidence evidence = Base with
        {
            Target = TargetEvidence.Of(target),
            Names = Fact<NameEvidence>.Measured(new NameEvidence { Host = target.Host, IsLiteral = false, Addresses = [IPAddress.Loopback] }),
            Connect = Fact<ConnectEvidence>.Measured(new ConnectEvidence
            {
                Attempts = [new ConnectAttempt { Address = IPAddress.Loopback, Port = target.Port, Error = SocketError.Success }],
                ConnectedAddress = IPAddress.Loopback,
            }),
            Tls = target.UsesTls
                ? Fact<TlsEvidence>.Measured(new TlsEvidence { Result = grammar.Pick(Enum.GetValues<TlsResult>()), ServerName = target.Host, FirstBytes = kept })
                : Fact<TlsEvidence>.Skipped(FactReason.NotNeeded),
            Protocol = Fact<ProtocolEvidence>.Measured(new ProtocolEvidence { Own = own, Others = [other] }),
        };
        foreach (CultureInfo culture in Cultures)
        {
            Show(Diagnosis.FromEvidence(evidence, culture));
        }

        // Saved and read again it says the same.
        ConnectionEvidence again = EvidenceFile.Parse(EvidenceFile.ToJson(evidence));
        if (Diagnosis.FromEvidence(again, Cultures[0]).ToJson() != Diagnosis.FromEvidence(evidence, Cultures[0]).ToJson())
        {
            throw new InvalidOperationException("saved evidence says something else");
        }
    }

    private static void Show(Diagnosis diagnosis)
    {
        string text = diagnosis.ToText(verbose: true);
        if (text.Length > MostShown || text.Any(c => char.IsControl(c) && c != '\n'))
        {
            throw new InvalidOperationException($"a text of {text.Length} letters, or with control characters");
        }

        if (diagnosis.ToJson().Length > MostShown)
        {
            throw new InvalidOperationException("JSON without end");
        }
    }

    private static IEnumerable<byte[]> Read()
    {
        System.Reflection.Assembly assembly = typeof(EvidenceTargets).Assembly;
        foreach (string name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("Evidence/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using Stream stream = assembly.GetManifestResourceStream(name)!;
            byte[] bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            yield return bytes;
        }
    }
}
