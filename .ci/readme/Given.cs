global using static Readme.Given;
global using Microsoft.Extensions.Logging;
global using ConnectionDiagnostics;

using System.Net.WebSockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Readme;

/// <summary>What the READMEs take for granted: what an application has anyhow.</summary>
internal static class Given
{
    public static readonly IServiceCollection services = new ServiceCollection();
    public static readonly ILogger logger = NullLogger.Instance;
    public static readonly ConnectionDiagnoser diagnoser = new();
    public static readonly ConnectionTarget target = ConnectionTarget.Parse("ws://127.0.0.1:9/");
    public static readonly Uri uri = new("ws://127.0.0.1:9/");

    /// <summary>A client of either kind, as the snippet needs it.</summary>
    public static AnyClient client => new();

    public sealed class AnyClient
    {
        public Task ConnectAsync(Uri address, CancellationToken cancellationToken) => new ClientWebSocket().ConnectAsync(address, cancellationToken);

        public Task<HttpResponseMessage> GetAsync(string address) => new HttpClient().GetAsync(address);
    }
}

/// <summary>Of a test framework as much as a snippet shows.</summary>
internal static class Assert
{
    public static void Equal<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual))
        {
            throw new InvalidOperationException($"expected {expected}, got {actual}");
        }
    }

    public static async Task ThrowsAsync<TException>(Func<Task> action)
        where TException : Exception
    {
        try
        {
            await action();
        }
        catch (TException)
        {
            return;
        }

        throw new InvalidOperationException($"expected {typeof(TException)}");
    }
}

internal sealed class ServerMonitor(IConnectionDiagnoser diagnoser)
{
    public Task CheckAsync(string address) => diagnoser.DiagnoseAsync(ConnectionTarget.Parse(address));
}
