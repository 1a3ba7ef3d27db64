using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using ConnectionDiagnostics.Probes.Connect;
using ConnectionDiagnostics.Probes.Tls;

namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>Says something on a connection of its own.</summary>
internal static class FreshConnection
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(1);

    public static async Task<ProtocolExchange> SpeakAsync(
        IPEndPoint endPoint, Opening opening, bool insideTls, TimeSpan limit, ProbeSession session, CancellationToken cancellationToken)
    {
        (Socket? connected, Stream? tunnel, ExchangeResult failure) = await ConnectAsync(endPoint, session, cancellationToken).ConfigureAwait(false);
        using Socket? socket = connected;
        if (socket is null)
        {
            return new ProtocolExchange { Spoken = opening.Protocol, InsideTls = insideTls, Result = failure };
        }

        Stream stream = tunnel ?? session.System.OpenStream(socket);
        await using (stream.ConfigureAwait(false))
        {
            if (!insideTls)
            {
                ProtocolExchange exchange = await Conversation.SpeakAsync(stream, opening, limit, insideTls, session, cancellationToken).ConfigureAwait(false);
                await Farewell.SayAsync(socket, session.System, session.Time).ConfigureAwait(false);
                return exchange;
            }

            var handshake = new TlsHandshake(stream, TlsProbe.ServerName(session.Request));
            await using (handshake.ConfigureAwait(false))
            {
                using Deadline deadline = session.StartDeadline(limit, cancellationToken);
                TlsEvidence tls = await handshake.RunAsync(TlsProbe.ApplicationProtocols(session.Request, opening.Protocol), deadline).ConfigureAwait(false);
                return tls.Result is TlsResult.Succeeded or TlsResult.CertificateInvalid
                    ? await Conversation.SpeakAsync(handshake.Stream, opening, limit, insideTls, session, cancellationToken).ConfigureAwait(false)
                    : ToExchange(tls, opening.Protocol);
            }
        }
    }

    /// <summary>Behind a proxy's tunnel the server has a port, and no address that is known here.</summary>
    public static IPEndPoint ServerOf(ConnectionEvidence evidence, ConnectionTarget target) =>
        new(evidence.Proxy.Value is { Result: ProxyResult.Tunnelled } ? IPAddress.None : evidence.Connect.Value!.ConnectedAddress!, target.Port);

    /// <summary>Another connection to the server, by the same way.</summary>
    public static async Task<(Socket? Socket, Stream? Stream)> OpenAsync(IPEndPoint endPoint, ProbeSession session, CancellationToken cancellationToken)
    {
        (Socket? socket, Stream? tunnel, _) = await ConnectAsync(endPoint, session, cancellationToken).ConfigureAwait(false);
        return (socket, tunnel ?? (socket is null ? null : session.System.OpenStream(socket)));
    }

    /// <summary>Offers TLS and looks whether the server takes it up: its first bytes say so, and no more is read than of any answer.</summary>
    public static async Task<ProtocolExchange> OfferTlsAsync(IPEndPoint endPoint, TimeSpan limit, ProbeSession session, CancellationToken cancellationToken)
    {
        TimeSpan start = session.Elapsed;
        (Socket? connected, Stream? tunnel, ExchangeResult failure) = await ConnectAsync(endPoint, session, cancellationToken).ConfigureAwait(false);
        using Socket? socket = connected;
        if (socket is null)
        {
            return new ProtocolExchange { Spoken = WireProtocol.Tls, Result = failure };
        }

        Stream stream = tunnel ?? session.System.OpenStream(socket);
        await using (stream.ConfigureAwait(false))
        {
            var handshake = new TlsHandshake(stream, TlsProbe.ServerName(session.Request), Conversation.MaxRead);
            await using (handshake.ConfigureAwait(false))
            {
                using Deadline deadline = session.StartDeadline(limit, cancellationToken);
                TlsEvidence tls = await handshake.RunAsync(TlsProbe.ApplicationProtocols(session.Request), deadline).ConfigureAwait(false);
                return ToExchange(tls, WireProtocol.Tls) with { Duration = session.Elapsed - start };
            }
        }
    }

    /// <summary>Offers only the versions that are not obsolete (RFC 8996), and looks what the server says to that.</summary>
    public static async Task<TlsEvidence?> OfferNewVersionsAsync(IPEndPoint endPoint, TimeSpan limit, ProbeSession session, CancellationToken cancellationToken)
    {
        (Socket? connected, Stream? tunnel, _) = await ConnectAsync(endPoint, session, cancellationToken).ConfigureAwait(false);
        using Socket? socket = connected;
        if (socket is null)
        {
            return null;
        }

        Stream stream = tunnel ?? session.System.OpenStream(socket);
        await using (stream.ConfigureAwait(false))
        {
            var handshake = new TlsHandshake(stream, TlsProbe.ServerName(session.Request));
            await using (handshake.ConfigureAwait(false))
            {
                using Deadline deadline = session.StartDeadline(limit, cancellationToken);
#pragma warning disable CA5398 // It is the very question which versions the server has.
                return await handshake.RunAsync(TlsProbe.ApplicationProtocols(session.Request), deadline, SslProtocols.Tls12 | SslProtocols.Tls13).ConfigureAwait(false);
#pragma warning restore CA5398
            }
        }
    }

    /// <summary>A reset that ends the connect itself came after the server had accepted: it is the server's answer, before any word.</summary>
    private static async Task<(Socket? Socket, Stream? Tunnel, ExchangeResult Failure)> ConnectAsync(IPEndPoint endPoint, ProbeSession session, CancellationToken cancellationToken)
    {
        using Deadline deadline = session.StartDeadline(ConnectLimit, cancellationToken);
        if (endPoint.Address.Equals(IPAddress.None) && session.OpenTunnelAsync is { } open)
        {
            (Socket? socket, Stream? tunnel) = await open(deadline.Token).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
            {
                socket?.Dispose();
                cancellationToken.ThrowIfCancellationRequested();
            }

            return (socket, tunnel, ExchangeResult.NotConnected);
        }

        using var dial = new TcpDial(endPoint, session);
        await dial.RunAsync(deadline, deadline.Token).ConfigureAwait(false);
        return (dial.Take(), null, dial.Attempt.Error == SocketError.ConnectionReset ? ExchangeResult.Reset : ExchangeResult.NotConnected);
    }

    private static ProtocolExchange ToExchange(TlsEvidence tls, string? spoken)
    {
        Identity identity = tls.Result switch
        {
            TlsResult.NotTls => IdentifyPlain(tls.FirstBytes.Span),
            TlsResult.Silent or TlsResult.Closed => default,
            _ => new Identity(WireProtocol.Tls, null, DetectionConfidence.Certain),
        };
        return new ProtocolExchange
        {
            Spoken = spoken,
            Result = tls.Result switch
            {
                TlsResult.Silent => ExchangeResult.Silent,
                TlsResult.Closed => ExchangeResult.Closed,
                _ => ExchangeResult.Answered,
            },
            Received = tls.FirstBytes,
            Detected = identity.Protocol,
            Product = identity.Product,
            Confidence = identity.Confidence,
        };
    }

    /// <summary>An echo of our own hello begins like a hello, and is none.</summary>
    public static Identity IdentifyPlain(ReadOnlySpan<byte> firstBytes)
    {
        if (firstBytes is [0x16, 3, _, _, _, 1, ..])
        {
            return new Identity(WireProtocol.Echo, null, DetectionConfidence.Certain);
        }

        ProtocolExchange answer = AnswerReader.Read(firstBytes, Openings.Listen);
        return new Identity(answer.Detected, answer.Product, answer.Confidence);
    }
}
