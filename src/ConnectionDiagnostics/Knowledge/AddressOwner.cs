namespace ConnectionDiagnostics.Knowledge;

/// <summary>Whose an address or a name is.</summary>
/// <param name="Id">In lower case, as the tables call it: <c>cloudflare</c>, <c>aws</c>.</param>
/// <param name="Kind">What it uses its addresses for.</param>
/// <param name="Name">As it calls itself.</param>
internal sealed record AddressOwner(string Id, AddressOwnerKind Kind, string Name);
