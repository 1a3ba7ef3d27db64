namespace ConnectionDiagnostics.Tool;

/// <summary>Where the tool writes: the report to one, complaints to the other; and where it reads what is piped into it.</summary>
/// <param name="Output">Standard output.</param>
/// <param name="Error">Standard error.</param>
internal sealed record ToolConsole(TextWriter Output, TextWriter Error)
{
    /// <summary>Standard input.</summary>
    public TextReader Input { get; init; } = TextReader.Null;
}
