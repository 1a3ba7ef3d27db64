using System.Net;
using System.Net.Security;
using System.Net.WebSockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ConnectionDiagnostics.Testing.Tests;

/// <summary>.NET's own HTTP and WebSocket clients, without a proxy, and with any certificate.</summary>
internal static class Web
{
#pragma warning disable CA5359 // The certificate is not what these tests look at.
    private static readonly RemoteCertificateValidationCallback AcceptAny = (_, _, _, _) => true;
#pragma warning restore CA5359

    public static async Task<HttpResponseMessage> GetAsync(string uri, HttpContent? posted = null)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        handler.SslOptions.RemoteCertificateValidationCallback = AcceptAny;
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(posted is null ? HttpMethod.Get : HttpMethod.Post, uri) { Content = posted };
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public static async Task<HttpStatusCode> StatusAsync(string uri, X509Certificate2 clientCertificate)
    {
        using var handler = new SocketsHttpHandler { UseProxy = false };
        handler.SslOptions.RemoteCertificateValidationCallback = AcceptAny;
        handler.SslOptions.ClientCertificates = [clientCertificate];
        using var client = new HttpClient(handler);
        using HttpResponseMessage response = await client.GetAsync(new Uri(uri), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    /// <summary>Through a proxy, with whatever error the client makes of it.</summary>
    public static async Task<HttpStatusCode> StatusThroughAsync(string proxy, string uri)
    {
        using var handler = new SocketsHttpHandler { Proxy = new WebProxy(proxy) };
        using var client = new HttpClient(handler);
        using HttpResponseMessage response = await client.GetAsync(new Uri(uri), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    public static async Task<HttpStatusCode> StatusAsync(string uri)
    {
        using HttpResponseMessage response = await GetAsync(uri);
        return response.StatusCode;
    }

    /// <summary>Opens a WebSocket, sends a message, takes one, and closes properly.</summary>
    public static async Task<string> EchoAsync(string uri, string message)
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        using var client = new ClientWebSocket();
        client.Options.Proxy = null;
        client.Options.RemoteCertificateValidationCallback = AcceptAny;
        await client.ConnectAsync(new Uri(uri), cancellationToken);
        await client.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, true, cancellationToken);
        byte[] buffer = new byte[1000];
        WebSocketReceiveResult received = await client.ReceiveAsync(buffer, cancellationToken);
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, cancellationToken);
        client.State.Should().Be(WebSocketState.Closed);
        return Encoding.UTF8.GetString(buffer, 0, received.Count);
    }
}
