namespace ConnectionDiagnostics.Platform.Linux;

/// <summary>How a question to the kernel went.</summary>
internal enum NetlinkEnd
{
    /// <summary>The datagram was read; others may follow.</summary>
    More,

    /// <summary>The kernel has said all.</summary>
    Complete,

    /// <summary>The kernel answered with an error number.</summary>
    Refused,

    /// <summary>The question could not be put, or the answer could not be read.</summary>
    Broken,
}
