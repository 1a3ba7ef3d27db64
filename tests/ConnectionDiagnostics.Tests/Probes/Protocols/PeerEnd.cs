namespace ConnectionDiagnostics.Tests.Probes.Protocols;

/// <summary>What a peer does when it has sent all.</summary>
internal enum PeerEnd
{
    Hold,
    Close,
    Reset,
}
