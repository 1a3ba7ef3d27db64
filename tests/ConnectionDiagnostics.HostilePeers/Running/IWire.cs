namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>A connection as the server has it.</summary>
internal interface IWire
{
    Stream Stream { get; }

    /// <summary>Ends the server's side; the client's goes on.</summary>
    void HalfClose();

    /// <summary>Ends both sides.</summary>
    void Close();

    /// <summary>Ends the connection at once, and what is under way with it.</summary>
    void Reset();
}
