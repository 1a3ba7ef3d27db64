using System.Net.Sockets;
using System.Net.WebSockets;

namespace ConnectionDiagnostics.Servers.Running;

/// <summary>What an ordinary client gets from the server: whether an expectation is true is not for the diagnosis to say.</summary>
internal static class RealClient
{
    /// <summary>On loopback whoever answers at all has done so by then.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    private static readonly SocketsHttpHandler Handler = new() { UseProxy = false, AllowAutoRedirect = false, ConnectTimeout = Limit };

    private static readonly HttpMessageInvoker Http = new(Handler);

    /// <summary>Whether the client is content, and what it got; <see langword="null"/> for schemes that no client here speaks.</summary>
    public static async Task<ClientView?> TryAsync(string scheme, int port, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        var address = new Uri($"{scheme}://127.0.0.1:{port}/");
        try
        {
            switch (scheme)
            {
                case "http" or "https":
                    // Over TLS both versions are offered, as browsers and curl do.
                    using (var request = new HttpRequestMessage(HttpMethod.Get, address) { Version = scheme == "https" ? new Version(2, 0) : new Version(1, 1) })
                    using (HttpResponseMessage response = await Http.SendAsync(request, limit.Token))
                    {
                        string page = await response.Content.ReadAsStringAsync(limit.Token);
                        bool isOtherScheme = (int)response.StatusCode == 426
                            || page.Contains("sent to HTTPS port", StringComparison.Ordinal) || page.Contains("SSL-enabled server port", StringComparison.Ordinal);
                        return new ClientView(!isOtherScheme, $"{(int)response.StatusCode} {response.ReasonPhrase}");
                    }

                case "ws" or "wss":
                    using (var client = new ClientWebSocket())
                    {
                        client.Options.Proxy = null;
                        await client.ConnectAsync(address, Http, limit.Token);
                        return new ClientView(true, "101");
                    }

                default:
                    return null;
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or WebSocketException or IOException or SocketException)
        {
            return new ClientView(false, $"{exception.Message} {exception.InnerException?.Message}".TrimEnd());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ClientView(false, "no answer");
        }
    }
}
