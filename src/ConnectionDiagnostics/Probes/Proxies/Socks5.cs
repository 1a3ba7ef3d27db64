using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ConnectionDiagnostics.Probes.Proxies;

/// <summary>Asks a SOCKS 5 proxy for a tunnel (RFC 1928), with user name and password only when the setting has them and the proxy chooses them (RFC 1929).</summary>
internal static class Socks5
{
    private const byte NoAuthentication = 0;

    private const byte UserPassword = 2;

    private const byte NoneAcceptable = 0xFF;

    /// <summary>RFC 1929, section 2, and RFC 1928, section 5: lengths are one byte.</summary>
    private const int MaxLength = 255;

    public static async Task<ProxyReply> AskAsync(ReplyReader reader, string host, IPAddress? address, int port, string? user, string? password)
    {
        byte[] greeting = user is { Length: > 0 } ? [5, 2, NoAuthentication, UserPassword] : [5, 1, NoAuthentication];
        ExchangeResult result = await ExchangeAsync(reader, greeting, 2).ConfigureAwait(false);
        if (result != ExchangeResult.Answered)
        {
            return ProxyReply.Ended(result, reader) with { Step = ProxyStep.Greeting };
        }

        byte method = reader.Received.Span[1];
        if (reader.Received.Span[0] != 5 || method is not (NoAuthentication or UserPassword or NoneAcceptable) || (method == UserPassword && user is null))
        {
            return Reply(reader, ProxyResult.Unintelligible, ProxyStep.Greeting);
        }

        if (method == NoneAcceptable)
        {
            return Reply(reader, ProxyResult.Declined, ProxyStep.Greeting) with { Code = method };
        }

        if (method == UserPassword && await AuthenticateAsync(reader, user!, password ?? "").ConfigureAwait(false) is { } failed)
        {
            return failed;
        }

        ProxyReply reply = await RequestAsync(reader, host, address, port).ConfigureAwait(false);
        return reply with { SentCredentials = method == UserPassword };
    }

    internal static byte[] Request(string host, IPAddress? address, int port)
    {
        byte[] destination = address switch
        {
            { AddressFamily: AddressFamily.InterNetwork } => [1, .. address.GetAddressBytes()],
            { } => [4, .. address.GetAddressBytes()],
            null when Encoding.ASCII.GetBytes(host) is { Length: <= MaxLength } name => [3, (byte)name.Length, .. name],
            _ => [3, 0],
        };
        return [5, 1, 0, .. destination, (byte)(port >> 8), (byte)port];
    }

    private static async Task<ProxyReply?> AuthenticateAsync(ReplyReader reader, string user, string password)
    {
        byte[] name = Cut(user);
        byte[] secret = Cut(password);
        int before = reader.Received.Length;
        ExchangeResult result = await ExchangeAsync(reader, [1, (byte)name.Length, .. name, (byte)secret.Length, .. secret], 2).ConfigureAwait(false);
        if (result == ExchangeResult.Answered && reader.Received.Span[before + 1] == 0)
        {
            return null;
        }

        // A proxy may close instead of saying no (RFC 1929, section 2: a failure closes the connection).
        return Reply(reader, result is ExchangeResult.Silent ? ProxyResult.Silent : ProxyResult.Declined, ProxyStep.Authentication) with
        {
            Code = result == ExchangeResult.Answered ? reader.Received.Span[before + 1] : null,
            SentCredentials = true,
        };
    }

    private static async Task<ProxyReply> RequestAsync(ReplyReader reader, string host, IPAddress? address, int port)
    {
        int start = reader.Received.Length;
        ExchangeResult result = await ExchangeAsync(reader, Request(host, address, port), 5).ConfigureAwait(false);
        if (result != ExchangeResult.Answered)
        {
            ProxyResult ended = result switch
            {
                _ when reader.Received.Length > start => ProxyResult.Unintelligible,
                ExchangeResult.Silent => ProxyResult.Silent,
                ExchangeResult.Closed => ProxyResult.Closed,
                _ => ProxyResult.Reset,
            };
            return Reply(reader, ended, ProxyStep.Request);
        }

        ReadOnlyMemory<byte> head = reader.Received[start..];
        if (head.Span[0] != 5)
        {
            return Reply(reader, ProxyResult.Unintelligible, ProxyStep.Request);
        }

        if (head.Span[1] != 0)
        {
            return Reply(reader, ProxyResult.Declined, ProxyStep.Request) with { Code = head.Span[1] };
        }

        // The address that the proxy connects from is of no use, and has to be read: after it, the target speaks.
        int? rest = head.Span[3] switch
        {
            1 => 4 - 1 + 2,
            4 => 16 - 1 + 2,
            3 => head.Span[4] + 2,
            _ => null,
        };
        bool complete = rest is { } count && await reader.ReadAsync(count).ConfigureAwait(false) == ExchangeResult.Answered;
        return Reply(reader, complete ? ProxyResult.Tunnelled : ProxyResult.Unintelligible, ProxyStep.Request) with { Code = 0 };
    }

    private static async Task<ExchangeResult> ExchangeAsync(ReplyReader reader, byte[] question, int answerLength)
    {
        ExchangeResult sent = await reader.SendAsync(question).ConfigureAwait(false);
        return sent == ExchangeResult.Answered ? await reader.ReadAsync(answerLength).ConfigureAwait(false) : sent;
    }

    private static ProxyReply Reply(ReplyReader reader, ProxyResult result, ProxyStep step) => new(result) { Step = step, Received = ProxyReply.Kept(reader) };

    private static byte[] Cut(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return bytes.Length <= MaxLength ? bytes : bytes[..MaxLength];
    }
}
