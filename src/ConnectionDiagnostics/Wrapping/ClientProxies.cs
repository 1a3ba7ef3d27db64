using System.Net;
using System.Net.WebSockets;
using ConnectionDiagnostics.Probes.Proxies;

namespace ConnectionDiagnostics.Wrapping;

/// <summary>The proxy that a client was given, for an address. <see langword="null"/> where it was given none, or it cannot be told: the environment's decides then.</summary>
internal static class ClientProxies
{
    /// <summary>The place holder of a client that was told nothing.</summary>
    private static readonly IWebProxy? Untold = ReadUntold();

    public static ConnectionProxy? Of(HttpMessageHandler? handler, Uri uri)
    {
        while (handler is DelegatingHandler outer)
        {
            handler = outer.InnerHandler;
        }

        return handler switch
        {
            SocketsHttpHandler { UseProxy: false } or HttpClientHandler { UseProxy: false } => ConnectionProxy.None,
            SocketsHttpHandler { Proxy: { } proxy } => Of(proxy, uri),
            HttpClientHandler { Proxy: { } proxy } => Of(proxy, uri),
            _ => null,
        };
    }

    public static ConnectionProxy? Of(ClientWebSocket client, Uri uri) => client.Options.Proxy switch
    {
        null => ConnectionProxy.None,
        var proxy when ReferenceEquals(proxy, Untold) => null,
        var proxy => Of(proxy, uri),
    };

    private static ConnectionProxy? Of(IWebProxy proxy, Uri uri)
    {
        try
        {
            if (proxy.IsBypassed(uri) || proxy.GetProxy(uri) is not { } address || address == uri)
            {
                return ConnectionProxy.None;
            }

            return ProxyRoute.Of(address, "request")?.Proxy is not { } named ? null
                : named.User is null && proxy.Credentials?.GetCredential(address, "Basic") is { UserName.Length: > 0 } credential
                    ? ConnectionProxy.Named(named.Scheme!, named.Host!, named.Port, credential.UserName, credential.Password)
                    : named;
        }
#pragma warning disable CA1031 // Anybody's code; what it does not say is not known, and the connect's own exception must not be lost over it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private static IWebProxy? ReadUntold()
    {
        using var client = new ClientWebSocket();
        return client.Options.Proxy;
    }
}
