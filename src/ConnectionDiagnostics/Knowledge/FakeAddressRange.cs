using System.Net;

namespace ConnectionDiagnostics.Knowledge;

/// <summary>Addresses that proxy software gives out in place of a name's real ones, to see the name again when the connection comes.</summary>
/// <param name="Network">The addresses.</param>
/// <param name="UsedBy">The software that does so by default, or as its documentation proposes.</param>
internal sealed record FakeAddressRange(IPNetwork Network, string UsedBy);
