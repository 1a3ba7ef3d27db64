namespace ConnectionDiagnostics.Tool.Tests;

public sealed class OddArgumentTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    [Theory]
    [InlineData("NaN")]
    [InlineData("-Infinity")]
    [InlineData("∞")]
    [InlineData("Infinity")]
    [InlineData("NaNms")]
    public async Task A_time_that_is_no_number_gives_2(string timeout)
    {
        int status = await RunAsync("127.0.0.1:1", $"--timeout={timeout}");

        status.Should().Be(2);
        _error.ToString().Should().Contain("--timeout");
    }

    [Fact]
    public async Task A_cause_is_explained_in_words()
    {
        await RunAsync("explain", "server-not-listening", "--language", "en");

        _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Should().OnlyContain(line => line.Trim() != "server-not-listening");
    }

    [Fact]
    public async Task An_international_name_in_capitals_is_the_same_name_without_ICU()
    {
        await RunAsync("BÜCHER.invalid:80", "--json");

        _output.ToString().Should().Contain("xn--bcher-kva.invalid");
    }

    private Task<int> RunAsync(params string[] arguments) =>
        ToolCommand.RunAsync(arguments, new ToolConsole(_output, _error), TestContext.Current.CancellationToken);
}
