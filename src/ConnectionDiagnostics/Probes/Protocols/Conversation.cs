using System.Net.Sockets;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>Says an opening on a stream and reads the answer: bounded in bytes and in time, whatever the peer does.</summary>
internal static class Conversation
{
    /// <summary>Enough for the head of an HTTP response and the start of its page.</summary>
    private const int MaxRead = 16 * 1024;

    /// <summary>After the first bytes, so long for the rest of a greeting or the page that explains a status.</summary>
    private static readonly TimeSpan RestLimit = TimeSpan.FromMilliseconds(150);

    public static async Task<ProtocolExchange> SpeakAsync(
        Stream stream, Opening opening, TimeSpan limit, bool insideTls, ProbeSession session, CancellationToken cancellationToken)
    {
        TimeSpan start = session.Elapsed;
        byte[] buffer = new byte[MaxRead];
        using Deadline deadline = session.StartDeadline(limit, cancellationToken);
        (int count, ExchangeResult result) = await ExchangeAsync(stream, opening, buffer, session, deadline).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        QuerySecrets.Hide(session.Target, buffer.AsSpan(0, count));
        return AnswerReader.Read(buffer.AsSpan(0, count), opening) with
        {
            Spoken = opening.Protocol,
            InsideTls = insideTls,
            Result = result,
            Duration = session.Elapsed - start,
            Received = buffer.AsMemory(0, Math.Min(count, opening.KeptBytes)),
        };
    }

    private static async Task<(int Count, ExchangeResult Result)> ExchangeAsync(
        Stream stream, Opening opening, byte[] buffer, ProbeSession session, Deadline deadline)
    {
        int count = 0;
        try
        {
            if (!opening.Bytes.IsEmpty)
            {
                await stream.WriteAsync(opening.Bytes, deadline.Token).ConfigureAwait(false);
                await stream.FlushAsync(deadline.Token).ConfigureAwait(false);
            }

            count = await stream.ReadAsync(buffer, deadline.Token).ConfigureAwait(false);
            if (count == 0)
            {
                return (0, ExchangeResult.Closed);
            }

            count = await ReadRestAsync(stream, opening, buffer, count, session, deadline).ConfigureAwait(false);
            return (count, ExchangeResult.Answered);
        }
        catch (OperationCanceledException)
        {
            return (count, count > 0 ? ExchangeResult.Answered : ExchangeResult.Silent);
        }
        catch (Exception exception) when (exception is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            return (count, count > 0 ? ExchangeResult.Answered : ExchangeResult.Reset);
        }
    }

    private static async Task<int> ReadRestAsync(Stream stream, Opening opening, byte[] buffer, int count, ProbeSession session, Deadline deadline)
    {
        // An HTTP head may come in pieces and is waited for; everything else gets a short while.
        while (count < buffer.Length && AnswerReader.WantsMore(buffer.AsSpan(0, count), opening.KeptBytes) is var wanted and not AnswerNeed.Nothing)
        {
            using Deadline rest = session.StartDeadline(wanted == AnswerNeed.Head ? TimeSpan.FromSeconds(5) : RestLimit, deadline.Token);
            int more;
            try
            {
                more = await stream.ReadAsync(buffer.AsMemory(count), rest.Token).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is OperationCanceledException or IOException or SocketException)
            {
                return count;
            }

            if (more == 0)
            {
                return count;
            }

            count += more;
        }

        return count;
    }
}
