using System.Buffers.Binary;
using System.Text;
using System.Text.Unicode;
using ConnectionDiagnostics.Probes.Tls;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>What the first bytes of an answer are: a name from the table, an echo, text, frames, or nothing. Without a name, nothing is allocated.</summary>
internal static class Signatures
{
    private const int MaxProductLength = 80;

    private const int MinTextLength = 4;

    private const int MaxUnendedLine = 64;

    /// <param name="received">What the server sent.</param>
    /// <param name="opening">What was said before; some answers mean something only after their question.</param>
    public static Identity Match(ReadOnlySpan<byte> received, Opening opening)
    {
        if (received.IsEmpty)
        {
            return default;
        }

        if (IsEcho(received, opening.Bytes.Span))
        {
            return new Identity(WireProtocol.Echo, null, DetectionConfidence.Certain);
        }

        if (SignatureTable.Find(received, opening.Protocol) is { } signature)
        {
            return new Identity(signature.Protocol, ProductOf(received, signature), signature.Confidence);
        }

        // Many line servers say "ERROR" to what they do not know; memcached knows its own command.
        return opening.Protocol != WireProtocol.Memcached && IsOnlyLines(received, "ERROR"u8)
            ? new Identity(WireProtocol.Memcached, null, DetectionConfidence.Probable)
            : IsLengthPrefixed(received) ? new Identity(WireProtocol.LengthPrefixed, null, DetectionConfidence.Certain)
            : IsLines(received) ? new Identity(WireProtocol.Text, null, DetectionConfidence.Certain)
            : default;
    }

    private static bool IsEcho(ReadOnlySpan<byte> received, ReadOnlySpan<byte> sent) =>
        !sent.IsEmpty && received.Length >= Math.Min(4, sent.Length) && sent.StartsWith(received[..Math.Min(received.Length, sent.Length)])
        && !TlsRecord.IsServerHello(received);

    private static string? ProductOf(ReadOnlySpan<byte> received, Signature signature)
    {
        if (signature.ProductFrom is not { } from)
        {
            return signature.Edition;
        }

        ReadOnlySpan<byte> rest = received[Math.Min(from, received.Length)..];
        int end = rest.IndexOf(signature.ProductEnd);
        rest = (end < 0 ? rest : rest[..end]).TrimEnd((byte)'\r');
        return rest.IsEmpty ? null : Encoding.Latin1.GetString(rest[..Math.Min(rest.Length, MaxProductLength)]);
    }

    private static bool IsOnlyLines(ReadOnlySpan<byte> received, ReadOnlySpan<byte> expected)
    {
        bool found = false;
        foreach (Range range in received.Split((byte)'\n'))
        {
            ReadOnlySpan<byte> line = received[range].TrimEnd((byte)'\r');
            if (!line.IsEmpty && !line.SequenceEqual(expected))
            {
                return false;
            }

            found |= !line.IsEmpty;
        }

        return found;
    }

    /// <summary>A big-endian length that is that of the rest, or of all, as Workerman's frame protocol has it.</summary>
    private static bool IsLengthPrefixed(ReadOnlySpan<byte> received) =>
        received.Length > 4 && received[0] == 0 && BinaryPrimitives.ReadUInt32BigEndian(received) is var length
        && (length == received.Length || length == received.Length - 4);

    /// <summary>A few characters without the end of a line may still become anything, and many without it are no lines.</summary>
    private static bool IsLines(ReadOnlySpan<byte> received) =>
        (received.Length is >= MinTextLength and < MaxUnendedLine || received.Contains((byte)'\n'))
        && IsText(received) && !"HTTP/"u8.StartsWith(received);

    private static bool IsText(ReadOnlySpan<byte> received)
    {
        foreach (byte b in received)
        {
            if (b is < 0x20 and not ((byte)'\t' or (byte)'\r' or (byte)'\n') or 0x7F)
            {
                return false;
            }
        }

        // The last character may be cut: up to three bytes of it may be missing.
        return Utf8.IsValid(received)
            || (received.Length > 3 && (Utf8.IsValid(received[..^1]) || Utf8.IsValid(received[..^2]) || Utf8.IsValid(received[..^3])));
    }
}
