using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Servers.Grading;
using ConnectionDiagnostics.Servers.Kinds;
using ConnectionDiagnostics.Servers.Running;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectionDiagnostics.Servers;

/// <summary>Starts servers, diagnoses them in each scheme and keeps the results. One for the whole run.</summary>
public sealed class ServerMatrix : IAsyncLifetime
{
    /// <summary>How many servers run at the same time.</summary>
    internal const int AtOnce = 3;

    private readonly ConcurrentDictionary<string, MatrixRow> _rows = new();
    private readonly SemaphoreSlim _places = new(AtOnce);
    private readonly SemaphoreSlim _alone = new(1);
    private string _directory = "";

    /// <summary><c>required</c>, <c>off</c>, or nothing: what is installed runs.</summary>
    private static string Mode => Environment.GetEnvironmentVariable("CONDIAG_SERVERS") ?? "";

    /// <summary>The results so far, in the order of the kinds.</summary>
    internal IReadOnlyList<MatrixRow> Rows => [.. ServerKinds.All.Select(kind => _rows.GetValueOrDefault(kind.Name)).OfType<MatrixRow>()];

    /// <summary>The kinds that cannot run here, and why.</summary>
    internal IReadOnlyList<(ServerKind Kind, string Why)> Skipped { get; } =
        [.. ServerKinds.All.Select(kind => (Kind: kind, Why: Prerequisites.Missing(kind))).Where(entry => entry.Why is not null).Select(entry => (entry.Kind, entry.Why!))];

    public async ValueTask InitializeAsync()
    {
        if (Mode == "off" || !OperatingSystem.IsLinux())
        {
            return;
        }

        Prerequisites.PrepareEnvironment();
        _directory = Directory.CreateTempSubdirectory("condiag-servers-").FullName;
        // Servers that leave root's rights behind have to get through to their own folder.
        File.SetUnixFileMode(_directory, ServerSite.Passable);
        await Certificates.CreateAuthorityAsync(_directory);
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

    /// <summary>Skips the test where the server is not installed, and fails it where it has to be.</summary>
    internal static void SkipUnlessPossible(ServerKind kind)
    {
        Assert.SkipWhen(Mode == "off", "CONDIAG_SERVERS=off");
        if (Prerequisites.Missing(kind) is { } missing)
        {
            Assert.False(Mode == "required", $"{kind.Name} needs {missing}, and CONDIAG_SERVERS=required");
            Assert.Skip($"{kind.Name} needs {missing}");
        }
    }

    /// <summary>Starts a server and diagnoses it in each scheme. What went wrong beside others, but for a wrong certainty, gets a second try alone.</summary>
    internal async Task<MatrixRow> RunAsync(ServerKind kind, CancellationToken cancellationToken)
    {
        await using var site = new ServerSite(Path.Combine(_directory, kind.Name));
        List<Cell> cells = [];
        ServerAddress server = default;
        await AtPlacesAsync(1, async () =>
        {
            server = await kind.Start(site);
            foreach ((string scheme, Expectation expected) in kind.Schemes())
            {
                cells.Add(await DiagnoseAsync(kind, server, scheme, expected, cancellationToken));
            }
        });
        if (cells.Exists(MayBeForLackOfTime))
        {
            await AtPlacesAsync(AtOnce, async () =>
            {
                for (int index = 0; index < cells.Count; index++)
                {
                    if (MayBeForLackOfTime(cells[index]))
                    {
                        Cell first = cells[index];
                        Cell second = await DiagnoseAsync(kind, server, first.Scheme, first.Expected, cancellationToken);
                        cells[index] = second with { SecondTry = true };
                    }
                }
            });
        }

        var row = new MatrixRow { Kind = kind, Version = await Prerequisites.VersionAsync(kind), Cells = cells };
        _rows[kind.Name] = row;
        return row;
    }

    private static bool MayBeForLackOfTime(Cell cell) => cell.Defects.Count > 0 && !cell.IsMisnamed && cell.WrongConfirmations.Count == 0;

    private static async Task<Cell> DiagnoseAsync(
        ServerKind kind, ServerAddress server, string scheme, Expectation expected, CancellationToken cancellationToken)
    {
        string target = $"{scheme}://{IPAddress.Loopback}:{server.Port.ToString(CultureInfo.InvariantCulture)}";
        (IOperatingSystem system, ConnectCounter counter) = ConnectCounter.Around(CurrentSystem.Instance);
        await using var diagnoser = new ConnectionDiagnoser(new ConnectionDiagnoserOptions(), NullLogger.Instance, system);
        var request = new DiagnosisRequest { Target = ConnectionTarget.Parse(target), Culture = CultureInfo.InvariantCulture };
        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(request, cancellationToken);
        return new Cell
        {
            Scheme = scheme,
            Target = target,
            Expected = expected,
            Diagnosis = diagnosis,
            Connections = counter.Connects,
            ClientSaw = await RealClient.TryAsync(scheme, server.Port, cancellationToken),
            ServerSpeaksTls = kind.Tcp.Detected.Contains(WireProtocol.Tls),
        };
    }

    private async Task AtPlacesAsync(int places, Func<Task> run)
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
            await run();
        }
        finally
        {
            _places.Release(places);
        }
    }
}
