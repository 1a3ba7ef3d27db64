namespace ConnectionDiagnostics;

/// <summary>The state of a TCP connection (RFC 9293, section 3.3.2), in the kernel's order.</summary>
public enum ConnectionState
{
    /// <summary>One that has no name here.</summary>
    Other = 0,

    /// <summary>Open.</summary>
    Established = 1,

    /// <summary>Being opened by us.</summary>
    SynSent = 2,

    /// <summary>Being opened by the peer.</summary>
    SynReceived = 3,

    /// <summary>Closed by us, not acknowledged yet.</summary>
    FinWait1 = 4,

    /// <summary>Closed by us, not by the peer.</summary>
    FinWait2 = 5,

    /// <summary>Closed by both; the port rests for a minute on Linux.</summary>
    TimeWait = 6,

    /// <summary>Closed by the peer, not by the application here.</summary>
    CloseWait = 8,

    /// <summary>Closed by the peer and then by us, not acknowledged yet.</summary>
    LastAck = 9,

    /// <summary>Closed by both at once.</summary>
    Closing = 11,
}
