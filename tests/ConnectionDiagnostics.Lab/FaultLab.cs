using System.Collections.Concurrent;
using ConnectionDiagnostics.Lab.Grading;
using ConnectionDiagnostics.Lab.Network;
using ConnectionDiagnostics.Lab.Scenarios;
using ConnectionDiagnostics.Lab.Tool;

namespace ConnectionDiagnostics.Lab;

/// <summary>Builds scenarios, runs the tool in them and keeps the results. One for the whole run.</summary>
public sealed class FaultLab : IAsyncLifetime
{
    /// <summary>How many scenarios run at the same time.</summary>
    internal const int AtOnce = 4;

    private readonly ConcurrentDictionary<string, LabResult> _results = new();
    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly SemaphoreSlim _alone = new(1);
    private string _directory = "";
    private string? _missing;
    private ToolUnderTest? _tool;

    /// <summary><c>required</c>, <c>off</c>, or nothing: the lab runs where it can.</summary>
    private static string Mode => Environment.GetEnvironmentVariable("CONDIAG_LAB") ?? "";

    /// <summary>The results so far, in the order of the scenarios.</summary>
    internal IReadOnlyList<LabResult> Results =>
        [.. LabScenarios.All.Select(scenario => _results.GetValueOrDefault(scenario.Name)).OfType<LabResult>()];

    public async ValueTask InitializeAsync()
    {
        Environment.SetEnvironmentVariable("PATH", $"{Environment.GetEnvironmentVariable("PATH")}:{Prerequisites.SearchPath}");
        _missing = Mode == "off" ? "CONDIAG_LAB=off" : await Prerequisites.MissingAsync() is { } missing ? $"the fault lab needs {missing}" : null;
        if (_missing is null)
        {
            await LabLeftovers.RemoveOfDeadRunsAsync();
            _directory = WorldReadable.CreateReadable(LabLeftovers.CreateDirectory());
            _tool = new ToolUnderTest(_directory);
        }
    }

    public ValueTask DisposeAsync()
    {
        _places.Dispose();
        _alone.Dispose();
        if (_directory.Length > 0)
        {
            Directory.Delete(_directory, recursive: true);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Skips the test where the lab cannot be built, and fails it where it has to be.</summary>
    internal void SkipUnlessReady()
    {
        if (_missing is not null)
        {
            Assert.False(Mode == "required", $"{_missing}, and CONDIAG_LAB=required");
            Assert.Skip(_missing);
        }
    }

    /// <summary>Builds a scenario, diagnoses it and grades it. What was too slow beside others gets a second try alone.</summary>
    internal async Task<LabResult> RunAsync(LabScenario scenario)
    {
        LabResult result = await AtPlacesAsync(1, () => RunOnceAsync(scenario, "1"));
        if (Grade.IsTooSlow(result.Verdict))
        {
            result = await AtPlacesAsync(AtOnce, () => RunOnceAsync(scenario, "2"));
        }

        _results[scenario.Name] = result;
        return result;
    }

    private async Task<LabResult> AtPlacesAsync(int places, Func<Task<LabResult>> run)
    {
        // Whoever wants all places collects them alone: two collectors would wait for each other's.
        await _alone.WaitAsync();
        for (int place = 0; place < places; place++)
        {
            await _places.WaitAsync();
        }

        _alone.Release();
        try
        {
            return await run();
        }
        finally
        {
            _places.Release(places);
        }
    }

    private async Task<LabResult> RunOnceAsync(LabScenario scenario, string attempt)
    {
        string directory = WorldReadable.CreateReadable(Path.Combine(_directory, $"{scenario.Name}-{attempt}"));
        await using LabNetwork network = await LabNetwork.CreateAsync(scenario.Topology, directory);
        await network.Client.UseNameServersAsync([.. scenario.NameServers]);
        await scenario.Build(network);
        TrafficMeter meter = await TrafficMeter.StartAsync(scenario, network.Client);
        Verdict verdict = await _tool!.RunAsync(scenario, network);
        Traffic traffic = await meter.ReadAsync();
        List<string> notObserved = [];
        foreach (Observation observation in scenario.Truth)
        {
            if (await observation.LookAsync(network) is { } seen)
            {
                notObserved.Add($"{observation.What}; seen: {seen}");
            }
        }

        SaveEvidence(scenario, verdict);
        return new LabResult { Scenario = scenario, Verdict = verdict, Traffic = traffic, NotObserved = notObserved };
    }

    private static void SaveEvidence(LabScenario scenario, Verdict verdict)
    {
        if (Environment.GetEnvironmentVariable("CONDIAG_LAB_CORPUS") is { Length: > 0 } corpus && verdict.EvidenceFile is not null)
        {
            Directory.CreateDirectory(corpus);
            File.Copy(verdict.EvidenceFile, Path.Combine(corpus, scenario.Name + ".json"), overwrite: true);
        }
    }
}
