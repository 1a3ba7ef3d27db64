namespace ConnectionDiagnostics.Causes;

/// <summary>The error messages that several causes have in common, as the programs print them; "…" stands for what differs.</summary>
internal static class KnownErrors
{
    /// <summary>Nobody took the connection: ECONNREFUSED.</summary>
    public static IReadOnlyList<ErrorMessage> Refused =>
    [
        DotNet("System.Net.Sockets.SocketException (111): Connection refused"),
        DotNet("System.Net.Sockets.SocketException (10061): No connection could be made because the target machine actively refused it."),
        Curl("curl: (7) Failed to connect to … port … after … ms: Couldn't connect to server"),
        Curl("curl: (7) Failed to connect to … port … after … ms: Could not connect to server"),
        Chrome("net::ERR_CONNECTION_REFUSED"),
        Firefox("NS_ERROR_CONNECTION_REFUSED"),
        Node("Error: connect ECONNREFUSED …"),
        Java("java.net.ConnectException: Connection refused"),
    ];

    /// <summary>Nothing came: ETIMEDOUT, or the client's own patience.</summary>
    public static IReadOnlyList<ErrorMessage> TimedOut =>
    [
        DotNet("System.Net.Sockets.SocketException (110): Connection timed out"),
        DotNet("System.Net.Sockets.SocketException (10060): A connection attempt failed because the connected party did not properly respond after a period of time, or established connection failed because connected host has failed to respond."),
        DotNet("The request was canceled due to the configured HttpClient.Timeout of … seconds elapsing."),
        Curl("curl: (28) Connection timed out after … milliseconds"),
        Chrome("net::ERR_CONNECTION_TIMED_OUT"),
        Firefox("NS_ERROR_NET_TIMEOUT"),
        Node("Error: connect ETIMEDOUT …"),
        Node("ConnectTimeoutError: Connect Timeout Error"),
        Java("java.net.SocketTimeoutException: Connect timed out"),
        Java("java.net.ConnectException: Connection timed out"),
    ];

    /// <summary>The routing table, a router or a filter says that the network is out of reach: ENETUNREACH.</summary>
    public static IReadOnlyList<ErrorMessage> NetworkUnreachable =>
    [
        DotNet("System.Net.Sockets.SocketException (101): Network is unreachable"),
        DotNet("System.Net.Sockets.SocketException (10051): A socket operation was attempted to an unreachable network."),
        Curl("Immediate connect fail for …: Network is unreachable"),
        Chrome("net::ERR_ADDRESS_UNREACHABLE"),
        Node("Error: connect ENETUNREACH …"),
        Java("java.net.SocketException: Network is unreachable"),
    ];

    /// <summary>Nobody answered on the last link, or a filter says so: EHOSTUNREACH.</summary>
    public static IReadOnlyList<ErrorMessage> HostUnreachable =>
    [
        DotNet("System.Net.Sockets.SocketException (113): No route to host"),
        DotNet("System.Net.Sockets.SocketException (10065): A socket operation was attempted to an unreachable host."),
        Curl("connect to … port … failed: No route to host"),
        Chrome("net::ERR_ADDRESS_UNREACHABLE"),
        Node("Error: connect EHOSTUNREACH …"),
        Java("java.net.NoRouteToHostException: No route to host"),
    ];

    /// <summary>Accepted, then closed or reset.</summary>
    public static IReadOnlyList<ErrorMessage> Closed =>
    [
        DotNet("The response ended prematurely."),
        DotNet("Unable to read data from the transport connection: Connection reset by peer."),
        DotNet("System.Net.Sockets.SocketException (10054): An existing connection was forcibly closed by the remote host."),
        DotNet("Received an unexpected EOF or 0 bytes from the transport stream."),
        Curl("curl: (52) Empty reply from server"),
        Curl("curl: (56) Recv failure: Connection reset by peer"),
        Chrome("net::ERR_EMPTY_RESPONSE"),
        Chrome("net::ERR_CONNECTION_RESET"),
        Chrome("net::ERR_CONNECTION_CLOSED"),
        Chrome("Connection closed before receiving a handshake response"),
        Firefox("NS_ERROR_NET_RESET"),
        Node("Error: read ECONNRESET"),
        Node("Error: socket hang up"),
        Java("java.net.SocketException: Connection reset"),
        Java("java.net.SocketException: Unexpected end of file from server"),
        Java("java.io.IOException: HTTP/1.1 header parser received no bytes"),
    ];

    /// <summary>Accepted, then silence.</summary>
    public static IReadOnlyList<ErrorMessage> Silent =>
    [
        DotNet("The request was canceled due to the configured HttpClient.Timeout of … seconds elapsing."),
        Curl("curl: (28) Operation timed out after … milliseconds with 0 bytes received"),
        Curl("curl: (28) SSL connection timeout"),
        Chrome("net::ERR_TIMED_OUT"),
        Firefox("NS_ERROR_NET_TIMEOUT"),
        Node("HeadersTimeoutError: Headers Timeout Error"),
        Java("java.net.SocketTimeoutException: Read timed out"),
        Java("java.net.http.HttpTimeoutException: request timed out"),
    ];

