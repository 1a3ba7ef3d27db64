using System.Reflection;
using ConnectionDiagnostics.Probes.Proxies;

namespace ConnectionDiagnostics.Tests.Probes.Proxies;

public class EnvironmentProxiesTests
{
    /// <summary>Variables, whether the target uses TLS, what .NET takes, and what curl does.</summary>
    public static TheoryData<string, bool, string?, string?> Choices { get; } = new()
    {
        { "", false, null, null },
        { "http_proxy=http://p:1", false, "http_proxy http://p:1/", "http_proxy http://p:1" },
        { "http_proxy=http://p:1", true, null, null },
        { "HTTP_PROXY=http://p:1", false, "HTTP_PROXY http://p:1/", null },
        { "HTTP_PROXY=http://p:1 GATEWAY_INTERFACE=CGI/1.1", false, null, null },
        { "HTTPS_PROXY=http://p:1", true, "HTTPS_PROXY http://p:1/", "HTTPS_PROXY http://p:1" },
        { "https_proxy=http://p:1 HTTPS_PROXY=http://q:1", true, "https_proxy http://p:1/", "https_proxy http://p:1" },
        { "ALL_PROXY=socks5://p:1080", false, "ALL_PROXY socks5://p:1080/", "ALL_PROXY socks5://p:1080" },
        { "all_proxy=http://p:1 http_proxy=http://q:1", false, "http_proxy http://q:1/", "http_proxy http://q:1" },
        { "http_proxy=p", false, "http_proxy http://p/", "http_proxy http://p:1080" },
        { "https_proxy=socks5h://p:1080", true, null, "https_proxy socks5h://p:1080" },
        { "https_proxy=https://p", true, "https_proxy https://p/", "https_proxy https://p:443" },
        { "http_proxy=http://p:1 NO_PROXY=*", false, "http_proxy http://p:1/", null },
        { "http_proxy=http://p:1 NO_PROXY=target.example", false, null, null },
        { "http_proxy=http://p:1 NO_PROXY=example", false, "http_proxy http://p:1/", null },
        // Lower case comes first in both; an empty one is a list to .NET, and none to curl.
        { "http_proxy=http://p:1 no_proxy= NO_PROXY=target.example", false, "http_proxy http://p:1/", null },
        { "http_proxy=http://u:pw@p:1", false, "http_proxy http://u:pw@p:1/", "http_proxy http://p:1" },
    };

    [Theory]
    [MemberData(nameof(Choices))]
    public void Each_client_takes_its_own_choice(string environment, bool usesTls, string? httpClient, string? curl)
    {
        Dictionary<string, string> variables = environment.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1]);

        (EnvironmentProxies.ForHttpClient(usesTls, "target.example", Read) is { } own ? $"{own.Variable} {own.Proxy}" : null).Should().Be(httpClient);
        (EnvironmentProxies.ForCurl(usesTls, "target.example", Read) is { } other ? $"{other.Variable} {other.Proxy}" : null).Should().Be(curl);

        string? Read(string name) => variables.GetValueOrDefault(name);
    }

    [Theory]
    [InlineData("http://p:3128")]
    [InlineData("https://p")]
    [InlineData("https://p:99")]
    [InlineData("socks5://p")]
    [InlineData("socks5://p:1080")]
    [InlineData("socks5h://p:1080")]
    [InlineData("socks4://p")]
    [InlineData("socks4a://p:1")]
    [InlineData("SOCKS5://p:1")]
    [InlineData("p")]
    [InlineData("p:1/")]
    [InlineData("user:pa@p:1")]
    [InlineData("http://user:p%40ss@p:1")]
    [InlineData("http://user:p/ss@p:1")]
    [InlineData("http://[::1]:1")]
    [InlineData("[::1]")]
    [InlineData("ftp://p:1")]
    [InlineData(" http://p:3128 ")]
    [InlineData("http://p:99999")]
    [InlineData("")]
    [InlineData("://")]
    public void A_value_is_read_as_dotnet_itself_reads_it(string value)
    {
        MethodInfo? method = typeof(HttpClient).Assembly.GetType("System.Net.Http.HttpEnvironmentProxy")?.GetMethod("GetUriFromString", BindingFlags.NonPublic | BindingFlags.Static);
        Assert.SkipWhen(method is null, "this runtime is built otherwise");

        EnvironmentProxies.ReadAsHttpClient(value).Should().Be((Uri?)method.Invoke(null, [value]));
    }
}
