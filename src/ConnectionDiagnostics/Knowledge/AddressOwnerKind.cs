namespace ConnectionDiagnostics.Knowledge;

/// <summary>What an owner of addresses uses them for.</summary>
internal enum AddressOwnerKind
{
    /// <summary>Answers in the server's stead: a CDN, an accelerating or protecting proxy, a hosting platform's front end. Forwards few ports.</summary>
    Cdn,

    /// <summary>Lets machines, which have the provider's packet filter before them.</summary>
    Cloud,
}
