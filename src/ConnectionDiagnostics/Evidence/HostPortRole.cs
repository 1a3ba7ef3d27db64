namespace ConnectionDiagnostics;

/// <summary>Why another port of the target's host was dialled.</summary>
public enum HostPortRole
{
    /// <summary>The service is usually there.</summary>
    UsualPort,

    /// <summary>A hosting panel is usually there.</summary>
    ControlPanel,

    /// <summary>Many hosts answer there, whatever they serve.</summary>
    CommonPort,
}
