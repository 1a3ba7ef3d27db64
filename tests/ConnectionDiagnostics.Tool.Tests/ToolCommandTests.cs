using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace ConnectionDiagnostics.Tool.Tests;

public sealed class ToolCommandTests : IDisposable
{
    private readonly TcpListener _listening = new(IPAddress.Loopback, 0);

    /// <summary>Bound and not listening: dialling it is refused, and nobody else gets the port.</summary>
    private readonly Socket _closed = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public ToolCommandTests()
    {
        _listening.Start();
        _closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    private string Open => $"127.0.0.1:{((IPEndPoint)_listening.LocalEndpoint).Port}";

    private string Closed => $"127.0.0.1:{((IPEndPoint)_closed.LocalEndPoint!).Port}";

    public void Dispose()
    {
        _listening.Dispose();
        _closed.Dispose();
        _output.Dispose();
        _error.Dispose();
    }

    [Fact]
    public async Task A_connection_that_works_gives_0()
    {
        (await RunAsync(Open)).Should().Be(0);

        _output.ToString().Should().StartWith("✓ ").And.Contain(Open);
        _error.ToString().Should().BeEmpty();
    }

    [Fact]
    public async Task A_connection_that_fails_gives_1()
    {
        (await RunAsync(Closed, "--language", "en")).Should().Be(1);

        _output.ToString().Should().StartWith("✗ ").And.Contain("server-not-listening");
        _error.ToString().Should().BeEmpty();
    }

    [Theory]
    [InlineData("127.0.0.1:99999")]
    [InlineData("host")]
    [InlineData("nosuch://host:1")]
    [InlineData("")]
    public async Task An_unreadable_target_gives_1_and_says_so(string target)
    {
        (await RunAsync(target, "--json")).Should().Be(1);

        using JsonDocument json = ReadJson();
        json.RootElement.GetProperty("outcome").GetString().Should().Be("invalid-target");
        json.RootElement.GetProperty("stages")[0].GetProperty("status").GetString().Should().Be("failed");
        _error.ToString().Should().BeEmpty();
    }

    [Theory]
    [InlineData]
    [InlineData("--json")]
    [InlineData("127.0.0.1:1", "--no-such-option")]
    [InlineData("127.0.0.1:1", "127.0.0.1:2")]
    [InlineData("127.0.0.1:1", "--timeout")]
    [InlineData("127.0.0.1:1", "--timeout", "0")]
    [InlineData("127.0.0.1:1", "--timeout", "0s")]
    [InlineData("127.0.0.1:1", "--timeout", "-5s")]
    [InlineData("127.0.0.1:1", "--timeout", "abc")]
    [InlineData("127.0.0.1:1", "--timeout", "10x")]
    [InlineData("127.0.0.1:1", "--timeout", "1h")]
    [InlineData("127.0.0.1:1", "--timeout", "11m")]
    [InlineData("127.0.0.1:1", "--timeout", "s")]
    [InlineData("127.0.0.1:1", "--timeout", "1,5s")]
    [InlineData("127.0.0.1:1", "--timeout", "1e9s")]
    [InlineData("127.0.0.1:1", "--timeout", "99999999999999999999s")]
    [InlineData("127.0.0.1:1", "--timeout", "0.0000001ms")]
    [InlineData("127.0.0.1:1", "--depth", "deep")]
    [InlineData("127.0.0.1:1", "--expect-address", "nonsense")]
    [InlineData("127.0.0.1:1", "--expect-address", "10.0.0.0/33")]
    [InlineData("127.0.0.1:1", "--expect-address", "10.0.0.0/8", "--expect-address", "x")]
    [InlineData("127.0.0.1:1", "--local-address", "nonsense")]
    [InlineData("127.0.0.1:1", "--local-address", "10.0.0.0/8")]
    [InlineData("127.0.0.1:1", "--language", "xx")]
    [InlineData("127.0.0.1:1", "--language", "fr")]
    [InlineData("explain")]
    [InlineData("explain", "no-such-cause")]
    public async Task Wrong_arguments_give_2_and_complain_on_standard_error(params string[] arguments)
    {
        (await RunAsync(arguments)).Should().Be(2);

        _output.ToString().Should().BeEmpty();
        _error.ToString().Should().StartWith("conndiag: ");
    }

    [Theory]
    [InlineData("'abc'", "10s", "--timeout", "abc")]
    [InlineData("'x'", "192.0.2.0/24", "--expect-address", "x")]
    [InlineData("'y'", "192.0.2.10", "--local-address", "y")]
    [InlineData("'xx'", "zh-Hans", "--language", "xx")]
    public async Task A_complaint_names_the_value_and_says_how_it_is_written(string value, string example, string option, string given)
    {
        await RunAsync("127.0.0.1:1", option, given);

        _error.ToString().Should().Contain(value).And.Contain(example).And.Contain("--help");
    }

    [Theory]
    [InlineData("10s")]
    [InlineData("500ms")]
    [InlineData("1m")]
    [InlineData("10m")]
    [InlineData("2.5s")]
    [InlineData("7")]
    public async Task Times_are_written_in_several_ways(string timeout) => (await RunAsync(Open, "--timeout", timeout)).Should().Be(0);

    [Fact]
    public async Task Interrupted_gives_130()
    {
        using var interrupt = new CancellationTokenSource();
        await interrupt.CancelAsync();

        (await ToolCommand.RunAsync([Closed], new ToolConsole(_output, _error), interrupt.Token)).Should().Be(130);
    }

    [Fact]
    public async Task JSON_is_one_object_and_nothing_else()
    {
        (await RunAsync(Closed, "--json", "--verbose", "--language", "de")).Should().Be(1);

        using JsonDocument json = ReadJson();
        json.RootElement.GetProperty("schemaVersion").GetInt32().Should().Be(1);
        json.RootElement.GetProperty("causes")[0].GetProperty("code").GetString().Should().Be("server-not-listening");
        _error.ToString().Should().BeEmpty();
    }

    [Fact]
    public async Task A_password_is_nowhere_in_the_output()
    {
        // Of a scheme that is not spoken, so that no other listener of the machine is asked.
        await RunAsync($"kafka://:hunter2@{Closed}", "--json");
        await RunAsync($"kafka://:hunter2@{Closed}", "--verbose");
        await RunAsync("redis://:hunter2@127.0.0.1:99999", "--verbose");

        (_output.ToString() + _error).Should().NotContain("hunter2");
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.0/8", 0, null)]
    [InlineData("127.0.0.1", "127.0.0.1", 0, null)]
    [InlineData("closed", "10.0.0.0/8", 1, "wrong-host")]
    [InlineData("closed", "127.0.0.1", 1, "server-not-listening")]
    [InlineData("closed", "::1", 1, "wrong-host")]
    public async Task Expected_addresses_are_single_ones_or_networks(string target, string expected, int status, string? cause)
    {
        (await RunAsync(target == "closed" ? Closed : Open, "--json", "--expect-address", expected)).Should().Be(status);

        using JsonDocument json = ReadJson();
        JsonElement causes = json.RootElement.GetProperty("causes");
        (causes.GetArrayLength() == 0 ? null : causes[0].GetProperty("code").GetString()).Should().Be(cause);
    }

    [Fact]
    public async Task Expected_addresses_may_be_repeated() =>
        (await RunAsync(Open, "--expect-address", "10.0.0.0/8", "--expect-address", "127.0.0.1")).Should().Be(0);

    [Fact]
    public async Task A_local_address_that_the_machine_lacks_is_found()
    {
        (await RunAsync(Open, "--json", "--local-address", "192.0.2.77")).Should().Be(1);

        using JsonDocument json = ReadJson();
        json.RootElement.GetProperty("outcome").GetString().Should().Be("address-not-available");
        json.RootElement.GetProperty("causes")[0].GetProperty("code").GetString().Should().Be("local-address-missing");
    }

    [Fact]
    public async Task A_local_address_of_the_machine_works() => (await RunAsync(Open, "--local-address", "127.0.0.1")).Should().Be(0);

    [Theory]
    [InlineData("en")]
    [InlineData("de")]
    [InlineData("zh-Hans")]
    public async Task Each_language_is_taken_without_ICU(string language) => (await RunAsync(Closed, "--language", language)).Should().Be(1);

    [Fact]
    public async Task Verbose_tells_every_stage()
    {
        await RunAsync(Closed, "--language", "en");
        string brief = _output.ToString();
        _output.GetStringBuilder().Clear();
        await RunAsync(Closed, "--verbose", "--language", "en");

        brief.Should().NotContain("an earlier stage failed");
        _output.ToString().Should().Contain("an earlier stage failed").And.Contain("ms)");
    }

    [Fact]
    public async Task Redirected_output_is_plain()
    {
        await RunAsync(Closed);
        await RunAsync(Closed, "--verbose");
        await RunAsync("ho\u001B[31mst:80");

        _output.ToString().Should().NotContain("\u001B");
    }

    [Fact]
    public async Task A_cause_is_explained()
    {
        (await RunAsync("explain", "server-not-listening", "--language", "en")).Should().Be(0);

        _output.ToString().Should().StartWith("server-not-listening: ");
        _error.ToString().Should().BeEmpty();
    }

    [Fact]
    public async Task An_unknown_cause_is_answered_with_the_known_ones()
    {
        await RunAsync("explain", "no-such-cause");

        _error.ToString().Should().Contain("'no-such-cause'").And.Contain("server-not-listening");
    }

    [Fact]
    public async Task Without_a_code_the_causes_are_listed()
    {
        await RunAsync("explain", "--language", "de");

        _error.ToString().Should().Contain("server-not-listening").And.Contain(CauseExplanation.Of(CauseCode.ServerNotListening, new CultureInfo("de")).Title);
    }

    [Fact]
    public async Task An_error_message_is_answered_with_the_causes_that_print_it()
    {
        (await RunAsync("explain", "ERR_CERT_COMMON_NAME_INVALID", "--language", "en")).Should().Be(2);

        _error.ToString().Should().Contain("tls-name-mismatch").And.NotContain("server-firewall");
    }

    [Fact]
    public async Task Help_gives_0_and_names_the_options()
    {
        (await RunAsync("--help")).Should().Be(0);

        _output.ToString().Should().Contain("--json").And.Contain("--timeout").And.Contain("explain");
    }

    [Fact]
    public async Task An_international_name_is_asked_for_in_ASCII_without_ICU()
    {
        await RunAsync("bücher.invalid:80", "--json");

        using JsonDocument json = ReadJson();
        json.RootElement.GetProperty("target").GetString().Should().Be("tcp://xn--bcher-kva.invalid:80");
    }

    private Task<int> RunAsync(params string[] arguments) =>
        ToolCommand.RunAsync(arguments, new ToolConsole(_output, _error), TestContext.Current.CancellationToken);

    private JsonDocument ReadJson()
    {
        _output.ToString().TrimEnd().Should().StartWith("{").And.EndWith("}");
        return JsonDocument.Parse(_output.ToString());
    }
}
