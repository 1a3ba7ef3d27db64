using System.Globalization;
using ConnectionDiagnostics.Causes;
using ConnectionDiagnostics.Reports;
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

    /// <summary>What lets a diagnosis recognise it. Empty for a code that is not of the catalogue.</summary>
    public string Recognition { get; init; } = "";

    /// <summary>What would rule it out. Empty for a code that is not of the catalogue.</summary>
    public string Exclusion { get; init; } = "";

    /// <summary>What programs print when it is at work, by program. Never translated. Other causes can print the same.</summary>
    /// <value>Empty where they print nothing of their own.</value>
    public IReadOnlyList<ErrorMessage> ErrorMessages { get; init; } = [];

    internal Language Language { get; init; } = Language.English;

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
            Recognition = CauseTexts.Recognition(code).In(language),
            Exclusion = CauseTexts.Exclusion(code).In(language),
            ErrorMessages = Catalogue.ErrorMessagesOf(code),
            Language = language,
        };
    }

    /// <summary>Finds the causes that can be behind an error message: <c>ECONNREFUSED</c>, <c>net::ERR_CERT_DATE_INVALID</c>, a line of a log.</summary>
    /// <param name="errorMessage">The message, a part of it, or a text that contains it. Upper and lower case are the same.</param>
    /// <returns>The codes in the order of the catalogue; empty when the message is not known.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="errorMessage"/> is <see langword="null"/>.</exception>
    public static IReadOnlyList<CauseCode> FindByErrorMessage(string errorMessage)
    {
        ArgumentNullException.ThrowIfNull(errorMessage);
        return [.. CauseCode.WellKnown.Where(code => Catalogue.ErrorMessagesOf(code).Any(message => message.Matches(errorMessage)))];
    }

    /// <summary>The whole explanation as text, in its language.</summary>
    /// <returns>Several lines.</returns>
    public override string ToString() => ExplanationReport.Write(this, Language);
}
