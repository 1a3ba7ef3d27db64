using System.Net;
using ConnectionDiagnostics.Targets;
using Question = System.Func<System.Threading.CancellationToken, System.Threading.Tasks.Task<ConnectionDiagnostics.ProtocolExchange>>;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>What to ask a server that did not answer the client as hoped: five questions at most, each on a connection of its own.</summary>
internal sealed class Questions(Opening own, IPEndPoint server, ProbeSession session, TimeSpan limit)
{
    private const int MaxQuestions = 5;

    /// <summary>A TLS hello, and not a word.</summary>
    public IEnumerable<Question> First() => own.Bytes.IsEmpty ? [OfferTls] : [OfferTls, Say(Openings.Listen)];

    /// <summary>TLS was not taken up: the client's own words without it, and not a word.</summary>
    public IEnumerable<Question> PlainFirst() => own.Bytes.IsEmpty ? [Say(own)] : [Say(own), Say(Openings.Listen)];

    /// <summary>After the first round, by how the server took it.</summary>
    public IEnumerable<Question> Then(ProtocolEvidence seen)
    {
        ProtocolExchange[] all = [seen.Own, .. seen.Others];
        ProtocolExchange? tls = Array.Find(all, exchange => exchange.Spoken == WireProtocol.Tls);
        bool closesOnWords = Array.Exists(all, exchange => exchange.Spoken is not (null or WireProtocol.Tls) && IsClosed(exchange));
        bool isReset = Array.Exists(all, exchange => exchange.Spoken is not null && exchange.Result == ExchangeResult.Reset);
        List<string?> likely = [.. all.Where(exchange => exchange.IsProbable).Select(exchange => exchange.Detected), TargetScheme.UsualProtocol(server.Port)];
        likely.AddRange((closesOnWords, tls) switch
        {
            // Closes on lines and on binary alike: it reads a length or a type first, and finds it wrong. Who reads no further than that leaves
            // the rest unread, and the system resets.
            (true, { } hello) when IsClosed(hello) => isReset
                ? [WireProtocol.Mqtt, WireProtocol.PostgreSql, WireProtocol.Socks5]
                : [WireProtocol.PostgreSql, WireProtocol.Ldap, WireProtocol.Socks5],
            // Closes on lines that are none of its commands, and waits for the end of one that is binary.
            (true, _) => [WireProtocol.Http, WireProtocol.Redis, WireProtocol.Memcached],
            _ => [WireProtocol.Http, WireProtocol.Redis, WireProtocol.Http2],
        });
        return Choose(likely, MaxQuestions - seen.Others.Count);
    }

    /// <summary>To a server that says nothing: everything at once. A length of two bytes waits for the rest of what it takes for a message, as DNS does.</summary>
    public IEnumerable<Question> ToTheSilent()
    {
        Question[] first = [.. First()];
        return [.. first, .. Choose([TargetScheme.UsualProtocol(server.Port), WireProtocol.Http, WireProtocol.Dns, WireProtocol.Redis], MaxQuestions - first.Length)];
    }

    /// <summary>The same where a TLS hello has got no answer.</summary>
    public IEnumerable<Question> WithoutTls()
    {
        Question[] first = [.. PlainFirst()];
        return [.. first, .. Choose([TargetScheme.UsualProtocol(server.Port), WireProtocol.Http, WireProtocol.Dns, WireProtocol.Redis], MaxQuestions - first.Length)];
    }

    /// <summary>Inside TLS the server has hung up on the client's words.</summary>
    public IEnumerable<Question> InsideTls() =>
        new[] { TargetScheme.UsualProtocol(server.Port), WireProtocol.Redis, WireProtocol.Mqtt, WireProtocol.Http, WireProtocol.Amqp }.Distinct()
            .Where(protocol => protocol != own.Protocol).Select(OpeningOf).OfType<Opening>().Take(MaxQuestions - 1)
            .Select<Opening, Question>(opening => cancellationToken => FreshConnection.SpeakAsync(server, opening, true, limit, session, cancellationToken));

    private IEnumerable<Question> Choose(IEnumerable<string?> protocols, int count) =>
        protocols.Distinct().Where(protocol => protocol != own.Protocol).Select(OpeningOf).OfType<Opening>().Take(count).Select(Say);

    private Opening? OpeningOf(string? protocol) => protocol == WireProtocol.Http ? Openings.Http(session.Target) : Openings.OfServer(protocol, session.Target);

    private Question Say(Opening opening) => cancellationToken => FreshConnection.SpeakAsync(server, opening, false, limit, session, cancellationToken);

    private Task<ProtocolExchange> OfferTls(CancellationToken cancellationToken) => FreshConnection.OfferTlsAsync(server, limit, session, cancellationToken);

    private static bool IsClosed(ProtocolExchange exchange) => exchange.Result is ExchangeResult.Closed or ExchangeResult.Reset;
}
