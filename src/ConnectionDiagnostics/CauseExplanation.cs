using System.Globalization;
using ConnectionDiagnostics.Causes;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics;

/// <summary>What a cause means, apart from any diagnosis.</summary>
public sealed record CauseExplanation
{
    /// <summary>The code.</summary>
    public required CauseCode Code { get; init; }

    /// <summary>The name for people: "server not started".</summary>
    public required string Title { get; init; }

    /// <summary>What it means.</summary>
    public required string Meaning { get; init; }

    /// <summary>What to do about it in general.</summary>
    public required string Advice { get; init; }

    /// <summary>Explains a cause.</summary>
    /// <param name="code">The code; one that is not of the catalogue is explained by itself.</param>
    /// <param name="culture">The language; <see cref="CultureInfo.CurrentUICulture"/> when <see langword="null"/>.</param>
    /// <returns>The explanation.</returns>
    public static CauseExplanation Of(CauseCode code, CultureInfo? culture = null)
    {
        Language language = Language.Of(culture ?? CultureInfo.CurrentUICulture);
        return new CauseExplanation
        {
            Code = code,
            Title = CauseTexts.Title(code).In(language),
            Meaning = CauseTexts.Meaning(code).In(language),
            Advice = CauseTexts.Advice(code).In(language),
        };
    }
}
