using ConnectionDiagnostics.Reports;

namespace ConnectionDiagnostics;

/// <summary>A diagnosis as text, as JSON and as HTML.</summary>
public static class DiagnosisRendering
{
    /// <summary>The text for people: the verdict, what to do, how we know, what was ruled out.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="verbose">Everything: all reasons and all stages. The default is about 20 lines.</param>
    /// <returns>The text, without colour; lines end with a line feed.</returns>
    public static string ToText(this Diagnosis diagnosis, bool verbose = false)
    {
        var writer = new StringReportWriter();
        WriteTo(diagnosis, writer, verbose);
        return writer.ToString();
    }

    /// <summary>Writes the text for people piece by piece, for a console that can show colour.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="writer">Where to.</param>
    /// <param name="verbose">Everything: all reasons and all stages.</param>
    public static void WriteTo(this Diagnosis diagnosis, IReportWriter writer, bool verbose = false)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        ArgumentNullException.ThrowIfNull(writer);
        new TextReport(diagnosis, writer, verbose).Write();
    }

    /// <summary>The JSON object of the public contract, schema version 1. The evidence is not part of it.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="indented">Whether to indent it; the default is one line.</param>
    /// <returns>The JSON.</returns>
    public static string ToJson(this Diagnosis diagnosis, bool indented = false)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        return ReportJson.Write(DiagnosisDocument.From(diagnosis), indented);
    }

    /// <summary>One HTML file for a ticket: the verdict, the way of the connection as a drawing, what to do by whom, and everything that was measured.</summary>
    /// <remarks>
    /// It holds no script, loads nothing, and its content security policy forbids both; what peers sent is escaped. It reads well on a dark screen,
    /// on paper and to a screen reader. It holds the evidence, from which it can be diagnosed again (<see cref="EvidenceFile"/>).
    /// </remarks>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <returns>The HTML, to be written as UTF-8.</returns>
    public static string ToHtml(this Diagnosis diagnosis)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        return new HtmlReport(diagnosis).Write();
    }
}
