using ConnectionDiagnostics.Servers.Grading;
using ConnectionDiagnostics.Servers.Kinds;

namespace ConnectionDiagnostics.Servers;

/// <summary>Each real server, spoken to in each scheme, is named, and the client is told what is wrong.</summary>
public sealed class ServerTests(ServerMatrix matrix)
{
    public static IEnumerable<TheoryDataRow<string>> Kinds { get; } =
        [.. ServerKinds.All.Select(kind => new TheoryDataRow<string>(kind.Name).WithTrait("server", kind.Name))];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_real_server_is_named_and_the_mismatch_explained(string name)
    {
        ServerKind kind = ServerKinds.All.Single(one => one.Name == name);
        ServerMatrix.SkipUnlessPossible(kind);

        MatrixRow row = await matrix.RunAsync(kind, TestContext.Current.CancellationToken);

        string[] invalid = [.. row.Cells.Where(cell => cell.Contradiction is not null).Select(cell => $"{cell.Target}: {cell.Contradiction}")];
        Assert.True(invalid.Length == 0, $"INVALID: a real client saw something else than is expected here.\n{string.Join('\n', invalid)}");
        string[] defects = [.. row.Cells.Where(cell => !cell.IsRight).Select(cell => $"{cell.Target}: {string.Join("; ", cell.Defects)}\n{cell.Details()}")];
        Assert.True(defects.Length == 0, string.Join('\n', defects));
    }
}
