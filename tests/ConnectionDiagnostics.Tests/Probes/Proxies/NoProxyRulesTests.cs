using System.Net;
using System.Reflection;
using ConnectionDiagnostics.Probes.Proxies;

namespace ConnectionDiagnostics.Tests.Probes.Proxies;

/// <summary>What NO_PROXY means to .NET and to curl. The column for .NET is compared with .NET itself; that for curl was measured with curl 7.88.1.</summary>
public class NoProxyRulesTests
{
    /// <summary>List, host, whether .NET goes direct, whether curl does.</summary>
    public static TheoryData<string, string, bool, bool> Table { get; } = new()
    {
        { "example.com", "example.com", true, true },
        { "EXAMPLE.com", "example.com", true, true },
        { "example.com", "www.example.com", false, true },
        { ".example.com", "www.example.com", true, true },
        { ".example.com", "example.com", true, true },
        { "example.com.", "example.com", false, true },
        { "ample.com", "example.com", false, false },
        { ".ample.com", "example.com", false, false },
        { "*", "www.example.com", false, true },
        { "*,a", "b.example", false, false },
        { "a,*", "b.example", false, false },
        { "*.example.com", "www.example.com", false, false },
        { "example.com:80", "example.com", false, false },
        { "a,b.example", "b.example", true, true },
        { "a , b.example", "b.example", true, true },
        { "a b.example", "b.example", false, true },
        { "a;b.example", "b.example", false, false },
        { "a,,b.example", "b.example", true, true },
        { "localhost", "localhost", true, true },
        { "", "localhost", false, false },
        { "com", "example.com", false, true },
        { "127.0.0.5", "127.0.0.5", true, true },
        { "127.0.0.0/8", "127.0.0.5", false, true },
        { "127.0.0.7/8", "127.0.0.5", false, true },
        { "127.0.0.0/31", "127.0.0.5", false, false },
        { "127.0.0.5/32", "127.0.0.5", false, true },
        { "127.0.0.5/33", "127.0.0.5", false, false },
        { "127.0.0.", "127.0.0.5", false, false },
        { ".0.0.5", "127.0.0.5", true, false },
        { "127.0.0.5:80", "127.0.0.5", false, false },
        { "::1", "[::1]", false, true },
        { "[::1]", "[::1]", true, false },
        { "fd00::/8", "[fd12::1]", false, true },
        { "10.0.0.0/8", "[::1]", false, false },
        { "::/0", "127.0.0.1", false, false },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void An_entry_means_to_each_client_what_it_does_there(string list, string host, bool httpClient, bool curl)
    {
        (NoProxyRules.FindInHttpClient(list, host) is not null).Should().Be(httpClient);
        (NoProxyRules.FindInCurl(list, host) is not null).Should().Be(curl);
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void DotNet_itself_reads_the_list_so(string list, string host, bool httpClient, bool curl)
    {
        _ = curl;
        Type? type = typeof(HttpClient).Assembly.GetType("System.Net.Http.HttpEnvironmentProxy");
        ConstructorInfo? make = type?.GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, [typeof(Uri), typeof(Uri), typeof(string)]);
        Assert.SkipWhen(make is null, "this runtime is built otherwise");
        var proxy = (IWebProxy)make.Invoke([new Uri("http://proxy.example:1"), new Uri("http://proxy.example:1"), list]);

        proxy.IsBypassed(new Uri($"http://{host}/")).Should().Be(httpClient);
    }

    [Fact]
    public void No_list_exempts_nobody()
    {
        NoProxyRules.FindInHttpClient(null, "a").Should().BeNull();
        NoProxyRules.FindInCurl(null, "a").Should().BeNull();
    }
}
