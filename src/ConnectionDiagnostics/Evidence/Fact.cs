using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace ConnectionDiagnostics;

/// <summary>Something that was measured, skipped, or not measured. The default is not measured.</summary>
/// <typeparam name="T">What is measured.</typeparam>
public readonly record struct Fact<T>
    where T : class
{
    /// <summary>Which of the three it is.</summary>
    public FactState State { get; init; }

    /// <summary>Why there is no value.</summary>
    public FactReason Reason { get; init; }

    /// <summary>What was measured; <see langword="null"/> when nothing was.</summary>
    public T? Value { get; init; }

    /// <summary>Whether there is a value.</summary>
    [JsonIgnore]
    [MemberNotNullWhen(true, nameof(Value))]
    public bool IsMeasured => State == FactState.Measured && Value is not null;

    internal static Fact<T> Measured(T value) => new() { State = FactState.Measured, Value = value };

    internal static Fact<T> Skipped(FactReason reason) => new() { State = FactState.Skipped, Reason = reason };

    internal static Fact<T> NotMeasured(FactReason reason) => new() { State = FactState.NotMeasured, Reason = reason };
}
