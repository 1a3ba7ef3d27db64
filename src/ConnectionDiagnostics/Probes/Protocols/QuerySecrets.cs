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
        HideAll(received, Decode(query));
        // A part of it is as secret as the whole: each parameter, and each value.
        foreach (Range parameter in query.AsSpan().Split((byte)'&'))
        {
            ReadOnlySpan<byte> part = query.AsSpan(parameter);
            ReadOnlySpan<byte> value = part[(part.IndexOf((byte)'=') + 1)..];
            HideAll(received, part);
            HideAll(received, value);
            HideAll(received, Decode(part));
            HideAll(received, Decode(value));
        }
    }

    /// <summary>As a server shows it that has decoded it (RFC 3986, section 2.1).</summary>
    private static byte[] Decode(ReadOnlySpan<byte> text) => Encoding.UTF8.GetBytes(Uri.UnescapeDataString(Encoding.ASCII.GetString(text)));

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
