namespace ConnectionDiagnostics.Testing;

/// <summary>What is wrong with a <see cref="Fault.Tls"/> server.</summary>
/// <remarks>
/// No machine trusts certificates made for a test. A client that adds <see cref="FaultyServer.TrustAnchor"/> to its roots sees the named fault
/// alone; any other client sees an untrusted issuer too.
/// </remarks>
public enum TlsFault
{
    /// <summary>The certificate is its own issuer. Healthy to a client that trusts it.</summary>
    SelfSigned,

    /// <summary>The issuer is a private authority, whose certificate the server does not send. Healthy to a client that trusts the authority.</summary>
    PrivateAuthority,

    /// <summary>The certificate expired yesterday.</summary>
    Expired,

    /// <summary>The certificate will be valid from tomorrow on.</summary>
    NotYetValid,

    /// <summary>The certificate is for <c>other.example</c>, not for <c>localhost</c> and 127.0.0.1.</summary>
    WrongName,

    /// <summary>
    /// Between the certificate and the authority stands another, which the server does not send. As public authorities do, the certificate names
    /// where that one is to be had; nothing is there.
    /// </summary>
    IncompleteChain,

    /// <summary>The certificate is for clients, not for servers (RFC 5280, section 4.2.1.12).</summary>
    NotForServers,

    /// <summary>The issuer calls itself a company's inspection proxy, as the certificates do that such a proxy makes for the servers behind it.</summary>
    Intercepted,

    /// <summary>The server demands a certificate of the client, any certificate, and hangs up on clients without one.</summary>
    ClientCertificateRequired,

    /// <summary>The server knows nothing newer than TLS 1.0, on every platform. Shows no certificate.</summary>
    OldVersionOnly,

    /// <summary>The server closes in the middle of its first handshake message. Shows no certificate.</summary>
    BreaksOff,
}
