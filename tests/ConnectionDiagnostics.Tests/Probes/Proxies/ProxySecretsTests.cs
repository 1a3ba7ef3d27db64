using System.Text;
using ConnectionDiagnostics.Probes.Proxies;

namespace ConnectionDiagnostics.Tests.Probes.Proxies;

/// <summary>A proxy's credentials do not come back out of its answers, whatever it does with them.</summary>
public class ProxySecretsTests
{
    private static readonly ConnectionProxy Proxy = ConnectionProxy.Named("http", "proxy.example", 3128, "alice", "s3cret");

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    [Fact]
    public void The_header_is_that_of_RFC_7617() =>
        ProxySecrets.Basic(ConnectionProxy.Named("http", "p", 1, "Aladdin", "open sesame")).Should().Be("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");

    [Theory]
    [InlineData("HTTP/1.1 407 for alice:s3cret", "HTTP/1.1 407")]
    [InlineData("HTTP/1.1 407", "HTTP/1.1 407")]
    [InlineData("HTTP/1.1", "HTTP/1.1")]
    [InlineData("220 an unknown server", "220 an unkno")]
    [InlineData("who is ALICE?", "")]
    [InlineData("s3cret", "")]
    [InlineData("YWxpY2U6czNjcmV0", "")]
    public void Of_bytes_only_the_status_is_kept_and_nothing_of_what_holds_a_secret(string received, string kept) =>
        Encoding.UTF8.GetString(ProxySecrets.Hide(Bytes(received), Proxy).Span).Should().Be(kept);

    [Fact]
    public void A_reason_and_headers_that_hold_one_are_dropped_and_the_others_stay()
    {
        HttpAnswer hidden = ProxySecrets.Hide(
            new HttpAnswer
            {
                Version = "HTTP/1.1",
                Status = 407,
                Reason = "No, Alice",
                Headers = new Dictionary<string, string> { ["server"] = "squid", ["via"] = "for S3CRET", ["x-cache"] = "ywxpy2u6cznjcmv0" },
            },
            Proxy);

        hidden.Reason.Should().BeEmpty();
        hidden.Status.Should().Be(407);
        hidden.Headers.Should().Equal(new Dictionary<string, string> { ["server"] = "squid" });
        ProxySecrets.Hide(hidden with { Reason = "No" }, Proxy).Reason.Should().Be("No");
    }

    [Fact]
    public void An_answer_to_no_credentials_holds_none()
    {
        var reply = new ProxyReply(ProxyResult.Declined) { Received = Bytes("the user alice is known"), Http = new HttpAnswer { Version = "HTTP/1.1", Status = 403, Reason = "alice" } };

        ProxySecrets.Hide(reply, Proxy).Should().BeSameAs(reply);
        ProxyReply sent = ProxySecrets.Hide(reply with { SentCredentials = true }, Proxy);
        sent.Received.IsEmpty.Should().BeTrue();
        sent.Http!.Reason.Should().BeEmpty();
        ProxySecrets.Hide(reply with { SentCredentials = true, Http = null }, Proxy).Http.Should().BeNull();
    }

    [Fact]
    public void Without_a_user_and_a_password_nothing_is_taken_for_one()
    {
        var none = ConnectionProxy.Named("http", "p", 1, null, null);

        ProxySecrets.Hide(new HttpAnswer { Version = "HTTP/1.1", Status = 407, Reason = "No" }, none).Reason.Should().Be("No");
    }

    [Theory]
    [InlineData("http", "http://a/", ProxyMethod.HttpForward)]
    [InlineData("http", "https://a/", ProxyMethod.HttpConnect)]
    [InlineData("http", "ws://a/", ProxyMethod.HttpConnect)]
    [InlineData("https", "http://a/", ProxyMethod.HttpForward)]
    [InlineData("http", "tcp://a:1", ProxyMethod.HttpConnect)]
    [InlineData("socks4", "http://a/", ProxyMethod.Socks4)]
    [InlineData("socks4a", "https://a/", ProxyMethod.Socks4)]
    [InlineData("socks5", "http://a/", ProxyMethod.Socks5)]
    [InlineData("socks5h", "tcp://a:1", ProxyMethod.Socks5)]
    public void A_proxy_is_asked_in_the_way_of_its_scheme_and_only_plain_http_is_forwarded(string scheme, string target, ProxyMethod method)
    {
        var route = new ProxyRoute(ConnectionProxy.Named(scheme, "p", 1, "u", null), "request");

        route.MethodFor(ConnectionTarget.Parse(target)).Should().Be(method);
        route.UsesTls.Should().Be(scheme == "https");
        route.HasCredentials.Should().BeTrue();
        new ProxyRoute(ConnectionProxy.Named(scheme, "p", 1, "", null), "request").HasCredentials.Should().BeFalse();
    }

    [Theory]
    [InlineData("http://p:3128", "http://p:3128")]
    [InlineData("http://p", "http://p:80")]
    [InlineData("https://p", "https://p:443")]
    [InlineData("socks5://p", "socks5://p:80")]
    [InlineData("http://u:x@p", "http://p:80")]
    public void A_URI_of_the_HTTP_client_has_its_default_port(string uri, string setting)
    {
        ProxyRoute route = ProxyRoute.Of(new Uri(uri), "system")!;

        route.ToSetting().ToString().Should().Be(setting);
        (route.ToSetting().Source, route.ToSetting().AppliesToTarget).Should().Be(("system", true));
        route.HasCredentials.Should().Be(uri.Contains('@', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("127.0.0.4/31", "127.0.0.5", true)]
    [InlineData("127.0.0.6/31", "127.0.0.5", false)]
    [InlineData("127.0.0.5/0", "127.0.0.5", true)]
    [InlineData("127.0.0.4/0", "127.0.0.5", false)]
    [InlineData("127.0.0.5/", "127.0.0.5", true)]
    [InlineData("127.0.0.4/", "127.0.0.5", false)]
    [InlineData("10.0.0.0/9", "10.127.255.255", true)]
    [InlineData("10.0.0.0/9", "10.128.0.0", false)]
    [InlineData("fd00::/129", "[fd00::]", false)]
    [InlineData("fd00::/128", "[fd00::]", true)]
    [InlineData("fd00::/7", "[fc00::1]", true)]
    public void A_network_exempts_its_addresses_and_no_others_in_curl(string list, string host, bool exempted) => (NoProxyRules.FindInCurl(list, host) is not null).Should().Be(exempted);

    [Theory]
    [InlineData("no_proxy=a.example", "no_proxy a.example a.example")]
    [InlineData("NO_PROXY=a.example", "NO_PROXY a.example a.example")]
    [InlineData("no_proxy=a.example NO_PROXY=example", "no_proxy a.example a.example")]
    [InlineData("no_proxy= NO_PROXY=example", "no_proxy  example")]
    [InlineData("NO_PROXY=example", "NO_PROXY  example")]
    [InlineData("NO_PROXY=b.example", "NO_PROXY  ")]
    [InlineData("", null)]
    public void What_exempts_a_host_is_told_for_both_clients(string environment, string? told)
    {
        Dictionary<string, string> variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1]);

        NoProxyEvidence? exceptions = EnvironmentProxies.ReadNoProxy("a.example", name => variables.GetValueOrDefault(name));

        (exceptions is null ? null : $"{exceptions.Variable} {exceptions.HttpClientEntry} {exceptions.CurlEntry}").Should().Be(told);
    }
}
