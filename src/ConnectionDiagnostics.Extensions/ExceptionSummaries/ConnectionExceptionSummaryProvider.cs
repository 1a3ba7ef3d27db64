using System.Security.Authentication;
using Microsoft.Extensions.Diagnostics.ExceptionSummarization;

namespace ConnectionDiagnostics.ExceptionSummaries;

/// <summary>
/// Says of an exception the code of the diagnosed cause, or the outcome. The codes are a bounded set; the sentence, with its hosts and ports, is
/// in the details only. A type that another provider claims would make the summarizer throw: SocketException is the built-in one's.
/// </summary>
internal sealed class ConnectionExceptionSummaryProvider : IExceptionSummaryProvider
{
    private static readonly Type[] Types = [typeof(HttpRequestException), typeof(AuthenticationException)];

    private static readonly string[] Texts =
        [.. CauseCode.WellKnown.Select(code => code.Value), .. Enum.GetValues<ConnectionOutcome>().Select(outcome => outcome.ToCode())];

    public IEnumerable<Type> SupportedExceptionTypes => Types;

    public IReadOnlyList<string> Descriptions => Texts;

    public int Describe(Exception exception, out string? additionalDetails)
    {
        Diagnosis? diagnosis = exception.GetDiagnosis();
        additionalDetails = diagnosis?.Causes is [var first, ..] ? first.Summary : null;
        int known = diagnosis?.Causes is [var cause, ..] ? IndexOf(cause.Code.Value) : -1;
        return known >= 0 ? known : IndexOf((diagnosis?.Outcome ?? ConnectionFailure.Classify(exception).Outcome).ToCode());
    }

    private static int IndexOf(string text) => Array.IndexOf(Texts, text);
}
