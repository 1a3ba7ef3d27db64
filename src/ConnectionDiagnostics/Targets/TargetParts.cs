using System.Net;

namespace ConnectionDiagnostics.Targets;

/// <summary>A target taken apart.</summary>
internal struct TargetParts
{
    public TargetScheme Scheme;
    public string Host;
    public IPAddress? Address;
    public int Port;
    public string Path;
    public string Query;
}
