using ConnectionDiagnostics.Reports;

namespace ConnectionDiagnostics;

/// <summary>A diagnosis as text and as JSON.</summary>
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
}
