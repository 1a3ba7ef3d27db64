using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectionDiagnostics.Probes.Proxies;

/// <summary>Asks a SOCKS 4 proxy for a tunnel (Y. Leech's SOCKS 4 protocol, and its extension 4A for names).</summary>
internal static class Socks4
{
    private const int ReplyLength = 8;

    private const byte Granted = 90;

    public static async Task<ProxyReply> AskAsync(ReplyReader reader, string host, IPAddress? address, int port, string? user)
    {
        ExchangeResult result = await reader.SendAsync(Request(host, address, port, user)).ConfigureAwait(false);
        result = result == ExchangeResult.Answered ? await reader.ReadAsync(ReplyLength).ConfigureAwait(false) : result;
        if (result != ExchangeResult.Answered)
        {
            return ProxyReply.Ended(result, reader);
        }

        // The reply's own version is 0, and some proxies send 4.
        ReadOnlySpan<byte> reply = reader.Received.Span;
        return new ProxyReply(reply is not [0 or 4, >= Granted and <= 93, ..] ? ProxyResult.Unintelligible : reply[1] == Granted ? ProxyResult.Tunnelled : ProxyResult.Declined)
        {
            Code = reply is [0 or 4, ..] ? reply[1] : null,
            Received = ProxyReply.Kept(reader),
            SentCredentials = user is { Length: > 0 },
        };
    }

    /// <summary>A name goes as 0.0.0.1 with the name behind the user id (4A); so does an IPv6 address, of which SOCKS 4 knows nothing.</summary>
    internal static byte[] Request(string host, IPAddress? address, int port, string? user)
    {
        bool isIPv4 = address is { AddressFamily: AddressFamily.InterNetwork };
        byte[] name = isIPv4 ? [] : [.. Encoding.ASCII.GetBytes(host), 0];
        byte[] request = [4, 1, 0, 0, .. isIPv4 ? address!.GetAddressBytes() : [0, 0, 0, 1], .. Encoding.UTF8.GetBytes(user ?? ""), 0, .. name];
        BinaryPrimitives.WriteUInt16BigEndian(request.AsSpan(2), (ushort)port);
        return request;
    }
}
