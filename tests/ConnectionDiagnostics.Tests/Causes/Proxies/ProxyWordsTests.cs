using System.Text;
using static ConnectionDiagnostics.Tests.Causes.Proxies.ProxyScene;

namespace ConnectionDiagnostics.Tests.Causes.Proxies;

/// <summary>A proxy's answer in its protocol's own words: whoever reads them can look them up.</summary>
public class ProxyWordsTests
{
    private static string Words(Scene scene) => ProxyWords.Of(scene.Evidence, scene.Evidence.Proxy.Value!);

    [Fact]
    public void An_HTTP_answer_is_its_status_and_reason()
    {
        Words(Declines(403, "Forbidden")).Should().Be("403 Forbidden");
        Words(Declines(403, "")).Should().Be("403");
        Words(Asked(ProxyResult.Tunnelled, proxy => proxy with { Http = Scene.Http(200, "Connection established").Http })).Should().Be("200 Connection established");
        Words(Forwards(502)).Should().NotBeNull();
    }

    [Fact]
    public void A_SOCKS_answer_is_read_by_its_step_and_version()
    {
        string[] words =
        [
            Words(Socks5(ProxyResult.Declined, ProxyStep.Greeting, 0xFF)), Words(Socks5(ProxyResult.Declined, ProxyStep.Authentication, 1)),
            Words(Socks5(ProxyResult.Declined, ProxyStep.Request, 2)), Words(Socks5(ProxyResult.Declined, ProxyStep.Request, 5)), Words(Socks4(ProxyResult.Declined, 91)),
        ];

        words[0].Should().Be("SOCKS5 method 0xFF (no acceptable methods)");
        words[1].Should().Be("SOCKS5 authentication failed");
        words[2].Should().Contain("not allowed by ruleset");
        words[3].Should().Contain("refused");
        words[4].Should().Contain("91");
        words.Should().OnlyHaveUniqueItems();
    }

    [Theory]
    [InlineData("SSH-2.0-x", "SSH-2.0-x")]
    [InlineData("", "")]
    public void What_is_neither_is_shown_as_it_came(string received, string words) =>
        Words(Asked(ProxyResult.Unintelligible, proxy => proxy with { Received = Encoding.Latin1.GetBytes(received) })).Should().Be(words);

    [Fact]
    public void What_is_shown_has_an_end() =>
        Words(Asked(ProxyResult.Unintelligible, proxy => proxy with { Received = Encoding.Latin1.GetBytes(new string('z', 500)) })).Length.Should().BeLessThan(80);

    [Theory]
    [InlineData(404)]
    [InlineData(403)]
    public void What_the_target_says_through_a_proxy_that_adds_itself_is_the_targets(int status)
    {
        Scene scene = Scene.Of("http://203.0.113.9/").TimedOut("203.0.113.9").Through(ProxyResult.Forwarded, proxy => proxy with
        {
            Method = ProxyMethod.HttpForward,
            Forwarded = Scene.Http(status, "Whatever", ("Server", "nginx"), ("Via", "1.1 corner (squid/5.7)"), ("X-Cache", "MISS from corner")) with { Spoken = WireProtocol.Http },
        });

        Diagnosis diagnosis = scene.Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Causes.Should().BeEmpty();
    }
}
