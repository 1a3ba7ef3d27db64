using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace ConnectionDiagnostics.Tool.Tests;

public sealed class SweepCommandTests : IDisposable
{
    private readonly TcpListener _listening = new(IPAddress.Loopback, 0);
    private readonly Socket _closed = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("conndiag-sweep");

    public SweepCommandTests()
    {
        _listening.Start();
        _closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    private string Open => $"127.0.0.1:{((IPEndPoint)_listening.LocalEndpoint).Port}";

    private string Closed => $"127.0.0.1:{((IPEndPoint)_closed.LocalEndPoint!).Port}";

    private string Targets => Path.Combine(_directory.FullName, "targets.txt");

    private string Results => Path.Combine(_directory.FullName, "results.jsonl");

    public void Dispose()
    {
        _listening.Dispose();
        _closed.Dispose();
        _output.Dispose();
        _error.Dispose();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task All_that_work_give_0()
    {
        (await SweepAsync([Open])).Should().Be(0);

        _output.ToString().Should().Contain("1 targets, 1 connected, 0 not");
        _error.ToString().Should().BeEmpty();
    }

    [Fact]
    public async Task One_that_fails_gives_1_and_stands_in_the_table_of_causes()
    {
        (await SweepAsync([Open, Closed])).Should().Be(1);

        _output.ToString().Should().Contain($"✗ tcp://{Closed}").And.Contain("2 targets, 1 connected, 1 not").And.MatchRegex(@" 1  server-not-listening +tcp://127");
    }

    [Fact]
    public async Task Blank_lines_comments_and_repetitions_are_left_out()
    {
        (await SweepAsync(["\uFEFF# our servers", "", "   ", Open, "  " + Open + "\t", Open + "\r"])).Should().Be(0);

        _output.ToString().Should().Contain("1 targets, 1 connected, 0 not, 2 lines repeated a target");
    }

    [Fact]
    public async Task A_line_that_is_no_target_is_reported_with_its_number_and_the_rest_goes_on()
    {
        (await SweepAsync([Open, "nonsense", Closed, new string('x', 100_000), "\0\u001b[31m:1"])).Should().Be(1);

        _error.ToString().Should().Contain("targets.txt:2: ").And.Contain("targets.txt:4: ").And.Contain("targets.txt:5: ").And.NotContain("\u001b");
        _error.ToString().Length.Should().BeLessThan(2000);
        _output.ToString().Should().Contain("5 targets, 1 connected, 4 not").And.Contain("3  invalid-target");
    }

    [Fact]
    public async Task Json_is_one_diagnosis_a_line_and_nothing_else()
    {
        (await SweepAsync([Open, Closed], "--json")).Should().Be(1);

        string[] lines = _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.Select(TargetOf).Should().BeEquivalentTo($"tcp://{Open}", $"tcp://{Closed}");
        _error.ToString().Should().Contain("2 targets");
    }

    [Fact]
    public async Task Targets_come_from_standard_input_too()
    {
        int status = await ToolCommand.RunAsync(
            ["sweep", "-", "--language", "en"], new ToolConsole(_output, _error) { Input = new StringReader(Open + "\n" + Closed) }, TestContext.Current.CancellationToken);

        status.Should().Be(1);
        _output.ToString().Should().Contain("2 targets");
    }

    [Fact]
    public async Task What_the_file_of_results_has_already_is_left_out()
    {
        await SweepAsync([Open], "--output", Results);

        (await SweepAsync([Open, Closed], "--output", Results)).Should().Be(1);

        _output.ToString().Should().Contain("1 targets, 0 connected, 1 not, 1 were done before");
        (await ReadResultsAsync()).Select(TargetOf).Should().Equal($"tcp://{Open}", $"tcp://{Closed}");
    }

    [Fact]
    public async Task A_result_that_was_cut_off_is_made_again()
    {
        await SweepAsync([Open, Closed], "--output", Results);
        string[] whole = await ReadResultsAsync();
        await File.WriteAllTextAsync(Results, whole[0] + "\n" + whole[1][..20], TestContext.Current.CancellationToken);

        await SweepAsync([Open, Closed], "--output", Results);

        (await ReadResultsAsync()).Select(TargetOf).Should().BeEquivalentTo($"tcp://{Open}", $"tcp://{Closed}");
    }

    [Fact]
    public async Task A_full_disk_is_told()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "There is no /dev/full.");

        (await SweepAsync([Open, Closed], "--output", "/dev/full")).Should().Be(2);

        _output.ToString().Should().Contain("conndiag: the results could not be written");
    }

    [Fact]
    public async Task A_file_that_is_not_there_gives_2()
    {
        (await RunAsync("sweep", Targets)).Should().Be(2);

        _error.ToString().Should().StartWith("conndiag: the targets could not be read");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("10001")]
    [InlineData("many")]
    public async Task A_wrong_number_gives_2(string number)
    {
        (await RunAsync("sweep", Targets, "--concurrency", number)).Should().Be(2);

        _error.ToString().Should().Contain($"'{number}'").And.Contain("10000");
    }

    [Fact]
    public async Task An_interruption_keeps_what_is_finished()
    {
        using var interrupt = new CancellationTokenSource();
        using var input = new ManyTargets(Closed[(Closed.LastIndexOf(':') + 1)..]);
        using var output = new InterruptingWriter(interrupt);

        int status = await ToolCommand.RunAsync(
            ["sweep", "-", "--language", "en", "--output", Results, "--json"], new ToolConsole(output, _error) { Input = input }, interrupt.Token);

        status.Should().Be(130);
        _error.ToString().Should().Contain("interrupted; the same command goes on from here");
        string[] kept = await ReadResultsAsync();
        kept.Select(TargetOf).Should().OnlyHaveUniqueItems().And.NotContainNulls();
        output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Should().NotBeEmpty().And.BeSubsetOf(kept, "what is shown is also kept");
    }

    private static string? TargetOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        return json.RootElement.GetProperty("target").GetString();
    }

    private async Task<string[]> ReadResultsAsync() => await File.ReadAllLinesAsync(Results, TestContext.Current.CancellationToken);

    private async Task<int> SweepAsync(string[] lines, params string[] options)
    {
        await File.WriteAllTextAsync(Targets, string.Join('\n', lines), TestContext.Current.CancellationToken);
        return await RunAsync(["sweep", Targets, "--language", "en", .. options]);
    }

    private Task<int> RunAsync(params string[] arguments) =>
        ToolCommand.RunAsync(arguments, new ToolConsole(_output, _error), TestContext.Current.CancellationToken);

    /// <summary>Somebody types targets, and then Ctrl-C instead of the end.</summary>
    /// <summary>A line at a time, for longer than any test waits: loopback addresses where nothing listens.</summary>
    private sealed class ManyTargets(string port) : TextReader
    {
        private int _count;

        public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
        {
            string line = _count < 60_000 ? $"127.0.{_count / 240}.{(_count % 240) + 1}:{port}\n" : "";
            _count++;
            line.CopyTo(buffer.Span);
            return ValueTask.FromResult(line.Length);
        }
    }

    /// <summary>Interrupts once something is shown: then something is finished.</summary>
    private sealed class InterruptingWriter(CancellationTokenSource interrupt) : StringWriter
    {
        public override void Write(ReadOnlySpan<char> buffer)
        {
            base.Write(buffer);
            interrupt.Cancel();
        }
    }
}
