namespace ConnectionDiagnostics;

/// <summary>How <see cref="ConnectionDiagnoser.DiagnoseManyAsync"/> goes through its targets.</summary>
public sealed class SweepOptions
{
    /// <summary>
    /// Gets or sets how many targets are diagnosed at once. Where the process may not open so many files and sockets, it is fewer.
    /// </summary>
    /// <value>From 1 to 10 000; the default is 256.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxConcurrency
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxConcurrency));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 10_000, nameof(MaxConcurrency));
            field = value;
        }
    } = 256;

    /// <summary>Gets or sets how many targets of one host are diagnosed at once. Loopback is this machine's own affair and is not limited.</summary>
    /// <value>From 1 to 10 000; the default is 8.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxConcurrencyPerHost
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxConcurrencyPerHost));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 10_000, nameof(MaxConcurrencyPerHost));
            field = value;
        }
    } = 8;

    /// <summary>Gets or sets what is asked about each target. It is called by several threads at once.</summary>
    /// <value>The default is a request with its defaults. <see cref="DiagnosisRequest.MaxAge"/> has no effect.</value>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public Func<ConnectionTarget, DiagnosisRequest> CreateRequest
    {
        get;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            field = value;
        }
    } = static target => new DiagnosisRequest { Target = target };
}
