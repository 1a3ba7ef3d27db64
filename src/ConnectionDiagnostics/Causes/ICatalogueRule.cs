namespace ConnectionDiagnostics.Causes;

/// <summary>A rule of the catalogue: it also knows the error messages by which people search for its cause.</summary>
internal interface ICatalogueRule : ICauseRule
{
    /// <summary>What programs print when the cause is at work; empty where they print nothing of their own. Others can print the same.</summary>
    IReadOnlyList<ErrorMessage> ErrorMessages { get; }
}
