using ConnectionDiagnostics.Servers.Grading;
using ConnectionDiagnostics.Servers.Kinds;

namespace ConnectionDiagnostics.Servers;

/// <summary>All servers together. Not parallel: this begins when they are done.</summary>
[Collection(typeof(AfterAllServers))]
public sealed class MatrixTests(ServerMatrix matrix, ITestOutputHelper output)
{
    private const double LeastRight = 0.99;

    /// <summary>Fresh connections, beside the client's own.</summary>
    private const int MostFresh = 5;

    [Fact]
    public async Task Servers_are_named_and_mismatches_explained()
    {
        Assert.SkipWhen(matrix.Rows.Count == 0, "no server ran");
        var summary = new MatrixSummary(matrix.Rows);

        string report = MatrixReport.Write(summary, matrix.Skipped, DateTimeOffset.UtcNow);
        output.WriteLine(report);
        if (matrix.Rows.Count + matrix.Skipped.Count == ServerKinds.All.Count)
        {
            await File.WriteAllTextAsync(Path.Combine(Repository.Root, "benchmarks", "results", "protocols.md"), report, TestContext.Current.CancellationToken);
        }

        summary.Misnamed.Should().Be(0);
        summary.WrongConfirmations.Should().Be(0);
        summary.MostFreshConnections.Should().BeLessThanOrEqualTo(MostFresh);
        summary.Right.Should().BeGreaterThanOrEqualTo(LeastRight);
    }
}
