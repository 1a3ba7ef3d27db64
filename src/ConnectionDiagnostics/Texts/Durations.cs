namespace ConnectionDiagnostics.Texts;

/// <summary>Durations as people read them: <c>0.02 ms</c>, <c>0.4 ms</c>, <c>18 ms</c>, <c>4.0 s</c>.</summary>
internal static class Durations
{
    public static string Show(TimeSpan duration, Language language)
    {
        double milliseconds = duration.TotalMilliseconds;
        return milliseconds switch
        {
            < 0.1 => string.Create(language.Numbers, $"{milliseconds:0.00} ms"),
            < 10 => string.Create(language.Numbers, $"{milliseconds:0.0} ms"),
            < 1000 => string.Create(language.Numbers, $"{milliseconds:0} ms"),
            < 120_000 => string.Create(language.Numbers, $"{duration.TotalSeconds:0.0} s"),
            _ => string.Create(language.Numbers, $"{duration.TotalMinutes:0} min"),
        };
    }
}
