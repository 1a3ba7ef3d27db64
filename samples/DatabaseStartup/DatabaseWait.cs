using ConnectionDiagnostics;
using Npgsql;

namespace DatabaseStartup;

/// <summary>Connects until the database is there, waiting cannot help, or the attempts are used up.</summary>
internal sealed class DatabaseWait(NpgsqlDataSource database, IConnectionDiagnoser diagnoser)
{
    public required int MaxAttempts { get; init; }

    public required TimeSpan Pause { get; init; }

    /// <returns><see langword="null"/> when the database is there, otherwise why it is not.</returns>
    public async Task<Diagnosis?> RunAsync(CancellationToken cancellationToken = default)
    {
        var settings = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        var target = ConnectionTarget.Parse($"postgres://{settings.Host}:{settings.Port}");
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                await diagnoser.RunAsync(target, OpenAsync, cancellationToken);
                return null;
            }
            catch (ConnectionFailedException exception)
            {
                Console.WriteLine($"Attempt {attempt} of {MaxAttempts}: {exception.Message}");
                if (attempt == MaxAttempts || !WaitingMayHelp(exception))
                {
                    return exception.Diagnosis;
                }

                await Task.Delay(Pause, cancellationToken);
            }
        }
    }

    /// <summary>A database that starts refuses at first, so at start a refused port is worth another try; a wrong name or certificate is not.</summary>
    private static bool WaitingMayHelp(ConnectionFailedException exception) =>
        exception.Diagnosis?.Outcome is ConnectionOutcome.Refused or ConnectionOutcome.Timeout or ConnectionOutcome.Unreachable or ConnectionOutcome.Reset
        || (exception.InnerException is { } inner && ConnectionFailure.Classify(inner).IsTransient);

    private async Task OpenAsync(CancellationToken cancellationToken)
    {
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancellationToken);
    }
}