    /// <summary>The answer is not what the protocol allows.</summary>
    public static IReadOnlyList<ErrorMessage> InvalidAnswer =>
    [
        DotNet("Received an invalid status line: '…'."),
        Curl("curl: (1) Received HTTP/0.9 when not allowed"),
        Curl("curl: (8) Weird server reply"),
        Chrome("net::ERR_INVALID_HTTP_RESPONSE"),
        Node("Parse Error: Expected HTTP/"),
        Java("java.io.IOException: Invalid Http response"),
        Java("Invalid status line: \"…\""),
    ];

    /// <summary>The path through which a certificate would be trusted is not found.</summary>
    public static IReadOnlyList<ErrorMessage> Untrusted =>
    [
        DotNet("The remote certificate is invalid because of errors in the certificate chain: PartialChain"),
        Curl("curl: (60) SSL certificate problem: unable to get local issuer certificate"),
        Chrome("net::ERR_CERT_AUTHORITY_INVALID"),
        Firefox("SEC_ERROR_UNKNOWN_ISSUER"),
        Node("UNABLE_TO_GET_ISSUER_CERT_LOCALLY"),
        Java("PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target"),
    ];

    /// <summary>The name has no address, whatever the resolver's reason.</summary>
    public static IReadOnlyList<ErrorMessage> NotResolved =>
    [
        Curl("curl: (6) Could not resolve host: …"),
        Chrome("net::ERR_NAME_NOT_RESOLVED"),
        Firefox("NS_ERROR_UNKNOWN_HOST"),
        Java("java.net.UnknownHostException: …"),
    ];

    /// <summary>The name server has no answer now: EAI_AGAIN.</summary>
    public static IReadOnlyList<ErrorMessage> TryAgain =>
    [
        DotNet("System.Net.Sockets.SocketException (11): Resource temporarily unavailable"),
        DotNet("System.Net.Sockets.SocketException (11002): This is usually a temporary error during hostname resolution and means that the local server did not receive a response from an authoritative server."),
        Node("Error: getaddrinfo EAI_AGAIN …"),
        Java("java.net.UnknownHostException: …: Temporary failure in name resolution"),
    ];

    /// <summary>No local address or port: EADDRNOTAVAIL.</summary>
    public static IReadOnlyList<ErrorMessage> NoLocalAddress =>
    [
        DotNet("System.Net.Sockets.SocketException (99): Cannot assign requested address"),
        Chrome("net::ERR_ADDRESS_INVALID"),
        Java("java.net.BindException: Cannot assign requested address"),
    ];

    /// <summary>The local ports are used up.</summary>
    public static IReadOnlyList<ErrorMessage> NoLocalPort =>
    [
        .. NoLocalAddress,
        DotNet("System.Net.Sockets.SocketException (10048): Only one usage of each socket address (protocol/network address/port) is normally permitted."),
        DotNet("System.Net.Sockets.SocketException (10055): An operation on a socket could not be performed because the system lacked sufficient buffer space or because a queue was full."),
        Curl("Immediate connect fail for …: Cannot assign requested address"),
        Node("Error: connect EADDRNOTAVAIL …"),
        Java("java.net.NoRouteToHostException: Cannot assign requested address"),
        Of("nginx", "connect() to … failed (99: Cannot assign requested address) while connecting to upstream"),
    ];

    /// <summary>The proxy answers CONNECT with a status that is not 200.</summary>
    public static IReadOnlyList<ErrorMessage> TunnelFailed(int status, string phrase) =>
    [
        DotNet($"The proxy tunnel request to proxy '…' failed with status code '{status}'."),
        Curl($"curl: (56) CONNECT tunnel failed, response {status}"),
        Curl($"curl: (56) Received HTTP code {status} from proxy after CONNECT"),
        Chrome("net::ERR_TUNNEL_CONNECTION_FAILED"),
        Java($"Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 {status} {phrase}\""),
    ];

    /// <summary>The WebSocket handshake was answered with another status than 101.</summary>
    public static IReadOnlyList<ErrorMessage> WebSocketStatus(params ReadOnlySpan<int> statuses)
    {
        List<ErrorMessage> messages = [];
        foreach (int status in statuses)
        {
            messages.AddRange(
            [
                DotNet($"The server returned status code '{status}' when status code '101' was expected."),
                Chrome($"Error during WebSocket handshake: Unexpected response code: {status}"),
                Node($"Error: Unexpected server response: {status}"),
            ]);
        }

        messages.AddRange(
        [
            Firefox("Firefox can’t establish a connection to the server at ws…"),
            Java("java.net.http.WebSocketHandshakeException"),
        ]);
        return messages;
    }

    public static ErrorMessage DotNet(string text) => Of(".NET", text);

    public static ErrorMessage Curl(string text) => Of("curl", text);

    public static ErrorMessage Chrome(string text) => Of("Chrome", text);

    public static ErrorMessage Firefox(string text) => Of("Firefox", text);

    public static ErrorMessage Node(string text) => Of("Node.js", text);

    public static ErrorMessage Java(string text) => Of("Java", text);

    public static ErrorMessage Of(string program, string text) => new() { Program = program, Text = text };
}
