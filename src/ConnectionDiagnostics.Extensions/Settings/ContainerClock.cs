using Microsoft.Extensions.Options;

namespace ConnectionDiagnostics.Settings;

/// <summary>The clock of the container, where one is registered, for all options that nobody gave another.</summary>
internal sealed class ContainerClock(TimeProvider? time = null) : IConfigureOptions<ConnectionDiagnoserOptions>, IConfigureNamedOptions<ConnectionFailureOptions>
{
    public void Configure(ConnectionDiagnoserOptions options)
    {
        if (time is not null && options.TimeProvider == TimeProvider.System)
        {
            options.TimeProvider = time;
        }
    }

    public void Configure(string? name, ConnectionFailureOptions options) => Configure(options);

    public void Configure(ConnectionFailureOptions options)
    {
        if (time is not null && options.TimeProvider == TimeProvider.System)
        {
            options.TimeProvider = time;
        }
    }
}
