using System.Net.Sockets;
using System.Text;
using ConnectionDiagnostics.Testing;
using static ConnectionDiagnostics.LoopbackTests.Proxies.ProxyScene;

namespace ConnectionDiagnostics.LoopbackTests.Proxies;

/// <summary>Every answer of a proxy on a real socket, each with its cause.</summary>
public sealed class ProxyAnswerTests
{
    private const string Squid = "Server: squid/5.7\r\nX-Squid-Error: ERR_ACCESS_DENIED 0\r\n";

    public static TheoryData<string, string, CauseCode, Likelihood> ConnectAnswers { get; } = new()
    {
        { "407 Proxy Authentication Required", "Proxy-Authenticate: Basic realm=\"p\"\r\n", CauseCode.ProxyAuthenticationRequired, Likelihood.Confirmed },
        { "407 Proxy Authentication Required", "Proxy-Authenticate: NTLM\r\nProxy-Authenticate: Negotiate\r\n", CauseCode.ProxyAuthenticationRequired, Likelihood.Confirmed },
        { "407 Proxy Authentication Required", "", CauseCode.ProxyAuthenticationRequired, Likelihood.Confirmed },
        { "403 Forbidden", Squid, CauseCode.ProxyDenied, Likelihood.Confirmed },
        { "403 Forbidden", "", CauseCode.ProxyDenied, Likelihood.Confirmed },
        { "401 Unauthorized", "", CauseCode.ProxyAuthenticationRequired, Likelihood.Likely },
        { "500 Internal Server Error", "", CauseCode.UpstreamUnavailable, Likelihood.Likely },
        { "429 Too Many Requests", "", CauseCode.ProxyDenied, Likelihood.Confirmed },
        { "400 Bad Request", "", CauseCode.NotAProxy, Likelihood.Likely },
        { "405 Method Not Allowed", "Server: nginx/1.22.1\r\n", CauseCode.NotAProxy, Likelihood.Likely },
        { "502 Bad Gateway", "", CauseCode.UpstreamUnavailable, Likelihood.Confirmed },
        { "503 Service Unavailable", "", CauseCode.UpstreamUnavailable, Likelihood.Likely },
        { "503 Service Unavailable", "X-Squid-Error: ERR_DNS_FAIL 0\r\n", CauseCode.UpstreamUnavailable, Likelihood.Confirmed },
        { "504 Gateway Timeout", "Via: 1.1 one (squid/5.7)\r\n", CauseCode.UpstreamUnavailable, Likelihood.Confirmed },
        { "508 Loop Detected", "", CauseCode.ProxyLoop, Likelihood.Likely },
        { "403 Forbidden", "Via: 1.1 one, 1.1 two, 1.1 one\r\nServer: squid/5.7\r\n", CauseCode.ProxyLoop, Likelihood.Confirmed },
        { "200 OK", "Content-Type: text/html\r\nContent-Length: 9\r\n", CauseCode.NotAProxy, Likelihood.Confirmed },
    };

    [Theory]
    [MemberData(nameof(ConnectAnswers))]
    public async Task An_answer_to_CONNECT_names_the_cause(string status, string headers, CauseCode cause, Likelihood likelihood)
    {
        await using FaultyServer server = await StartServerAsync(Fault.Silent);
        await using ScriptedProxy proxy = ScriptedProxy.Http($"HTTP/1.1 {status}\r\n{headers}\r\n");

        Diagnosis diagnosis = await DiagnoseAsync($"tcp://127.0.0.1:{server.Port}", $"http://127.0.0.1:{proxy.Port}");

        if (likelihood == Likelihood.Confirmed || diagnosis.Causes.Count == 1)
        {
            diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, cause, likelihood);
        }

