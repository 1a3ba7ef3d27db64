using System.Globalization;
using ConnectionDiagnostics.Causes;

namespace ConnectionDiagnostics;

/// <summary>Why a connection fails, or that it works: the result of a diagnosis.</summary>
public sealed record Diagnosis
{
    /// <summary>What was connected to.</summary>
    public required ConnectionTarget Target { get; init; }

    /// <summary>What happened, in one word.</summary>
    public required ConnectionOutcome Outcome { get; init; }

    /// <summary>The causes, best first. Causes of equal likelihood are tied: the evidence does not separate them.</summary>
    /// <value>Empty when the connection works without remarks.</value>
    public required IReadOnlyList<Cause> Causes { get; init; }

    /// <summary>What the evidence contradicts.</summary>
    public IReadOnlyList<RuledOutCause> RuledOut { get; init; } = [];

    /// <summary>What to look at next, to separate the causes that are tied.</summary>
    public IReadOnlyList<NextCheck> NextChecks { get; init; } = [];

    /// <summary>What each stage showed, in the order in which they ran.</summary>
    public required IReadOnlyList<StageReport> Stages { get; init; }

    /// <summary>What the server was seen to speak: one of <see cref="WireProtocol"/>.</summary>
    /// <value><see langword="null"/> when it was not seen.</value>
    public string? Detected { get; init; }

    /// <summary>Everything that was seen; the same evidence always gives the same diagnosis.</summary>
    public required ConnectionEvidence Evidence { get; init; }

    /// <summary>How long the diagnosis took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>How long ago the diagnosis was made, when it was made for somebody else before (<see cref="DiagnosisRequest.MaxAge"/>).</summary>
    /// <value>Zero for a diagnosis that was made for this call.</value>
    public TimeSpan Age { get; init; }

    /// <summary>The language that the sentences are in, as an IETF tag: <c>en</c>, <c>de</c> or <c>zh-Hans</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>Diagnoses evidence that was gathered before, here or on another machine. No I/O.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <param name="culture">The language of the sentences; <see cref="CultureInfo.CurrentUICulture"/> when <see langword="null"/>.</param>
    /// <returns>The diagnosis that the built-in rules give.</returns>
    public static Diagnosis FromEvidence(ConnectionEvidence evidence, CultureInfo? culture = null)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ConnectionTarget target = ConnectionTarget.ParseOrInvalid(evidence.Target.Text);
        return DiagnosisBuilder.Build(evidence, target, Catalogue.Rules, Texts.Language.Of(culture ?? CultureInfo.CurrentUICulture));
    }

    /// <summary>The short text for people, about 20 lines without colour, as <see cref="DiagnosisRendering.ToText"/> gives it.</summary>
    /// <returns>The text; lines end with a line feed.</returns>
    public override string ToString() => this.ToText();
}
