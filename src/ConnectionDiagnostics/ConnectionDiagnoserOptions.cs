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
