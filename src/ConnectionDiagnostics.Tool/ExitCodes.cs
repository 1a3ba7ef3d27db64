namespace ConnectionDiagnostics.Tool;

/// <summary>The exit status: a public contract.</summary>
internal static class ExitCodes
{
    /// <summary>The connection works.</summary>
    public const int Connected = 0;

    /// <summary>It does not.</summary>
    public const int Failed = 1;

    /// <summary>Missing or unknown arguments.</summary>
    public const int Usage = 2;

    /// <summary>Interrupted by the user, as shells report SIGINT.</summary>
    public const int Interrupted = 130;
}
