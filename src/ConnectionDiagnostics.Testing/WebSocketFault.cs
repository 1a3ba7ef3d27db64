namespace ConnectionDiagnostics.Testing;

/// <summary>How a <see cref="Fault.WebSocketThat"/> server treats WebSocket handshakes (RFC 6455). Plain HTTP requests get 200, unless a value says otherwise.</summary>
public enum WebSocketFault
{
    /// <summary>Answers the handshake like any request: 200.</summary>
    IsNotSupported,

    /// <summary>404, to plain requests too.</summary>
    IsNotFound,

    /// <summary>400.</summary>
    IsBadRequest,

    /// <summary>401 with <c>WWW-Authenticate: Bearer</c>.</summary>
    NeedsAuthentication,

    /// <summary>403, as servers that do not like the <c>Origin</c>.</summary>
    IsForbidden,

    /// <summary>426 with <c>Sec-WebSocket-Version: 8</c>: the server speaks another version than clients do (RFC 6455, section 4.4).</summary>
    NeedsAnotherVersion,

    /// <summary>301 to https at the same host and port, where no TLS is.</summary>
    Redirects,

    /// <summary>426 without a word about WebSocket, to plain requests too: what is left when a reverse proxy takes the <c>Upgrade</c> header away.</summary>
    LosesUpgrade,

    /// <summary>502 from <c>nginx</c>, to plain requests too: the server behind the gateway is not there.</summary>
    HasNoUpstream,

    /// <summary>101 whose <c>Sec-WebSocket-Accept</c> belongs to another key.</summary>
    AcceptsAnotherKey,

    /// <summary>101 without <c>Sec-WebSocket-Accept</c>.</summary>
    AcceptsNoKey,

    /// <summary>101 without <c>Upgrade</c> and <c>Connection</c>.</summary>
    ForgetsUpgrade,

    /// <summary>101 with a subprotocol that no client has offered.</summary>
    ChoosesUnofferedSubprotocol,

    /// <summary>A valid 101, and then the end of the connection (FIN) without a close frame.</summary>
    DropsAfterHandshake,

    /// <summary>A valid 101, and then a close frame with the status 1013, "try again later".</summary>
    ClosesAfterHandshake,

    /// <summary>A valid 101, and then never a message.</summary>
    IsSilentAfterHandshake,
}
