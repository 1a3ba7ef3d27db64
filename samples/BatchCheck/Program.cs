// Checks many targets at once and shows how far it is. Give a file with one target a line as the argument; without one it checks
// twenty-four servers on loopback, of which three in four fail.

using System.Collections.Concurrent;
using ConnectionDiagnostics;
using ConnectionDiagnostics.Testing;

Fault[] faults = [Fault.WebSocket, Fault.Refuses, Fault.SpeaksSsh, Fault.AnswersHttp(503)];
var servers = new List<FaultyServer>();
string[] lines;
if (args is [var file])
{
    lines = await File.ReadAllLinesAsync(file);
}
else
{
    for (int i = 0; i < 24; i++)
    {
        servers.Add(await FaultyServer.StartAsync(faults[i % faults.Length]));
    }

    lines = [.. servers.Select(server => $"ws://{server.EndPoint}/")];
}

// Lines that are no targets are results too: "invalid-target".
ConnectionTarget[] targets = [.. lines.Where(line => !string.IsNullOrWhiteSpace(line)).Select(ConnectionTarget.ParseOrInvalid)];
var results = new ConcurrentBag<Diagnosis>();
await using var diagnoser = new ConnectionDiagnoser();
var progress = new Lock();

await Parallel.ForEachAsync(targets, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (target, cancellationToken) =>
{
    Diagnosis diagnosis = await diagnoser.DiagnoseAsync(target, cancellationToken);
    lock (progress)
    {
        results.Add(diagnosis);
        string why = diagnosis.Causes is [var first, ..] ? $"{first.Code}: {first.Summary}" : "";
        Console.WriteLine($"[{results.Count,3}/{targets.Length}] {diagnosis.Target}  {diagnosis.Outcome.ToCode()}  {why}");
    }
});

foreach (FaultyServer server in servers)
{
    await server.DisposeAsync();
}

Console.WriteLine();
foreach (var group in results.CountBy(diagnosis => diagnosis.Causes is [var first, ..] ? first.Code.Value : "works").OrderByDescending(group => group.Value).ThenBy(group => group.Key, StringComparer.Ordinal))
{
    Console.WriteLine($"{group.Value,4}  {group.Key}");
}

int working = results.Count(diagnosis => diagnosis.Outcome == ConnectionOutcome.Connected);
Console.WriteLine($"\n{targets.Length} targets, {working} work, {targets.Length - working} do not");
return args.Length > 0 || (results.Count == 24 && working == 6) ? 0 : 1;
