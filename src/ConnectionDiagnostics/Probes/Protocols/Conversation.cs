using System.Net.Sockets;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>Says an opening on a stream and reads the answer: bounded in bytes and in time, whatever the peer does.</summary>
internal static class Conversation
{
    /// <summary>As much of an answer as is read; with what is drained at the end, a connection reads 64 KiB at most.</summary>
    public const int MaxRead = 48 * 1024;

    private const int FirstRead = 4 * 1024;

    /// <summary>After the first bytes, so long for the rest of a greeting or the page that explains a status.</summary>
    private static readonly TimeSpan RestLimit = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan PartingLimit = TimeSpan.FromMilliseconds(100);

    /// <param name="stream">The connection, inside TLS or not.</param>
    /// <param name="opening">What to say.</param>
    /// <param name="limit">How long the answer may take.</param>
    /// <param name="insideTls">Whether the stream is inside TLS.</param>
    /// <param name="session">The diagnosis.</param>
    /// <param name="cancellationToken">Ends everything.</param>
    /// <param name="enough">Ends the waiting, as the limit does.</param>
    public static async Task<ProtocolExchange> SpeakAsync(
        Stream stream, Opening opening, TimeSpan limit, bool insideTls, ProbeSession session, CancellationToken cancellationToken,
        CancellationToken enough = default)
    {
        TimeSpan start = session.Elapsed;
        var answer = new AnswerBuffer(FirstRead, MaxRead);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, enough);
        using Deadline deadline = session.StartDeadline(limit, waiting.Token);
        (ExchangeResult result, AnswerEnd end) = await ExchangeAsync(stream, opening, answer, session, deadline).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        QuerySecrets.Hide(session.Target, answer.Received.Span);
        ProtocolExchange exchange = AnswerReader.Read(answer.Received.Span, opening) with
        {
            Spoken = opening.Protocol,
            InsideTls = insideTls,
            Result = result,
            End = end,
            Duration = session.Elapsed - start,
            Received = answer.Received[..Math.Min(answer.Received.Length, opening.KeptBytes)].ToArray(),
        };
        await PartAsync(stream, Partings.After(exchange), session, cancellationToken).ConfigureAwait(false);
        return exchange;
    }

    private static async Task<(ExchangeResult Result, AnswerEnd End)> ExchangeAsync(
        Stream stream, Opening opening, AnswerBuffer answer, ProbeSession session, Deadline deadline)
    {
        try
        {
            if (!opening.Bytes.IsEmpty)
            {
                await stream.WriteAsync(opening.Bytes, deadline.Token).ConfigureAwait(false);
                await stream.FlushAsync(deadline.Token).ConfigureAwait(false);
            }

            return await answer.ReadFromAsync(stream, deadline.Token).ConfigureAwait(false)
                ? (ExchangeResult.Answered, await ReadRestAsync(stream, opening, answer, session, deadline).ConfigureAwait(false))
                : (ExchangeResult.Closed, AnswerEnd.Enough);
        }
        catch (OperationCanceledException)
        {
            return (ExchangeResult.Silent, AnswerEnd.Enough);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            return (ExchangeResult.Reset, AnswerEnd.Enough);
        }
    }

    private static async Task<AnswerEnd> ReadRestAsync(Stream stream, Opening opening, AnswerBuffer answer, ProbeSession session, Deadline deadline)
    {
        // The beginning of what was hoped for is waited for as long as there is time; everything else gets a short while.
        while (AnswerReader.WantsMore(answer.Received.Span, opening) is var wanted and not AnswerNeed.Nothing)
        {
            if (answer.IsFull)
            {
                return AnswerEnd.TooLong;
            }

            using Deadline? rest = wanted == AnswerNeed.Rest ? session.StartDeadline(RestLimit, deadline.Token) : null;
            try
            {
                if (!await answer.ReadFromAsync(stream, (rest ?? deadline).Token).ConfigureAwait(false))
                {
                    return EndOf(wanted, AnswerEnd.Closed);
                }
            }
            catch (OperationCanceledException)
            {
                return EndOf(wanted, AnswerEnd.TimeUp);
            }
            catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return EndOf(wanted, AnswerEnd.Closed);
            }
        }

        return AnswerEnd.Enough;
    }

    /// <summary>A page or a line without its end is enough; a head is not.</summary>
    private static AnswerEnd EndOf(AnswerNeed wanted, AnswerEnd end) => wanted == AnswerNeed.Head ? end : AnswerEnd.Enough;

    private static async Task PartAsync(Stream stream, ReadOnlyMemory<byte> parting, ProbeSession session, CancellationToken cancellationToken)
    {
        if (parting.IsEmpty)
        {
            return;
        }

        using Deadline deadline = session.StartDeadline(PartingLimit, cancellationToken);
        try
        {
            await stream.WriteAsync(parting, deadline.Token).ConfigureAwait(false);
            await stream.FlushAsync(deadline.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The peer was quicker: nothing is lost.
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
