using ConnectionDiagnostics.ExceptionSummaries;
using Microsoft.Extensions.Diagnostics.ExceptionSummarization;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Summaries of exceptions for metrics and logs.</summary>
public static class ConnectionDiagnosticsExceptionSummarizationExtensions
{
    /// <summary>
    /// Summarizes <see cref="HttpRequestException"/> and <see cref="System.Security.Authentication.AuthenticationException"/> by the cause that was
    /// diagnosed, and without a diagnosis by what the exception itself says. Goes together with <c>AddHttpProvider()</c>, which has the other types.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <returns>The builder.</returns>
    public static IExceptionSummarizationBuilder AddConnectionDiagnosticsProvider(this IExceptionSummarizationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.AddProvider<ConnectionExceptionSummaryProvider>();
    }
}
