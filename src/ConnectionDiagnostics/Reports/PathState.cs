namespace ConnectionDiagnostics.Reports;

/// <summary>What became of the connection at a station.</summary>
internal enum PathState
{
    /// <summary>It got here.</summary>
    Reached,

    /// <summary>It failed here.</summary>
    Failed,

    /// <summary>Nothing was seen of it here.</summary>
    Unseen,
}
