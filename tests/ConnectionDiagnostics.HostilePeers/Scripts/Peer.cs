namespace ConnectionDiagnostics.HostilePeers.Scripts;

/// <summary>A server that misbehaves in one way, to every connection the same.</summary>
/// <param name="Stage">The stage of a connection that it disturbs: the name of its file.</param>
/// <param name="Name">What is wrong with it.</param>
/// <param name="Acts">What it does.</param>
internal sealed record Peer(string Stage, string Name, IReadOnlyList<PeerAct> Acts)
{
    /// <summary>Where it was derived from another: the other one's name; its own otherwise.</summary>
    public string Origin { get; init; } = Name;

    /// <summary>How a connect to it fails; <see cref="System.Net.Sockets.SocketError.Success"/> when it accepts.</summary>
    public System.Net.Sockets.SocketError ConnectError => Acts is [{ Kind: PeerActKind.Refuse, Error: var error }] ? error : System.Net.Sockets.SocketError.Success;

    /// <summary>The same peer once TLS is taken up.</summary>
    public Peer InsideTls() => this with { Name = $"{Name} (inside TLS)", Acts = [new PeerAct(PeerActKind.Tls), .. Acts] };

    public override string ToString() => $"{Stage}/{Name}";
}
