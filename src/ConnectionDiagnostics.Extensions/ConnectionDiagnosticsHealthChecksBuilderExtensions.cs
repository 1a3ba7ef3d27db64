using ConnectionDiagnostics;
using ConnectionDiagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Health checks that say why a dependency cannot be reached.</summary>
public static class ConnectionDiagnosticsHealthChecksBuilderExtensions
{
    /// <summary>
    /// Checks that a dependency can be connected to. The description is the diagnosis in one line; the data are <c>target</c>, <c>outcome</c>,
    /// <c>causes</c> (each <c>code (likelihood)</c>, best first) and <c>durationMs</c>. Healthy when the connection works, degraded when it works
    /// with a remark (a certificate about to expire, addresses of which some fail). Addresses, ports and processes stand in it: show descriptions
    /// to operators, not to clients.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="target">What is connected to, as <see cref="ConnectionTarget.Parse"/> reads it: <c>postgres://db:5432</c>. User information is dropped.</param>
    /// <param name="failureStatus">The status when the connection does not work; <see cref="HealthStatus.Unhealthy"/> when <see langword="null"/>.</param>
    /// <param name="tags">Tags by which checks are selected.</param>
    /// <param name="timeout">The time for everything (<see cref="DiagnosisRequest.Timeout"/>): more than zero, at most 10 minutes; 10 seconds when <see langword="null"/>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="FormatException"><paramref name="target"/> is not a target; the message says why.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is out of range.</exception>
    public static IHealthChecksBuilder AddConnectionCheck(
        this IHealthChecksBuilder builder, string name, string target, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null, TimeSpan? timeout = null) =>
        builder.AddConnectionCheck(name, ConnectionTarget.Parse(target), failureStatus, tags, timeout);

    /// <summary>As <see cref="AddConnectionCheck(IHealthChecksBuilder, string, string, HealthStatus?, IEnumerable{string}, TimeSpan?)"/>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="target">What is connected to.</param>
    /// <param name="failureStatus">The status when the connection does not work; <see cref="HealthStatus.Unhealthy"/> when <see langword="null"/>.</param>
    /// <param name="tags">Tags by which checks are selected.</param>
    /// <param name="timeout">The time for everything (<see cref="DiagnosisRequest.Timeout"/>): more than zero, at most 10 minutes; 10 seconds when <see langword="null"/>.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is out of range.</exception>
    public static IHealthChecksBuilder AddConnectionCheck(
        this IHealthChecksBuilder builder, string name, ConnectionTarget target, HealthStatus? failureStatus = null, IEnumerable<string>? tags = null, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(target);
        // Made here, where a timeout out of range has the caller on the stack.
        var request = new DiagnosisRequest { Target = target, Timeout = timeout ?? DiagnosisRequest.DefaultTimeout };
        builder.Services.AddConnectionDiagnostics();
        return builder.Add(new HealthCheckRegistration(
            name, provider => new ConnectionCheck(provider.GetRequiredService<IConnectionDiagnoser>(), request), failureStatus, tags));
    }
}
