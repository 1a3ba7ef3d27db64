namespace ConnectionDiagnostics.Tool;

/// <summary>Prints a diagnosis and says with which status to exit.</summary>
internal static class DiagnosisOutput
{
    public static int Write(Diagnosis diagnosis, bool json, bool verbose, ToolConsole console)
    {
        if (json)
        {
            console.Output.WriteLine(diagnosis.ToJson(indented: true));
        }
        else
        {
            TerminalReport.Write(diagnosis, console.Output, verbose);
        }

        return diagnosis.Outcome == ConnectionOutcome.Connected ? ExitCodes.Connected : ExitCodes.Failed;
    }
}
