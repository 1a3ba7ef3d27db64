namespace ConnectionDiagnostics;

/// <summary>Operating systems that commands are known for.</summary>
public enum OperatingSystemKind
{
    /// <summary>None of those below.</summary>
    Other,

    /// <summary>Linux.</summary>
    Linux,

    /// <summary>Windows.</summary>
    Windows,

    /// <summary>macOS.</summary>
    MacOS,
}
