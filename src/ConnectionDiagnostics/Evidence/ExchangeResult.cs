namespace ConnectionDiagnostics;

/// <summary>How a server took what was said to it.</summary>
public enum ExchangeResult
{
    /// <summary>It sent something.</summary>
    Answered,

    /// <summary>It sent nothing, and kept the connection open until the time was up.</summary>
    Silent,

    /// <summary>It closed the connection without a byte.</summary>
    Closed,

    /// <summary>It reset the connection without a byte.</summary>
    Reset,

    /// <summary>The connection for it could not be made.</summary>
    NotConnected,
}
