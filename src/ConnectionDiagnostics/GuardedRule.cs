using ConnectionDiagnostics.Telemetry;
using Microsoft.Extensions.Logging;

namespace ConnectionDiagnostics;

/// <summary>A rule of a user's: when it throws, it has no say, and the diagnosis goes on.</summary>
internal sealed class GuardedRule(ICauseRule rule, ILogger logger) : ICauseRule
{
    public CauseCode Code { get; } = rule.Code;

    public void Weigh(ConnectionEvidence evidence, CauseScales scales)
    {
        try
        {
            rule.Weigh(evidence, scales);
        }
#pragma warning disable CA1031 // Somebody else's code, at the worst moment.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            scales.Withdraw();
            Log.RuleFailed(logger, Code.Value, exception);
        }
    }
}
