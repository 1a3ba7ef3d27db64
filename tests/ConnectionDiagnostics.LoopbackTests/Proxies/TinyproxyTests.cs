using System.Globalization;
using ConnectionDiagnostics.Testing;
using static ConnectionDiagnostics.LoopbackTests.Proxies.ProxyScene;

namespace ConnectionDiagnostics.LoopbackTests.Proxies;

/// <summary>tinyproxy: a real HTTP proxy.</summary>
public sealed class TinyproxyTests
{
    private static Task<ChildProcess> StartAsync(string more = "") => ChildProcess.StartAsync(
        "/usr/bin/tinyproxy", "tinyproxy",
        port => string.Create(CultureInfo.InvariantCulture, $"Port {port}\nListen 127.0.0.1\nTimeout 5\nMaxClients 20\n{more}\n"),
        (file, _) => ["-d", "-c", file]);

    public static TheoryData<string> Targets { get; } = ["http://127.0.0.1:{port}/", "ws://127.0.0.1:{port}/", "tcp://127.0.0.1:{port}"];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task A_target_is_reached_through_it(string target)
    {
        await using ChildProcess proxy = await StartAsync();
        await using FaultyServer server = await StartServerAsync(target.StartsWith("ws", StringComparison.Ordinal) ? Fault.WebSocket : Fault.AnswersHttp(200, "ok"));

        Diagnosis diagnosis = await DiagnoseAsync(target.Replace("{port}", $"{server.Port}", StringComparison.Ordinal), $"http://127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.Connected);
        diagnosis.Stages.Should().NotContain(stage => stage.Status == StageStatus.Failed || stage.Detail.Contains("earlier stage"));
        diagnosis.Evidence.Proxy.Value!.Result.Should().Be(target.StartsWith("http", StringComparison.Ordinal) ? ProxyResult.Forwarded : ProxyResult.Tunnelled);
    }

    [Fact]
    public async Task TLS_runs_through_its_tunnel()
    {
        await using ChildProcess proxy = await StartAsync();
        await using FaultyServer server = await StartServerAsync(Fault.Tls(TlsFault.Expired));

        Diagnosis diagnosis = await DiagnoseAsync($"https://127.0.0.1:{server.Port}/", $"http://127.0.0.1:{proxy.Port}");

        diagnosis.Outcome.Should().Be(ConnectionOutcome.TlsFailed, diagnosis.ToText(true));
        diagnosis.Evidence.Proxy.Value!.Result.Should().Be(ProxyResult.Tunnelled);
        diagnosis.Causes.Should().Contain(cause => cause.Code == CauseCode.TlsCertificateExpired);
    }

    [Fact]
    public async Task A_port_that_it_does_not_connect_to_is_denied()
    {
        await using ChildProcess proxy = await StartAsync("ConnectPort 443");
        await using FaultyServer server = await StartServerAsync(Fault.WebSocket);

        Diagnosis diagnosis = await DiagnoseAsync($"ws://127.0.0.1:{server.Port}/", $"http://127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.ProxyDenied, Likelihood.Confirmed);
        diagnosis.Causes[0].Reasons.Should().Contain(reason => reason.Contains("the direct way works"));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("tcp")]
    public async Task A_client_that_it_does_not_allow_is_denied(string scheme)
    {
        await using ChildProcess proxy = await StartAsync("Allow 127.9.9.9");
        await using FaultyServer server = await StartServerAsync(Fault.AnswersHttp(200, "ok"));

        Diagnosis diagnosis = await DiagnoseAsync($"{scheme}://127.0.0.1:{server.Port}", $"http://127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.ProxyDenied, Likelihood.Confirmed);
    }

    [Theory]
    [InlineData("http", "")]
    [InlineData("tcp", "")]
    [InlineData("tcp", "user:wrong@")]
    [InlineData("http", "user:wrong@")]
    public async Task It_wants_a_login(string scheme, string credentials)
    {
        await using ChildProcess proxy = await StartAsync($"BasicAuth user {Secret.Replace("-", "", StringComparison.Ordinal)}");
        await using FaultyServer server = await StartServerAsync(Fault.AnswersHttp(200, "ok"));

        Diagnosis diagnosis = await DiagnoseAsync($"{scheme}://127.0.0.1:{server.Port}", $"http://{credentials}127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.ProxyAuthenticationRequired);
        diagnosis.Causes[0].Likelihood.Should().Be(Likelihood.Confirmed, diagnosis.ToText(true));
    }

    [Theory]
    [InlineData("http")]
    [InlineData("tcp")]
    public async Task The_right_login_is_taken(string scheme)
    {
        string password = Secret.Replace("-", "", StringComparison.Ordinal);
        await using ChildProcess proxy = await StartAsync($"BasicAuth user {password}");
        await using FaultyServer server = await StartServerAsync(Fault.AnswersHttp(200, "ok"));

        Diagnosis diagnosis = await DiagnoseAsync($"{scheme}://127.0.0.1:{server.Port}", $"http://user:{password}@127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.Connected);
        EvidenceFile.ToJson(diagnosis.Evidence).Should().NotContain(password);
    }

    [Fact]
    public async Task A_target_that_refuses_it_and_us_has_its_own_cause()
    {
        await using ChildProcess proxy = await StartAsync();
        await using FaultyServer dead = await StartServerAsync(Fault.Refuses);

        Diagnosis diagnosis = await DiagnoseAsync($"https://127.0.0.1:{dead.Port}/", $"http://127.0.0.1:{proxy.Port}");

        // tinyproxy says "500 Unable to connect" where others say 502.
        diagnosis.ShouldBe(ConnectionOutcome.Refused, CauseCode.ServerNotListening);
        diagnosis.Evidence.Proxy.Value!.Http!.Status.Should().Be(500);
    }

    [Fact]
    public async Task The_environments_proxy_is_gone_through_as_dotnet_would()
    {
        await using ChildProcess proxy = await StartAsync("Allow 127.9.9.9");
        await using FaultyServer server = await StartServerAsync(Fault.AnswersHttp(200, "ok"));
        var variables = new Dictionary<string, string> { ["HTTP_PROXY"] = $"http://127.0.0.1:{proxy.Port}", ["NO_PROXY"] = "127.0.0.0/8" };

        Diagnosis http = await DiagnoseAsync($"http://127.0.0.1:{server.Port}/", variables);
        Diagnosis tcp = await DiagnoseAsync($"tcp://127.0.0.1:{server.Port}", variables);
        Diagnosis exempt = await DiagnoseAsync($"http://127.0.0.1:{server.Port}/", new Dictionary<string, string>(variables) { ["NO_PROXY"] = "127.0.0.1" });

        http.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.ProxyDenied, Likelihood.Confirmed);
        string.Join('\n', http.Causes[0].Reasons).Should().Contain("curl goes direct").And.Contain("127.0.0.0/8");
        http.Causes.Should().Contain(cause => cause.Code == CauseCode.ProxySettingsDiffer);
        tcp.ShouldBe(ConnectionOutcome.Connected);
        exempt.ShouldBe(ConnectionOutcome.Connected);
        exempt.Evidence.Proxy.IsMeasured.Should().BeFalse();
    }

    [Fact]
    public async Task It_is_recognised_when_it_is_asked_as_SOCKS()
    {
        await using ChildProcess proxy = await StartAsync();

        Diagnosis diagnosis = await DiagnoseAsync("tcp://127.0.0.1:9", $"socks5://127.0.0.1:{proxy.Port}", seconds: 4);

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.NotAProxy, Likelihood.Confirmed);
    }
}
