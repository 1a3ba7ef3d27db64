using System.Text;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>Hides the target's query where a peer sends it back: an echo, an error page, a redirect. Queries hold tokens.</summary>
internal static class QuerySecrets
{
    public static void Hide(ConnectionTarget target, Span<byte> received)
    {
        if (!target.HasQuery)
        {
            return;
        }

        byte[] query = Encoding.ASCII.GetBytes(target.PathAndQuery[(target.Path.Length + 1)..]);
        HideAll(received, query);
        // A part of it is as secret as the whole: each parameter, and each value.
        foreach (Range parameter in query.AsSpan().Split((byte)'&'))
        {
            ReadOnlySpan<byte> part = query.AsSpan(parameter);
            HideAll(received, part);
            HideAll(received, part[(part.IndexOf((byte)'=') + 1)..]);
        }
    }

    private static void HideAll(Span<byte> received, ReadOnlySpan<byte> secret)
    {
        // Three letters are no secret, and hiding them would garble the answer.
        const int MinLength = 4;
        if (secret.Length < MinLength)
        {
            return;
        }

        for (int from = 0, at; (at = received[from..].IndexOf(secret)) >= 0; from += at + secret.Length)
        {
            received.Slice(from + at, secret.Length).Fill((byte)'*');
        }
    }
}
