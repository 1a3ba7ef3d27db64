using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ConnectionDiagnostics.HostilePeers.Running;

/// <summary>A log that keeps the exceptions of stages: the diagnosis goes on without them, and yet none is meant to be.</summary>
internal sealed class FailedStages : ILogger
{
    private readonly ConcurrentQueue<string> _failures = new();

    public IEnumerable<string> Failures => _failures;

    /// <summary>An exception and where it comes from; of a hundred of them one wants to read no more.</summary>
    public static string Show(Exception exception) =>
        $"{exception.GetType().Name}: {exception.Message} {string.Join(' ', (exception.StackTrace ?? "").Split('\n').Take(4).Select(line => line.Trim()))}";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (exception is not null)
        {
            _failures.Enqueue($"{formatter(state, exception)}: {Show(exception)}");
        }
    }
}
