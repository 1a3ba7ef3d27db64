// Waits for PostgreSQL at start, for a bounded time, and says why it is not there. Give its connection string as the argument; without one it
// dials a loopback port that refuses, and ends as expected when that is what the diagnosis says.

using ConnectionDiagnostics;
using ConnectionDiagnostics.Testing;
using DatabaseStartup;
using Npgsql;

await using FaultyServer nobody = await FaultyServer.StartAsync(Fault.Refuses);
bool isDemonstration = args.Length == 0;
string connectionString = isDemonstration ? $"Host=127.0.0.1;Port={nobody.Port};Username=app;Database=orders" : args[0];
await using NpgsqlDataSource database = NpgsqlDataSource.Create(connectionString);
await using var diagnoser = new ConnectionDiagnoser();

Diagnosis? diagnosis = await new DatabaseWait(database, diagnoser) { MaxAttempts = 3, Pause = TimeSpan.FromSeconds(1) }.RunAsync();

Console.WriteLine(diagnosis is null ? "The database is there." : $"The database is not there.\n\n{diagnosis}");
bool asExpected = isDemonstration ? diagnosis?.Outcome == ConnectionOutcome.Refused : diagnosis is null;
return asExpected ? 0 : 1;
