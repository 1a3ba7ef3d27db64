using System.Globalization;
using System.Net.Http.Headers;

namespace ConnectionDiagnostics.Healing;

/// <summary>How long a server asks its clients to wait (RFC 9110, section 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>What the server asked the diagnosis to wait, less what has passed since; zero when it asked nothing.</summary>
    public static TimeSpan Of(Diagnosis diagnosis)
    {
        ConnectionEvidence evidence = diagnosis.Evidence;
        if (evidence.Protocol.Value?.Own.Http?.Headers is not { } headers
            || !headers.TryGetValue("retry-after", out string? text)
            || !RetryConditionHeaderValue.TryParse(text, out RetryConditionHeaderValue? value))
        {
            return TimeSpan.Zero;
        }

        DateTimeOffset answered = DateTimeOffset.TryParse(headers.GetValueOrDefault("date"), CultureInfo.InvariantCulture, out DateTimeOffset date)
            ? date
            : evidence.Time + evidence.Duration;
        return NotNegative(Wait(value, answered) - diagnosis.Age);
    }

    /// <summary>What an answer asks; zero when it asks nothing.</summary>
    public static TimeSpan Of(HttpResponseMessage response) => response.Headers.RetryAfter is { } value
        ? NotNegative(Wait(value, response.Headers.Date ?? TimeProvider.System.GetUtcNow()))
        : TimeSpan.Zero;

    /// <summary>A date is the server's, and is measured against the server's own clock where it told the time.</summary>
    private static TimeSpan Wait(RetryConditionHeaderValue value, DateTimeOffset answered) =>
        value.Delta ?? (value.Date is { } until ? until - answered : TimeSpan.Zero);

    private static TimeSpan NotNegative(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
}
