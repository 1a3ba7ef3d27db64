namespace ConnectionDiagnostics.Testing.Peers.Servers;

/// <summary>What a server does after an answer.</summary>
internal enum Parting
{
    /// <summary>Waits for the next message.</summary>
    Stays,

    /// <summary>Closes (FIN).</summary>
    Closes,

    /// <summary>Resets (RST).</summary>
    Resets,
}
