using ConnectionDiagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace HttpClientFactory;

/// <summary>
/// A failed connect to something behind us is 503, not 500. The client learns whether trying again can help, and a reference for support; hosts,
/// ports and causes stay in the log.
/// </summary>
internal sealed partial class ConnectionProblemHandler(IProblemDetailsService problems, ILogger<ConnectionProblemHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception.GetDiagnosis() is not { } diagnosis)
        {
            return false;
        }

        LogFailure(logger, httpContext.TraceIdentifier, diagnosis.Causes is [var first, ..] ? first.Code.Value : diagnosis.Outcome.ToCode(), diagnosis.ToString());
        httpContext.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return await problems.TryWriteAsync(new ProblemDetailsContext
        {
            HttpContext = httpContext,
            ProblemDetails = new ProblemDetails
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Title = "A service that this request needs cannot be reached.",
                Extensions =
                {
                    ["reference"] = httpContext.TraceIdentifier,
                    ["mayHealByWaiting"] = ConnectionFailure.Classify(exception).IsTransient,
                },
            },
        });
    }

    [LoggerMessage(EventId = 1, Level = LogLevel.Error, Message = "{Reference}: {Cause}\n{Diagnosis}")]
    private static partial void LogFailure(ILogger logger, string reference, string cause, string diagnosis);
}
