namespace ConnectionDiagnostics.Lab.Network;

/// <summary>The lab itself failed: nothing is said about the diagnosis.</summary>
public sealed class LabException : Exception
{
    public LabException()
    {
    }

    public LabException(string message)
        : base(message)
    {
    }

    public LabException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
