using System.Globalization;
using ConnectionDiagnostics.Testing;
using static ConnectionDiagnostics.LoopbackTests.Proxies.ProxyScene;

namespace ConnectionDiagnostics.LoopbackTests.Proxies;

/// <summary>Dante: a real SOCKS 4 and 5 proxy.</summary>
public sealed class DanteTests
{
    private static Task<ChildProcess> StartAsync(string method = "none", string rules = "socks pass { from: 127.0.0.0/8 to: 127.0.0.0/8 }") => ChildProcess.StartAsync(
        "/usr/sbin/danted", "dante-server",
        port => string.Create(CultureInfo.InvariantCulture, $$"""
            logoutput: /dev/null
            internal: 127.0.0.1 port = {{port}}
            external: 127.0.0.1
            socksmethod: {{method}}
            clientmethod: none
            client pass { from: 127.0.0.0/8 to: 0.0.0.0/0 }
            {{rules}}
            """),
        (file, folder) => ["-f", file, "-p", Path.Combine(folder, "danted.pid")]);

    [Theory]
    [InlineData("socks4", "http")]
    [InlineData("socks4a", "ws")]
    [InlineData("socks5", "http")]
    [InlineData("socks5", "ws")]
    [InlineData("socks5h", "tcp")]
    public async Task A_target_is_reached_through_it(string proxyScheme, string scheme)
    {
        await using ChildProcess proxy = await StartAsync();
        await using FaultyServer server = await StartServerAsync(scheme == "ws" ? Fault.WebSocket : Fault.AnswersHttp(200, "ok"));

        Diagnosis diagnosis = await DiagnoseAsync($"{scheme}://127.0.0.1:{server.Port}", $"{proxyScheme}://127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.Connected);
        diagnosis.Evidence.Proxy.Value!.Result.Should().Be(ProxyResult.Tunnelled);
    }

    [Fact]
    public async Task A_server_that_speaks_another_protocol_is_identified_through_the_tunnel()
    {
        await using ChildProcess proxy = await StartAsync();
        await using FaultyServer server = await StartServerAsync(Fault.SpeaksSsh);

        Diagnosis diagnosis = await DiagnoseAsync($"http://127.0.0.1:{server.Port}", $"socks5://127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.ProtocolMismatch, CauseCode.ProtocolMismatch, Likelihood.Confirmed);
        diagnosis.Detected.Should().Be("ssh");
    }

    [Fact]
    public async Task A_rule_that_forbids_the_target_is_a_denial()
    {
        await using ChildProcess proxy = await StartAsync(rules: "socks block { from: 127.0.0.0/8 to: 127.0.0.0/8 }");
        await using FaultyServer server = await StartServerAsync(Fault.AnswersHttp(200, "ok"));

        Diagnosis diagnosis = await DiagnoseAsync($"http://127.0.0.1:{server.Port}", $"socks5://127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.ProxyDenied, Likelihood.Confirmed);
    }

    [Fact]
    public async Task A_target_that_refuses_it_and_us_has_its_own_cause()
    {
        await using ChildProcess proxy = await StartAsync();
        await using FaultyServer dead = await StartServerAsync(Fault.Refuses);

        Diagnosis diagnosis = await DiagnoseAsync($"http://127.0.0.1:{dead.Port}", $"socks5://127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.Refused, CauseCode.ServerNotListening);
        diagnosis.Evidence.Proxy.Value!.ReplyCode.Should().Be(5);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody-of-that-name:wrong@")]
    public async Task It_wants_a_login(string credentials)
    {
        await using ChildProcess proxy = await StartAsync(method: "username");

        Diagnosis diagnosis = await DiagnoseAsync("http://127.0.0.1:9", $"socks5://{credentials}127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.ProxyAuthenticationRequired, Likelihood.Confirmed);
    }

    [Fact]
    public async Task It_is_recognised_when_it_is_asked_as_HTTP_proxy()
    {
        await using ChildProcess proxy = await StartAsync();

        Diagnosis diagnosis = await DiagnoseAsync("https://127.0.0.1:9", $"http://127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.NotAProxy, Likelihood.Confirmed);
    }
}