        diagnosis.Outcome.Should().Be(ConnectionOutcome.ProxyFailed);
        diagnosis.Causes.Should().Contain(entry => entry.Code == cause && entry.Likelihood == likelihood);
        diagnosis.Causes[0].Reasons.Should().Contain(reason => reason.Contains("the direct way works"));
        diagnosis.Causes[0].Summary.Should().Contain(status[..3]).And.Contain($"127.0.0.1:{proxy.Port}");
    }

    public static TheoryData<byte, CauseCode, Likelihood> Socks5Replies { get; } = new()
    {
        { 1, CauseCode.UpstreamUnavailable, Likelihood.Likely },
        { 2, CauseCode.ProxyDenied, Likelihood.Confirmed },
        { 3, CauseCode.UpstreamUnavailable, Likelihood.Confirmed },
        { 4, CauseCode.UpstreamUnavailable, Likelihood.Confirmed },
        { 5, CauseCode.UpstreamUnavailable, Likelihood.Confirmed },
        { 6, CauseCode.UpstreamUnavailable, Likelihood.Confirmed },
        { 7, CauseCode.ProxyDenied, Likelihood.Likely },
        { 8, CauseCode.ProxyDenied, Likelihood.Likely },
    };

    [Theory]
    [MemberData(nameof(Socks5Replies))]
    public async Task A_SOCKS5_reply_names_the_cause(byte reply, CauseCode cause, Likelihood likelihood)
    {
        await using FaultyServer server = await StartServerAsync(Fault.Silent);
        await using ScriptedProxy proxy = ScriptedProxy.Socks5(reply);

        Diagnosis diagnosis = await DiagnoseAsync($"tcp://127.0.0.1:{server.Port}", $"socks5://127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, cause, likelihood);
        diagnosis.Evidence.Proxy.Value!.ReplyCode.Should().Be(reply);
    }

    [Fact]
    public async Task A_SOCKS5_proxy_that_wants_a_password_is_told_from_one_that_wants_none()
    {
        await using ScriptedProxy proxy = new(message => message is [5, 1, 2] ? [5, 2] : [5, 0xFF]);

        Diagnosis diagnosis = await DiagnoseAsync("tcp://127.0.0.1:9", $"socks5h://127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.ProxyAuthenticationRequired, Likelihood.Confirmed);
    }

    [Fact]
    public async Task A_SOCKS5_proxy_without_an_acceptable_method_may_as_well_deny_this_client()
    {
        await using ScriptedProxy proxy = new(_ => [5, 0xFF]);

        Diagnosis diagnosis = await DiagnoseAsync("tcp://127.0.0.1:9", $"socks5://127.0.0.1:{proxy.Port}");

        diagnosis.Outcome.Should().Be(ConnectionOutcome.ProxyFailed);
        diagnosis.Causes.Select(cause => cause.Code).Should().BeEquivalentTo([CauseCode.ProxyAuthenticationRequired, CauseCode.ProxyDenied]);
        diagnosis.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
        diagnosis.NextChecks.Should().NotBeEmpty();
    }

    [Theory]
    [InlineData((byte)0, ConnectionOutcome.Connected)]
    [InlineData((byte)1, ConnectionOutcome.ProxyFailed)]
    public async Task A_SOCKS5_password_is_sent_when_it_is_chosen_and_never_shown(byte status, ConnectionOutcome outcome)
    {
        await using ScriptedProxy proxy = new(message => message switch
        {
            [5, 2, 0, 2] => [5, 2],
            [1, ..] => [1, status],
            [5, 1, 0, ..] => [5, 0, 0, 3, 4, (byte)'h', (byte)'o', (byte)'s', (byte)'t', 0, 80],
            _ => null,
        });

        Diagnosis diagnosis = await DiagnoseAsync("tcp://127.0.0.1:9", $"socks5://user:{Secret}@127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(outcome, outcome == ConnectionOutcome.Connected ? null : CauseCode.ProxyAuthenticationRequired, outcome == ConnectionOutcome.Connected ? null : Likelihood.Confirmed);
        proxy.Heard.Should().Contain(heard => heard.Contains(Secret));
        diagnosis.Evidence.Proxy.Value!.SentCredentials.Should().BeTrue();
    }

    [Theory]
    [InlineData((byte)91)]
    [InlineData((byte)92)]
    [InlineData((byte)93)]
    public async Task A_SOCKS4_reply_names_the_cause(byte reply)
    {
        await using ScriptedProxy proxy = new(message => message is [4, 1, ..] ? [0, reply, 0, 0, 0, 0, 0, 0] : null);

        Diagnosis diagnosis = await DiagnoseAsync("tcp://127.0.0.1:9", $"socks4://127.0.0.1:{proxy.Port}");

        if (reply != 91)
        {
            diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.ProxyAuthenticationRequired, Likelihood.Confirmed);
            return;
        }

        // Directly it is refused as well, and SOCKS 4 does not tell a rule from a target that fails.
        diagnosis.Outcome.Should().Be(ConnectionOutcome.Refused);
    }

    [Fact]
    public async Task A_SOCKS4_refusal_of_a_target_that_answers_directly_stays_tied()
    {
        await using FaultyServer server = await StartServerAsync(Fault.Silent);
        await using ScriptedProxy proxy = new(message => message is [4, 1, ..] ? [0, 91, 0, 0, 0, 0, 0, 0] : null);

        Diagnosis diagnosis = await DiagnoseAsync($"tcp://127.0.0.1:{server.Port}", $"socks4a://127.0.0.1:{proxy.Port}");

        diagnosis.Outcome.Should().Be(ConnectionOutcome.ProxyFailed);
        diagnosis.Causes.Select(cause => cause.Code).Should().BeEquivalentTo([CauseCode.ProxyDenied, CauseCode.UpstreamUnavailable]);
        diagnosis.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("https")]
    [InlineData("socks4")]
    [InlineData("socks5")]
    public async Task A_proxy_that_does_not_run_is_unreachable(string scheme)
    {
        await using FaultyServer dead = await StartServerAsync(Fault.Refuses);

        Diagnosis diagnosis = await DiagnoseAsync("https://127.0.0.1:9/", $"{scheme}://127.0.0.1:{dead.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.ProxyUnreachable, Likelihood.Confirmed);
    }

    [Fact]
    public async Task A_proxy_whose_name_does_not_resolve_is_unreachable()
    {
        await using ConnectionDiagnoser diagnoser = TestSystem.WithResolverError(SocketError.HostNotFound).CreateDiagnoser();

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(
            new DiagnosisRequest { Target = ConnectionTarget.Parse("tcp://127.0.0.1:9"), Proxy = ConnectionProxy.Parse("http://proxy.example:3128") }, TestContext.Current.CancellationToken);

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.ProxyUnreachable, Likelihood.Confirmed);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("socks4")]
    [InlineData("socks5")]
    public async Task A_proxy_that_accepts_and_is_silent_ends_at_the_deadline(string scheme)
    {
        await using ScriptedProxy proxy = new(_ => []);

        Diagnosis diagnosis = await DiagnoseAsync("tcp://127.0.0.1:9", $"{scheme}://127.0.0.1:{proxy.Port}", seconds: 3);

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.ProxyUnreachable, Likelihood.Likely);
    }

    [Fact]
    public async Task A_proxy_that_answers_others_and_not_the_request_waits_for_the_target()
    {
        await using ScriptedProxy proxy = new(message => Encoding.Latin1.GetString(message).StartsWith("GET /", StringComparison.Ordinal) ? "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray() : []);

        Diagnosis diagnosis = await DiagnoseAsync("tcp://127.0.0.1:9", $"http://127.0.0.1:{proxy.Port}", seconds: 3);

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.UpstreamUnavailable, Likelihood.Likely);
    }

    [Fact]
    public async Task A_web_server_in_the_place_of_a_proxy_is_named()
    {
        await using ScriptedProxy site = new(message => Encoding.Latin1.GetString(message) is var text && text.StartsWith("GET /", StringComparison.Ordinal)
            ? "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\nContent-Length: 2\r\n\r\nhi"u8.ToArray()
            : "HTTP/1.1 405 Not Allowed\r\nServer: nginx/1.22.1\r\nContent-Length: 0\r\n\r\n"u8.ToArray());

        Diagnosis diagnosis = await DiagnoseAsync("https://127.0.0.1:9/", $"http://127.0.0.1:{site.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.NotAProxy, Likelihood.Confirmed);
    }

    [Theory]
    [InlineData("http", "socks5")]
    [InlineData("socks4", "socks5")]
    public async Task A_SOCKS5_proxy_asked_in_another_way_is_named(string asked, string right)
    {
        await using ScriptedProxy proxy = ScriptedProxy.Socks5(0);

        Diagnosis diagnosis = await DiagnoseAsync("tcp://127.0.0.1:9", $"{asked}://127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.NotAProxy, Likelihood.Confirmed);
        diagnosis.Causes[0].Remedies[0].Text.Should().Contain($"{right}://127.0.0.1:{proxy.Port}");
    }

    [Theory]
    [InlineData("socks4")]
    [InlineData("socks5")]
    public async Task An_HTTP_proxy_asked_as_SOCKS_is_named(string asked)
    {
        await using ScriptedProxy proxy = ScriptedProxy.Http("HTTP/1.1 200 Connection established\r\n\r\n");

        Diagnosis diagnosis = await DiagnoseAsync("tcp://127.0.0.1:9", $"{asked}://127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.NotAProxy, Likelihood.Confirmed);
        diagnosis.Causes[0].Remedies[0].Text.Should().Contain($"http://127.0.0.1:{proxy.Port}");
    }

    [Fact]
    public async Task A_plain_proxy_asked_with_TLS_is_named()
    {
        await using ScriptedProxy proxy = new(_ => "HTTP/1.0 400 Bad Request\r\n\r\n"u8.ToArray());

        Diagnosis diagnosis = await DiagnoseAsync("tcp://127.0.0.1:9", $"https://127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.NotAProxy, Likelihood.Confirmed);
    }

    [Fact]
    public async Task Basic_credentials_are_sent_only_when_asked_for_and_never_shown()
    {
        string token = Convert.ToBase64String(Encoding.UTF8.GetBytes($"user:{Secret}"));
        await using ScriptedProxy proxy = new(message => Encoding.Latin1.GetString(message) is var text && text.Contains(token, StringComparison.Ordinal)
            ? Encoding.Latin1.GetBytes($"HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"{Secret}\"\r\n\r\n{text}{Secret}")
            : "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"p\"\r\n\r\n"u8.ToArray());

        Diagnosis diagnosis = await DiagnoseAsync("tcp://127.0.0.1:9", $"http://user:{Secret}@127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.ProxyAuthenticationRequired, Likelihood.Confirmed);
        diagnosis.Causes[0].Summary.Should().Contain("rejects");
        EvidenceFile.ToJson(diagnosis.Evidence).Should().NotContain(token).And.NotContain(Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)));
        proxy.Heard[0].Should().NotContain("Proxy-Authorization");
    }

    [Fact]
    public async Task Credentials_for_a_scheme_that_is_not_spoken_here_confirm_nothing()
    {
        await using ScriptedProxy proxy = ScriptedProxy.Http("HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: NTLM\r\n\r\n");

        Diagnosis diagnosis = await DiagnoseAsync("tcp://127.0.0.1:9", $"http://user:{Secret}@127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.ProxyFailed, CauseCode.ProxyAuthenticationRequired, Likelihood.Likely);
    }

    [Fact]
    public async Task A_proxy_that_says_what_is_so_directly_too_leaves_the_targets_own_cause()
    {
        await using FaultyServer dead = await StartServerAsync(Fault.Refuses);
        await using ScriptedProxy proxy = ScriptedProxy.Socks5(5);

        Diagnosis diagnosis = await DiagnoseAsync($"tcp://127.0.0.1:{dead.Port}", $"socks5://127.0.0.1:{proxy.Port}");

        diagnosis.ShouldBe(ConnectionOutcome.Refused, CauseCode.ServerNotListening);
    }
}
