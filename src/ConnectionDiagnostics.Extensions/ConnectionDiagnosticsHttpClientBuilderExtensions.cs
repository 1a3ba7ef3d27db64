using ConnectionDiagnostics;
using ConnectionDiagnostics.HttpClients;
using ConnectionDiagnostics.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>HttpClients whose exceptions carry the diagnosis.</summary>
public static class ConnectionDiagnosticsHttpClientBuilderExtensions
{
    /// <summary>
    /// Diagnoses requests of this client that fail because of the connection; the exception goes out as it is, with the diagnosis attached
    /// (<see cref="ConnectionDiagnosticsExceptionExtensions.GetDiagnosis"/>). The handler becomes the innermost of the client's handlers, also of
    /// those added later: retries around it see each diagnosis. Registers the diagnoser where nobody has.
    /// </summary>
    /// <param name="builder">The client's builder.</param>
    /// <param name="configure">Sets this client's options, which are named like the client; the defaults when <see langword="null"/>.</param>
    /// <returns>The builder.</returns>
    public static IHttpClientBuilder AddConnectionDiagnostics(this IHttpClientBuilder builder, Action<ConnectionFailureOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AddHandler(builder);
        if (configure is not null)
        {
            builder.Services.Configure<ConnectionFailureOptions>(builder.Name, options => RangeGuard.Apply(configure, options, builder.Name));
        }

        return builder;
    }

    /// <summary>As <see cref="AddConnectionDiagnostics(IHttpClientBuilder, Action{ConnectionFailureOptions})"/>, with options from a configuration section.</summary>
    /// <param name="builder">The client's builder.</param>
    /// <param name="configuration">The section, with any of <c>MaxAge</c> and <c>MaxDelay</c>, written <c>00:00:30</c>. A change takes effect when the factory renews the client's handler.</param>
    /// <param name="configure">Sets what the configuration does not; runs after it.</param>
    /// <returns>The builder.</returns>
    public static IHttpClientBuilder AddConnectionDiagnostics(
        this IHttpClientBuilder builder, IConfiguration configuration, Action<ConnectionFailureOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configuration);
        builder.Services.Configure<ConnectionFailureOptions>(builder.Name, options => FailureSettings.Read(configuration).ApplyTo(options, builder.Name));
        if (builder.Name is not null)
        {
            builder.Services.AddSingleton<IOptionsChangeTokenSource<ConnectionFailureOptions>>(
                new ConfigurationChangeTokenSource<ConnectionFailureOptions>(builder.Name, configuration));
        }

        return builder.AddConnectionDiagnostics(configure);
    }

    private static void AddHandler(IHttpClientBuilder builder)
    {
        builder.Services.AddConnectionDiagnostics();
        // The builder of ConfigureHttpClientDefaults has no name and stands for all clients.
        if (builder.Name is not null)
        {
            builder.Services.AddOptions<ConnectionFailureOptions>(builder.Name).ValidateOnStart();
        }

        // After all other configuration, and so inside of handlers that are added to the builder later.
        builder.Services.AddSingleton<IPostConfigureOptions<HttpClientFactoryOptions>>(
            new PostConfigureOptions<HttpClientFactoryOptions>(builder.Name, static options => options.HttpMessageHandlerBuilderActions.Add(InnermostHandler.Add)));
    }
}
