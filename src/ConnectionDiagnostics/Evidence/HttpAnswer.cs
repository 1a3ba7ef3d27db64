namespace ConnectionDiagnostics;

/// <summary>The head of an HTTP response.</summary>
public sealed record HttpAnswer
{
    /// <summary>The version: <c>HTTP/1.1</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The status code, 100 to 999.</summary>
    public required int Status { get; init; }

    /// <summary>The reason phrase.</summary>
    public string Reason { get; init => field = value ?? ""; } = "";

    /// <summary>The headers that a diagnosis looks at, by lower-case name. Cookies and the like are left out.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init => field = value ?? new Dictionary<string, string>(); } = new Dictionary<string, string>();

    /// <summary>A header's value; <see langword="null"/> when it is absent.</summary>
    internal string? Header(string name) => Headers.GetValueOrDefault(name);
}
