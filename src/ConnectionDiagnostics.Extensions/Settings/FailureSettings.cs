using Microsoft.Extensions.Configuration;

namespace ConnectionDiagnostics.Settings;

/// <summary>What of <see cref="ConnectionFailureOptions"/> can be written in a configuration file.</summary>
internal sealed class FailureSettings
{
    public TimeSpan? MaxAge { get; set; }

    public TimeSpan? MaxDelay { get; set; }

    public static FailureSettings Read(IConfiguration configuration)
    {
        var settings = new FailureSettings();
        configuration.Bind(settings);
        return settings;
    }

    public void ApplyTo(ConnectionFailureOptions options, string? name) => RangeGuard.Apply(Set, options, name);

    private void Set(ConnectionFailureOptions options)
    {
        options.MaxAge = MaxAge ?? options.MaxAge;
        options.MaxDelay = MaxDelay ?? options.MaxDelay;
    }
}
