using System.Globalization;
using ConnectionDiagnostics.Targets;
using ConnectionDiagnostics.Texts;

namespace ConnectionDiagnostics;

/// <summary>Why a target cannot be read, and the part of it that is wrong.</summary>
public sealed record TargetProblem
{
    /// <summary>What is wrong.</summary>
    public required TargetProblemKind Kind { get; init; }

    /// <summary>The part that is wrong, shortened to 60 characters and without user information.</summary>
    public required string Value { get; init; }

    internal Message Message => Message.Of($"target.problem.{Kind}", ("value", Value), ("schemes", TargetScheme.AllNames));

    /// <summary>The sentence that says what is wrong and how it is written, in <see cref="CultureInfo.CurrentUICulture"/>.</summary>
    /// <returns>One sentence.</returns>
    public override string ToString() => Message.In(Language.Of(CultureInfo.CurrentUICulture));
}
