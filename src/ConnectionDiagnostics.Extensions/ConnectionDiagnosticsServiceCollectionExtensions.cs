using ConnectionDiagnostics;
using ConnectionDiagnostics.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers the diagnoser with a container.</summary>
public static class ConnectionDiagnosticsServiceCollectionExtensions
{
    /// <summary>
    /// Registers a singleton <see cref="IConnectionDiagnoser"/>, which logs to the container's logger and uses its <see cref="TimeProvider"/> where
    /// one is registered. Options are read when the host starts, so that wrong ones end it there. May be called more than once; a diagnoser that
    /// is registered already stays.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="configure">Sets the options; the defaults when <see langword="null"/>.</param>
    /// <returns>The services.</returns>
    /// <exception cref="OptionsValidationException">Thrown when the host starts, or the diagnoser is first asked for: an option is out of range.</exception>
    public static IServiceCollection AddConnectionDiagnostics(this IServiceCollection services, Action<ConnectionDiagnoserOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        AddDiagnoser(services);
        if (configure is not null)
        {
            services.Configure<ConnectionDiagnoserOptions>(options => RangeGuard.Apply(configure, options, Options.Options.DefaultName));
        }

        return services;
    }

    /// <summary>As <see cref="AddConnectionDiagnostics(IServiceCollection, Action{ConnectionDiagnoserOptions})"/>, with options from a configuration section.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">
    /// The section, with any of <c>MaxConcurrentDiagnoses</c>, <c>MaxSharedDiagnosesPerMinute</c> and <c>NameServers</c> (a list of addresses, each
    /// with a port where it is not 53).
    /// </param>
    /// <param name="configure">Sets what the configuration does not; runs after it.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddConnectionDiagnostics(
        this IServiceCollection services, IConfiguration configuration, Action<ConnectionDiagnoserOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configuration);
        services.Configure<ConnectionDiagnoserOptions>(options => DiagnoserSettings.Read(configuration).ApplyTo(options));
        return services.AddConnectionDiagnostics(configure);
    }

    /// <summary>As <see cref="AddConnectionDiagnostics(IServiceCollection, IConfiguration, Action{ConnectionDiagnoserOptions})"/>, with a section of the container's own configuration.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configurationSectionPath">The section's path, such as <c>ConnectionDiagnostics</c>. A section that is missing leaves the defaults.</param>
    /// <param name="configure">Sets what the configuration does not; runs after it.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddConnectionDiagnostics(
        this IServiceCollection services, string configurationSectionPath, Action<ConnectionDiagnoserOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(configurationSectionPath);
        services.AddOptions<ConnectionDiagnoserOptions>().Configure<IConfiguration>(
            (options, configuration) => DiagnoserSettings.Read(configuration.GetSection(configurationSectionPath)).ApplyTo(options));
        return services.AddConnectionDiagnostics(configure);
    }

    private static void AddDiagnoser(IServiceCollection services)
    {
        services.AddOptions<ConnectionDiagnoserOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<ConnectionDiagnoserOptions>, ContainerClock>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConfigureOptions<ConnectionFailureOptions>, ContainerClock>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ConnectionDiagnoserOptions>, DiagnoserOptionsValidator>());
        // By a factory, so that the container disposes of what it made. It may only be disposed of asynchronously, as hosts do.
        services.TryAddSingleton<IConnectionDiagnoser>(static provider => new ConnectionDiagnoser(
            provider.GetRequiredService<IOptions<ConnectionDiagnoserOptions>>().Value, provider.GetService<ILogger<ConnectionDiagnoser>>()));
    }
}
