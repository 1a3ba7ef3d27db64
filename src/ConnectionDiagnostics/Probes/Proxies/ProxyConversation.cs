using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Probes.Proxies;

/// <summary>Asks a proxy for the target, with credentials only when it asks for them. Holds the tunnel, when there is one.</summary>
internal sealed class ProxyConversation(ProxyRoute route, ProbeSession session, IPAddress? address)
{
    private static readonly TimeSpan AgainLimit = TimeSpan.FromSeconds(1);

    private readonly ProxyDialer _dialer = new(route, session);

    private readonly ProxyMethod _method = route.MethodFor(session.Target);

    private bool _wantsCredentials;

    /// <summary>The tunnel, for somebody else to use and to end.</summary>
    public Socket? Socket { get; private set; }

    public Stream? Stream { get; private set; }

    private string Authority
    {
        get
        {
            ConnectionTarget target = session.Target;
            string host = target.Address is { AddressFamily: AddressFamily.InterNetworkV6 } literal ? $"[{new IPAddress(literal.GetAddressBytes())}]" : target.Host;
            return string.Create(CultureInfo.InvariantCulture, $"{host}:{target.Port}");
        }
    }

    public async Task<ProxyEvidence> RunAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        await _dialer.ResolveAsync(cancellationToken).ConfigureAwait(false);
        if (_dialer.Addresses.Count == 0)
        {
            return Describe(ProxyResult.NotResolved);
        }

        ProxyEvidence seen = await AskAsync(limit, cancellationToken).ConfigureAwait(false);
        bool wantsBasic = seen is { SentCredentials: false } && (seen.Http ?? seen.Forwarded?.Http) is { Status: 407 } http
            && http.Header("proxy-authenticate")?.Contains("basic", StringComparison.OrdinalIgnoreCase) == true;
        if (!wantsBasic || !route.HasCredentials)
        {
            return seen;
        }

        _wantsCredentials = true;
        return await AskAsync(limit, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Another tunnel, in the way that was granted before.</summary>
    public async Task<(Socket? Socket, Stream? Stream)> OpenAgainAsync(CancellationToken cancellationToken)
    {
        (Socket? socket, Stream? stream) = await _dialer.ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (stream is null)
        {
            socket?.Dispose();
            return (null, null);
        }

        ProxyReply reply = await ProxyDialer.OrEndAsync(socket, TunnelAsync(stream, AgainLimit, cancellationToken)).ConfigureAwait(false);
        if (reply.Result == ProxyResult.Tunnelled)
        {
            return (socket, stream);
        }

        await _dialer.EndAsync(socket, stream).ConfigureAwait(false);
        return (null, null);
    }

    private async Task<ProxyEvidence> AskAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        (Socket? socket, Stream? stream) = await _dialer.ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (stream is null)
        {
            socket?.Dispose();
            return Describe(socket is null ? ProxyResult.NotConnected : ProxyResult.TlsFailed);
        }

        if (_method == ProxyMethod.HttpForward)
        {
            ProtocolExchange exchange = await ProxyDialer.OrEndAsync(socket, ForwardAsync(stream, limit, cancellationToken)).ConfigureAwait(false);
            await _dialer.EndAsync(socket, stream).ConfigureAwait(false);
            ProxyResult result = exchange.Result switch
            {
                ExchangeResult.Silent => ProxyResult.Silent,
                ExchangeResult.Closed => ProxyResult.Closed,
                ExchangeResult.Answered => exchange.Http is null ? ProxyResult.Unintelligible : ProxyResult.Forwarded,
                _ => ProxyResult.Reset,
            };
            return Describe(result) with { Forwarded = exchange, SentCredentials = _wantsCredentials, Received = exchange.Received };
        }

        ProxyReply reply = ProxySecrets.Hide(await ProxyDialer.OrEndAsync(socket, TunnelAsync(stream, limit, cancellationToken)).ConfigureAwait(false), route.Proxy);
        if (reply.Result == ProxyResult.Tunnelled)
        {
            (Socket, Stream) = (socket, stream);
        }
        else
        {
            await _dialer.EndAsync(socket, stream).ConfigureAwait(false);
        }

        return Describe(reply.Result) with
        {
            Step = reply.Step,
            Http = reply.Http,
            ReplyCode = reply.Code,
            SentCredentials = reply.SentCredentials,
            Received = reply.Received,
        };
    }

    private async Task<ProxyReply> TunnelAsync(Stream stream, TimeSpan limit, CancellationToken cancellationToken)
    {
        using Deadline deadline = session.StartDeadline(limit, cancellationToken);
        var reader = new ReplyReader(stream, deadline.Token);
        ConnectionTarget target = session.Target;
        ConnectionProxy proxy = route.Proxy;
        // A scope is of this machine only, and no name goes to a proxy of SOCKS 4 that does not take any.
        string host = target.Address is null ? target.Host.TrimEnd('.') : target.Address.ToString();
        ProxyReply reply = _method switch
        {
            ProxyMethod.Socks4 => await Socks4.AskAsync(reader, host, proxy.Scheme == "socks4" ? address : target.Address, target.Port, proxy.User).ConfigureAwait(false),
            ProxyMethod.Socks5 => await Socks5.AskAsync(reader, host, target.Address, target.Port, proxy.User, proxy.Password).ConfigureAwait(false),
            _ => await HttpConnect.AskAsync(reader, Authority, _wantsCredentials ? ProxySecrets.Basic(proxy) : null, session.Time).ConfigureAwait(false) with { SentCredentials = _wantsCredentials },
        };
        cancellationToken.ThrowIfCancellationRequested();
        return reply;
    }

    private async Task<ProtocolExchange> ForwardAsync(Stream stream, TimeSpan limit, CancellationToken cancellationToken)
    {
        Opening opening = ProxyOpenings.Forward(session.Target, _wantsCredentials ? ProxySecrets.Basic(route.Proxy) : null);
        ProtocolExchange exchange = await Conversation.SpeakAsync(stream, opening, limit, route.UsesTls, session, cancellationToken).ConfigureAwait(false);
        return _wantsCredentials
            ? exchange with { Http = exchange.Http is { } http ? ProxySecrets.Hide(http, route.Proxy) : null, Received = ProxySecrets.Hide(exchange.Received, route.Proxy), Product = null }
            : exchange;
    }

    private ProxyEvidence Describe(ProxyResult result) => new()
    {
        Setting = route.ToSetting(),
        Method = _method,
        Result = result,
        Addresses = _dialer.Addresses,
        ResolveError = _dialer.ResolveError,
        Attempts = _dialer.Attempts,
        Tls = _dialer.Tls,
        HasCredentials = route.HasCredentials,
    };
}
