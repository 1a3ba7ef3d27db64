using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using ConnectionDiagnostics.Servers.Grading;
using ConnectionDiagnostics.Servers.Running;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace ConnectionDiagnostics.Servers.Kinds;

/// <summary>ASP.NET Core's server, in this process.</summary>
internal static class KestrelServers
{
    public static IEnumerable<ServerKind> Kinds { get; } =
    [
        new("kestrel-https")
        {
            Built = "HTTP/1.1 and HTTP/2 over TLS, trusted certificate",
            Start = site => StartAsync(site, HttpProtocols.Http1AndHttp2, tls => { }, PageAsync),
            Ws = Expect.WantsTls(),
            Wss = Expect.Handshake(CauseCode.WebSocketNotSupported, WireProtocol.Http),
            Http = Expect.WantsTls(),
            Https = Expect.Works(WireProtocol.Http, WireProtocol.Http2),
            Tcp = Expect.Accepted(WireProtocol.Tls),
            OwnScheme = "tls",
            Own = Expect.Works(WireProtocol.Tls, WireProtocol.Http, WireProtocol.Http2),
        },
        new("kestrel-http2-plain")
        {
            Built = "HTTP/2 only, without TLS",
            Start = site => StartAsync(site, HttpProtocols.Http2, null, PageAsync),
            // To HTTP/1.1 it says "400: An HTTP/1.x request was sent to an HTTP/2 only endpoint."
            Ws = Expect.Speaks(WireProtocol.Http2) with { AlsoTrue = [CauseCode.WebSocketNotSupported] },
            Wss = Expect.LacksTls(WireProtocol.Http2) with { First = [CauseCode.TlsOnPlaintextPort, CauseCode.ProtocolMismatch] },
            Http = Expect.Speaks(WireProtocol.Http2) with { Outcomes = [ConnectionOutcome.ProtocolMismatch, ConnectionOutcome.Connected] },
            Https = Expect.LacksTls(WireProtocol.Http2) with { First = [CauseCode.TlsOnPlaintextPort, CauseCode.ProtocolMismatch] },
            Tcp = Expect.Accepted(WireProtocol.Http2),
        },
        new("kestrel-http2-tls")
        {
            Built = "HTTP/2 only, over TLS",
            Start = site => StartAsync(site, HttpProtocols.Http2, tls => { }, PageAsync),
            Ws = Expect.WantsTls(),
            // A WebSocket client offers HTTP/1.1, and there is none.
            Wss = Expect.Fails(ConnectionOutcome.TlsFailed, CauseCode.TlsHandshakeRejected, WireProtocol.Tls, WireProtocol.Http2) with
            {
                Outcomes = [ConnectionOutcome.TlsFailed, ConnectionOutcome.ProtocolMismatch],
                First = [CauseCode.TlsHandshakeRejected, CauseCode.ProtocolMismatch],
            },
            Http = Expect.WantsTls(),
            Https = Expect.Works(WireProtocol.Http2),
            Tcp = Expect.Accepted(WireProtocol.Tls),
            OwnScheme = "tls",
            Own = Expect.Works(WireProtocol.Tls, WireProtocol.Http2),
        },
        new("kestrel-websocket")
        {
            Built = "a WebSocket echo, 400 to others",
            Start = site => StartWebSocketAsync(site, StatusCodes.Status400BadRequest),
            Ws = Expect.Works(WireProtocol.WebSocket),
            Wss = Expect.LacksTls(WireProtocol.Http, WireProtocol.WebSocket),
            Http = Expect.Works(WireProtocol.Http),
            Https = Expect.LacksTls(WireProtocol.Http, WireProtocol.WebSocket),
            Tcp = Expect.Accepted(WireProtocol.Http, WireProtocol.WebSocket),
        },
        new("kestrel-websocket-426")
        {
            Built = "a WebSocket echo, 426 to others",
            Start = site => StartWebSocketAsync(site, StatusCodes.Status426UpgradeRequired),
            Ws = Expect.Works(WireProtocol.WebSocket),
            Wss = Expect.LacksTls(WireProtocol.Http, WireProtocol.WebSocket),
            Http = Expect.Speaks(WireProtocol.Http, WireProtocol.WebSocket),
            Https = Expect.LacksTls(WireProtocol.Http, WireProtocol.WebSocket) with { AlsoTrue = [CauseCode.ProtocolMismatch] },
            Tcp = Expect.Accepted(WireProtocol.Http, WireProtocol.WebSocket),
        },
        new("kestrel-client-certificate")
        {
            Built = "TLS that ends without a certificate of the client",
            Start = site => StartAsync(site, HttpProtocols.Http1, tls => tls.ClientCertificateMode = ClientCertificateMode.RequireCertificate, PageAsync),
            Ws = Expect.WantsTls(CauseCode.TlsClientCertificateRequired),
            Wss = Expect.Fails(ConnectionOutcome.TlsFailed, CauseCode.TlsClientCertificateRequired, WireProtocol.Tls),
            Http = Expect.WantsTls(CauseCode.TlsClientCertificateRequired),
            Https = Expect.Fails(ConnectionOutcome.TlsFailed, CauseCode.TlsClientCertificateRequired, WireProtocol.Tls),
            Tcp = Expect.Accepted(WireProtocol.Tls),
            OwnScheme = "tls",
            // In TLS 1.3 the client's part of the handshake ends before the server has looked for the certificate.
            Own = Expect.Fails(ConnectionOutcome.TlsFailed, CauseCode.TlsClientCertificateRequired, WireProtocol.Tls),
        },
    ];

    /// <summary>A server that echoes WebSocket messages and has one status for everything else.</summary>
    public static Task<ServerAddress> StartWebSocketAsync(ServerSite site, int statusForOthers) =>
        StartAsync(site, HttpProtocols.Http1, null, context => context.WebSockets.IsWebSocketRequest ? EchoAsync(context) : RejectAsync(context, statusForOthers));

    private static async Task<ServerAddress> StartAsync(
        ServerSite site, HttpProtocols protocols, Action<HttpsConnectionAdapterOptions>? tls, RequestDelegate handle)
    {
        int port = FreePort.Next();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            listen.Protocols = protocols;
            if (tls is not null)
            {
                X509Certificate2 certificate = Certificates.CreateTrusted();
                listen.UseHttps(options =>
                {
                    options.ServerCertificate = certificate;
                    tls(options);
                });
            }
        }));
        WebApplication server = builder.Build();
        server.UseWebSockets();
        server.Run(handle);
        await server.StartAsync();
        site.Keep(server);
        return new ServerAddress(port);
    }

    private static Task PageAsync(HttpContext context) => context.Response.WriteAsync("hello\n");

    private static Task RejectAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status426UpgradeRequired)
        {
            // RFC 9110, section 15.5.22: it has to say to what.
            context.Response.Headers.Upgrade = "websocket";
            context.Response.Headers.Connection = "Upgrade";
        }

        return Task.CompletedTask;
    }

    private static async Task EchoAsync(HttpContext context)
    {
        using WebSocket socket = await context.WebSockets.AcceptWebSocketAsync();
        byte[] buffer = new byte[1024];
        try
        {
            while (true)
            {
                WebSocketReceiveResult message = await socket.ReceiveAsync(buffer, context.RequestAborted);
                if (message.MessageType == WebSocketMessageType.Close)
                {
                    return;
                }

                await socket.SendAsync(buffer.AsMemory(0, message.Count), message.MessageType, message.EndOfMessage, context.RequestAborted);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            // The client has gone.
        }
    }
}
