using Microsoft.Extensions.Logging;

namespace ConnectionDiagnostics.Telemetry;

/// <summary>Log messages. Event ids are never reused.</summary>
internal static partial class Log
{
    public static void Diagnosed(ILogger logger, Diagnosis diagnosis)
    {
        LogLevel level = diagnosis.Outcome == ConnectionOutcome.Connected ? LogLevel.Information : LogLevel.Warning;
        if (!logger.IsEnabled(level))
        {
            return;
        }

#pragma warning disable CA1873 // Asked above.
        string code = diagnosis.Causes.Count > 0 ? diagnosis.Causes[0].Code.Value : "";
        string summary = diagnosis.Causes.Count > 0 ? diagnosis.Causes[0].Summary : "";
        Diagnosed(logger, level, diagnosis.Target.ToString(), diagnosis.Outcome.ToCode(), code, summary, diagnosis.Duration.TotalMilliseconds);
#pragma warning restore CA1873
    }

    [LoggerMessage(EventId = 1, EventName = "Diagnosed", Message = "{Target}: {Outcome}, {Cause}: {Summary} ({DurationMs:0.0} ms)")]
    private static partial void Diagnosed(ILogger logger, LogLevel level, string target, string outcome, string cause, string summary, double durationMs);

    [LoggerMessage(EventId = 3, EventName = "RuleFailed", Level = LogLevel.Warning, Message = "The rule for {Cause} failed and was left out")]
    public static partial void RuleFailed(ILogger logger, string cause, Exception exception);

    [LoggerMessage(EventId = 2, EventName = "StageFailed", Level = LogLevel.Warning, Message = "Stage {Stage} could not be completed")]
    public static partial void StageFailed(ILogger logger, string stage, Exception exception);
}
