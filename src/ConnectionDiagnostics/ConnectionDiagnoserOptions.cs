using System.Net;

namespace ConnectionDiagnostics;

/// <summary>How a <see cref="ConnectionDiagnoser"/> works. Read once, when the diagnoser is made.</summary>
public sealed class ConnectionDiagnoserOptions
{
    /// <summary>Gets probes of your own. They run after the built-in stages, in this order.</summary>
    public IList<IConnectionProbe> Probes { get; } = [];

    /// <summary>Gets rules of your own. They are weighed after the built-in ones, in this order.</summary>
    public IList<ICauseRule> Causes { get; } = [];

    /// <summary>Gets the name servers to ask directly when the system's resolver gives no address.</summary>
    /// <value>The default is empty: those that the system is configured with.</value>
    public IList<IPEndPoint> NameServers { get; } = [];

    /// <summary>Gets or sets how many diagnoses may run at once; more wait for their turn.</summary>
    /// <value>From 1 to 10 000; the default is 16.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxConcurrentDiagnoses
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxConcurrentDiagnoses));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 10_000, nameof(MaxConcurrentDiagnoses));
            field = value;
        }
    } = 16;

    /// <summary>
    /// Gets or sets how many diagnoses that may be shared (<see cref="DiagnosisRequest.MaxAge"/>: those that failing connects begin by themselves)
    /// may begin within a minute. Beyond that the exception alone is read, without probes.
    /// </summary>
    /// <value>From 1 to 1 000 000; the default is 120.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int MaxSharedDiagnosesPerMinute
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MaxSharedDiagnosesPerMinute));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1_000_000, nameof(MaxSharedDiagnosesPerMinute));
            field = value;
        }
    } = 120;

    /// <summary>Gets or sets which addresses may be contacted, where what is diagnosed is named by people who are not trusted.</summary>
    /// <value>The default is <see langword="null"/>: any. See <see cref="ConnectionDiagnostics.TargetPolicy.PublicOnly"/>.</value>
    public TargetPolicy? TargetPolicy { get; set; }

    /// <summary>Gets or sets the clock.</summary>
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
