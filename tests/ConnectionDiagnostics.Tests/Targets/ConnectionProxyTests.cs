namespace ConnectionDiagnostics.Tests.Targets;

public class ConnectionProxyTests
{
    [Theory]
    [InlineData("http://127.0.0.1:3128", "http://127.0.0.1:3128")]
    [InlineData("HTTP://Proxy.Example:3128/", "http://proxy.example:3128")]
    [InlineData("proxy.example", "http://proxy.example:80")]
    [InlineData("https://proxy.example", "https://proxy.example:443")]
    [InlineData("socks4://p:1", "socks4://p:1")]
    [InlineData("socks4a://p", "socks4a://p:1080")]
    [InlineData("socks5://p", "socks5://p:1080")]
    [InlineData("socks5h://[::1]:9050", "socks5h://[::1]:9050")]
    [InlineData("http://user:pass@p:1", "http://p:1")]
    [InlineData("http://user:p/a:s@s@p:1", "http://p:1")]
    [InlineData("None", "none")]
    public void A_proxy_is_read_and_shown_without_user_information(string text, string shown) => ConnectionProxy.Parse(text).ToString().Should().Be(shown);

    [Theory]
    [InlineData("")]
    [InlineData("ftp://p:1")]
    [InlineData("http://")]
    [InlineData("http://p:0")]
    [InlineData("http://p:65536")]
    [InlineData("http://p:x")]
    [InlineData("http://p p:1")]
    [InlineData("http://[::1:1")]
    [InlineData("socks5://user:secret@")]
    public void What_is_no_proxy_is_refused_without_repeating_it(string text)
    {
        ConnectionProxy.TryParse(text, out _).Should().BeFalse();
        ((Action)(() => ConnectionProxy.Parse(text))).Should().Throw<FormatException>().Which.Message.Should().NotContain("secret").And.Contain("socks5://host:1080");
    }

    [Fact]
    public void User_information_is_decoded()
    {
        ConnectionProxy proxy = ConnectionProxy.Parse("http://us%40er:p%3Ass@p:1");

        (proxy.User, proxy.Password).Should().Be(("us@er", "p:ss"));
    }

    [Fact]
    public void A_request_is_printed_without_the_secrets_of_its_proxy() =>
        new DiagnosisRequest { Target = ConnectionTarget.Parse("tcp://a:1"), Proxy = ConnectionProxy.Parse("http://user:secret@p:1") }.ToString()
            .Should().Contain("http://p:1").And.NotContain("secret").And.NotContain("user");
}
