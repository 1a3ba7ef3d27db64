using ConnectionDiagnostics;

namespace UnitTesting;

/// <summary>The price service cannot be reached; the message is for whoever runs this application.</summary>
internal sealed class PriceServiceException(Diagnosis diagnosis, bool mayHealByWaiting, Exception innerException)
    : Exception(diagnosis.Causes is [var first, ..] ? first.Summary : $"No price: {diagnosis.Outcome.ToCode()}.", innerException)
{
    public CauseCode? Cause { get; } = diagnosis.Causes is [var first, ..] ? first.Code : null;

    public bool MayHealByWaiting { get; } = mayHealByWaiting;
}
