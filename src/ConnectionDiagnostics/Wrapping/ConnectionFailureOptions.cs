namespace ConnectionDiagnostics;

/// <summary>What happens when a connect fails that the library watches over: by <c>RunAsync</c>, a handler, or one of the extension methods.</summary>
public sealed class ConnectionFailureOptions
{
    internal static readonly ConnectionFailureOptions Default = new();

    /// <summary>Gets or sets how old a diagnosis of the same failure may be to be shared, see <see cref="DiagnosisRequest.MaxAge"/>.</summary>
    /// <value>From zero (a diagnosis for each failure) to one day; the default is 30 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public TimeSpan MaxAge
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(MaxAge));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1), nameof(MaxAge));
            field = value;
        }
    } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Gets or sets how long the diagnosis may hold the caller's exception back. Once that is over the exception goes out with what it says by
    /// itself, while the diagnosis goes on for <see cref="OnDiagnosed"/>, the log and the metrics.
    /// </summary>
    /// <value>From zero (never held back: the diagnosis runs after the exception) to 10 minutes; the default is 10 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public TimeSpan MaxDelay
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(MaxDelay));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromMinutes(10), nameof(MaxDelay));
            field = value;
        }
    } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Gets or sets from when on a connect that the caller's token ended is taken for one that took too long: <see cref="HttpClient.Timeout"/> and
    /// <see cref="CancellationTokenSource.CancelAfter(TimeSpan)"/> cancel it as a caller does who has changed their mind. The exception goes out
    /// at once; the diagnosis runs after it, for <see cref="OnDiagnosed"/>, the log and the metrics, and nobody is told of one that finds nothing wrong.
    /// </summary>
    /// <value>From zero to one day, or <see cref="Timeout.InfiniteTimeSpan"/> for never; the default is 2 seconds.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public TimeSpan CancelledAfter
    {
        get;
        set
        {
            if (value != Timeout.InfiniteTimeSpan)
            {
                ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, nameof(CancelledAfter));
                ArgumentOutOfRangeException.ThrowIfGreaterThan(value, TimeSpan.FromDays(1), nameof(CancelledAfter));
            }

            field = value;
        }
    } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Gets or sets what changes the request of each diagnosis: its timeout, the local address, the expected addresses, the language. Where it
    /// throws, nothing is probed and the exception alone is read.
    /// </summary>
    /// <value>The default is <see langword="null"/>: nothing is changed.</value>
    public Func<DiagnosisRequest, DiagnosisRequest>? Configure { get; set; }

    /// <summary>Gets or sets what is told each diagnosis and the exception that it explains, also when the exception went out before. What it throws is ignored.</summary>
    /// <value>The default is <see langword="null"/>: nobody.</value>
    public Action<Diagnosis, Exception>? OnDiagnosed { get; set; }

    /// <summary>Gets or sets the clock by which <see cref="MaxDelay"/> and <see cref="CancelledAfter"/> are measured.</summary>
    /// <value>The default is <see cref="System.TimeProvider.System"/>.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public TimeProvider TimeProvider
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = TimeProvider.System;
}
