namespace ConnectionDiagnostics.Probes.Protocols;

/// <summary>What an answer still lacks.</summary>
internal enum AnswerNeed
{
    /// <summary>Nothing: it is complete enough.</summary>
    Nothing,

    /// <summary>The rest of a greeting, a line or a page.</summary>
    Rest,

    /// <summary>The rest of an HTTP head.</summary>
    Head,
}
