using System.Net;

namespace ConnectionDiagnostics;

/// <summary>Questions that several rooms ask of what the name servers said.</summary>
internal static class NameReading
{
    /// <summary>The name servers that answered at all.</summary>
    public static IEnumerable<NameServerAnswer> Answered(this NameEvidence names) =>
        names.NameServers.Where(answer => answer.Result != NameServerResult.NoAnswer);

    /// <summary>The addresses of the name servers that gave one kind of answer.</summary>
    public static IPAddress[] ServersThat(this NameEvidence names, NameServerResult result) =>
        [.. names.NameServers.Where(answer => answer.Result == result).Select(answer => answer.Server.Address)];
}
