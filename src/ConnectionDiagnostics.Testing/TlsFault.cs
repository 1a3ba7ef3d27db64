namespace ConnectionDiagnostics.Testing;

/// <summary>What is wrong with the certificate of a <see cref="Fault.Tls"/> server.</summary>
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
}
