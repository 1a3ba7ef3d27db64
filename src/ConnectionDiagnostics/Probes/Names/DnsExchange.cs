using System.Net;
using System.Net.Sockets;
using DnsClient;

namespace ConnectionDiagnostics.Probes.Names;

/// <summary>One question to one name server, by UDP, and again by TCP when the answer does not fit (RFC 7766).</summary>
internal static class DnsExchange
{
    public static async Task<DnsReply> AskAsync(IPEndPoint server, string name, QueryType type, bool recursion, CancellationToken deadline)
    {
        string question = name.EndsWith('.') ? name : name + ".";
        DnsReply reply = await AskOnceAsync(NameServers.Client(server, overTcp: false, recursion), question, type, deadline).ConfigureAwait(false);
        if (!reply.WasTruncated)
        {
            return reply;
        }

        DnsReply whole = await AskOnceAsync(NameServers.Client(server, overTcp: true, recursion), question, type, deadline).ConfigureAwait(false);
        return whole with { WasTruncated = true };
    }

    private static async Task<DnsReply> AskOnceAsync(LookupClient client, string question, QueryType type, CancellationToken deadline)
    {
        try
        {
            // The client's own deadline runs by the real clock, ours by the session's.
            IDnsQueryResponse response = await client.QueryAsync(question, type, cancellationToken: deadline).WaitAsync(deadline).ConfigureAwait(false);
            return AnswersQuestion(response, question, type)
                ? new DnsReply(type) { Response = response }
                : new DnsReply(type) { IsUnusable = true };
        }
        catch (OperationCanceledException)
        {
            return new DnsReply(type) { Error = SocketError.TimedOut };
        }
#pragma warning disable CA1031 // Whatever the client makes of what a name server sends: it is no answer, and never a failure of the diagnosis.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return Describe(exception, type);
        }
    }

    /// <summary>A server repeats the question (RFC 1035, section 4.1.2). One that cannot read it need not (RFC 9619).</summary>
    private static bool AnswersQuestion(IDnsQueryResponse response, string question, QueryType type) =>
        response.Questions.Count == 0
            ? response.Header.ResponseCode != DnsHeaderResponseCode.NoError
            : response.Questions.All(asked => asked.QuestionType == type && asked.QueryName.Value.TrimEnd('.').Equals(question.TrimEnd('.'), StringComparison.OrdinalIgnoreCase));

    private static DnsReply Describe(Exception exception, QueryType type)
    {
        for (Exception? current = exception; current is not null; current = current.InnerException)
        {
            switch (current)
            {
                // The client keeps half an answer to itself, and has no code for it.
                case DnsResponseException { Message: var message } when message.StartsWith("Response was truncated", StringComparison.Ordinal):
                    return new DnsReply(type) { WasTruncated = true };
                case SocketException socket:
                    return new DnsReply(type) { Error = socket.SocketErrorCode };
                case OperationCanceledException or TimeoutException or DnsResponseException { Code: DnsResponseCode.ConnectionTimeout }:
                    return new DnsReply(type) { Error = SocketError.TimedOut };
            }
        }

        return new DnsReply(type) { IsUnusable = true };
    }
}
