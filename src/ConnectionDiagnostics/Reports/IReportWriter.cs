namespace ConnectionDiagnostics;

/// <summary>Takes a report piece by piece: a console, a buffer, a window.</summary>
public interface IReportWriter
{
    /// <summary>Writes a piece of a line. The text has no control characters.</summary>
    /// <param name="text">The text.</param>
    /// <param name="style">What it is.</param>
    void Write(string text, ReportStyle style);

    /// <summary>Ends the line.</summary>
    void EndLine();
}
