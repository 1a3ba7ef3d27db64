using ConnectionDiagnostics.Probes.Environment;

namespace ConnectionDiagnostics.Tests.Probes.Environment;

public class ProxyProbeTests
{
    [Theory]
    [InlineData("http://proxy.example:3128", "http", "proxy.example", 3128)]
    [InlineData("http://proxy.example:3128/", "http", "proxy.example", 3128)]
    [InlineData("proxy.example:3128", "http", "proxy.example", 3128)]
    [InlineData("10.0.0.1:8888", "http", "10.0.0.1", 8888)]
    [InlineData("http://proxy.example", "http", "proxy.example", 80)]
    [InlineData("socks5://127.0.0.1:1080", "socks5", "127.0.0.1", 1080)]
    [InlineData(" http://proxy.example:3128 ", "http", "proxy.example", 3128)]
    [InlineData("http://[::1]:3128", "http", "[::1]", 3128)]
    public void A_setting_is_read_as_people_write_it(string value, string scheme, string host, int port)
    {
        ProxySetting setting = ProxyProbe.ToSetting("http_proxy", value, used: null)!;

        (setting.Source, setting.Scheme, setting.Host, setting.Port, setting.AppliesToTarget).Should().Be(("http_proxy", scheme, host, port, false));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("://")]
    [InlineData("http://")]
    [InlineData("http://proxy.example:99999")]
    [InlineData("socks5://127.0.0.1")]
    [InlineData("socks5://127.0.0.1:0")]
    public void What_is_no_address_is_left_out(string? value) => ProxyProbe.ToSetting("http_proxy", value, used: null).Should().BeNull();

    [Fact]
    public void Name_and_password_are_not_kept() =>
        ProxyProbe.ToSetting("http_proxy", "http://user:secret@proxy.example:3128", used: null)!.ToString().Should().NotContain("secret").And.NotContain("user");

    [Theory]
    [InlineData("http://proxy.example:3128/", true)]
    [InlineData("http://proxy.example:8080/", false)]
    [InlineData("http://other.example:3128/", false)]
    public void It_is_known_whether_it_is_used_for_the_target(string used, bool applies) =>
        ProxyProbe.ToSetting("http_proxy", "proxy.example:3128", new Uri(used))!.AppliesToTarget.Should().Be(applies);
}
