using ConnectionDiagnostics.Probes.Proxies;

namespace ConnectionDiagnostics.Tests.Probes.Proxies;

public class ProxySettingsProbeTests
{
    [Theory]
    [InlineData("http://proxy.example:3128", "http", "proxy.example", 3128)]
    [InlineData("http://proxy.example:3128/", "http", "proxy.example", 3128)]
    [InlineData("proxy.example:3128", "http", "proxy.example", 3128)]
    [InlineData("10.0.0.1:8888", "http", "10.0.0.1", 8888)]
    [InlineData("http://proxy.example", "http", "proxy.example", 80)]
    [InlineData("socks5://127.0.0.1:1080", "socks5", "127.0.0.1", 1080)]
    [InlineData("socks5://127.0.0.1", "socks5", "127.0.0.1", 1080)]
    [InlineData(" http://proxy.example:3128 ", "http", "proxy.example", 3128)]
    [InlineData("http://[::1]:3128", "http", "::1", 3128)]
    public void A_setting_is_read_as_people_write_it(string value, string scheme, string host, int port)
    {
        ProxySetting setting = ProxySettingsProbe.ToSetting("http_proxy", value)!;

        (setting.Source, setting.Scheme, setting.Host, setting.Port, setting.AppliesToTarget).Should().Be(("http_proxy", scheme, host, port, false));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("none")]
    [InlineData("://")]
    [InlineData("http://")]
    [InlineData("http://proxy.example:99999")]
    [InlineData("socks5://127.0.0.1:0")]
    public void What_is_no_address_is_left_out(string? value) => ProxySettingsProbe.ToSetting("http_proxy", value).Should().BeNull();

    [Fact]
    public void Name_and_password_are_not_kept() =>
        ProxySettingsProbe.ToSetting("http_proxy", "http://user:secret@proxy.example:3128")!.ToString().Should().Be("http://proxy.example:3128");
}
