namespace ConnectionDiagnostics.Stages;

/// <summary>How a stage ended, and the sentence that tells it.</summary>
internal readonly record struct StageLine(StageStatus Status, Message Detail)
{
    public static StageLine Passed(Message detail) => new(StageStatus.Passed, detail);

    public static StageLine Failed(Message detail) => new(StageStatus.Failed, detail);

    public static StageLine Warned(Message detail) => new(StageStatus.Warned, detail);

    /// <summary>A stage without a measurement: why there is none.</summary>
    public static StageLine NotMeasured<T>(Fact<T> fact)
        where T : class =>
        new(StageStatus.Skipped, Message.Of(fact.Reason == FactReason.None ? "stage.skipped.EarlierStageFailed" : $"stage.skipped.{fact.Reason}"));
}
