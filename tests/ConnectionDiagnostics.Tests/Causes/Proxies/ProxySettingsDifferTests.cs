using static ConnectionDiagnostics.Tests.Causes.Proxies.ProxyScene;

namespace ConnectionDiagnostics.Tests.Causes.Proxies;

/// <summary>Why it works with curl, or only in the application: said of the settings that were read in both ways, and of no others.</summary>
public class ProxySettingsDifferTests
{
    private static readonly ProxySetting Own = Setting with { AppliesToTarget = true, AppliesInCurl = false };

    private static readonly ProxySetting Curls = Setting with { Source = "all_proxy", Scheme = "socks5h", Port = 1080, AppliesToTarget = false, AppliesInCurl = true };

    private static Cause? Remark(Scene scene) => scene.Diagnose().Causes.SingleOrDefault(cause => cause.Code == CauseCode.ProxySettingsDiffer);

    private static Scene Set(params ProxySetting[] proxies) => Set(null, "http://203.0.113.9/", proxies);

    private static Scene Set(NoProxyEvidence? exceptions, string target, params ProxySetting[] proxies) => Scene.Of(target).Refused("203.0.113.9").With(evidence => evidence with
    {
        Environment = Fact<EnvironmentEvidence>.Measured(evidence.Environment.Value! with { Proxies = proxies, NoProxy = exceptions }),
    });

    [Fact]
    public void Curl_that_goes_direct_is_a_remark_beside_the_cause()
    {
        Cause remark = Remark(Set(Own))!;

        remark.Likelihood.Should().Be(Likelihood.Confirmed);
        remark.Summary.Should().Be("curl would go to 203.0.113.9 directly; .NET goes through the proxy http://192.0.2.8:3128.");
        Remedy remedy = remark.Remedies.Should().ContainSingle().Subject;
        remedy.Text.Should().StartWith("If the direct way is right, write NO_PROXY").And.Contain("203.0.113.9");
        (remedy.Actor, remedy.Command).Should().Be((RemedyActor.Client, "env | grep -i proxy"));
        Set(Own).Diagnose().Causes.Should().HaveCountGreaterThan(1, "what refused is still to be told");
    }

    [Fact]
    public void An_application_that_goes_direct_where_curl_does_not_is_told_which_variable()
    {
        Cause remark = Remark(Set(Curls))!;

        remark.Summary.Should().Be("curl would go to 203.0.113.9 through the proxy socks5h://192.0.2.8:1080; .NET goes directly.");
        remark.Reasons[0].Should().StartWith("all_proxy has the scheme socks5h");
        remark.Remedies.Should().ContainSingle().Which.Text.Should().StartWith("If the proxy is right, set it so that both read it");
    }

    [Fact]
    public void Two_proxies_are_told_apart()
    {
        Cause remark = Remark(Set(Curls, Own))!;

        remark.Summary.Should().Be("curl would go to 203.0.113.9 through socks5h://192.0.2.8:1080; .NET goes through http://192.0.2.8:3128.");
        remark.Reasons[0].Should().StartWith("https_proxy is read differently", "socks5h is no reason while .NET has a proxy of its own");
        remark.Remedies.Should().ContainSingle().Which.Text.Should().StartWith("If the proxy is right");
    }

    [Theory]
    [InlineData("HTTP_PROXY", "HTTP_PROXY in upper case is read by .NET and not by curl, which wants http_proxy.")]
    [InlineData("system", "The proxy is set in the system or by the application; curl reads the environment only.")]
    [InlineData("http_proxy", "http_proxy is read differently")]
    public void The_reason_is_where_it_is_set(string source, string reason) => Remark(Set(Own with { Source = source }))!.Reasons[0].Should().StartWith(reason);

    [Theory]
    [InlineData("x.example", null, "NO_PROXY has the entry x.example: .NET exempts 203.0.113.9 by it, curl does not.")]
    [InlineData(null, "203.0.113.0/24", "NO_PROXY has the entry 203.0.113.0/24: curl (7.86 and later) exempts 203.0.113.9 by it, .NET does not.")]
    [InlineData("x.example", "203.0.113.0/24", "The proxy is set in the system")]
    [InlineData(null, null, "The proxy is set in the system")]
    public void An_exception_that_one_of_them_reads_comes_first(string? own, string? curl, string reason) =>
        Remark(Set(new NoProxyEvidence { Variable = "NO_PROXY", HttpClientEntry = own, CurlEntry = curl }, "http://203.0.113.9/", Own with { Source = "system" }))!
            .Reasons[0].Should().StartWith(reason);

    [Fact]
    public void One_proxy_for_both_or_for_none_is_no_difference()
    {
        Remark(Set(Own with { AppliesInCurl = true })).Should().BeNull();
        Remark(Set(Own with { AppliesToTarget = false })).Should().BeNull();
        Remark(Set()).Should().BeNull();
    }

    [Fact]
    public void What_curl_reads_was_not_looked_at_for_one_of_them_and_nothing_is_said() =>
        Remark(Set(Own, Curls with { AppliesInCurl = null })).Should().BeNull();

    [Theory]
    [InlineData("ws://203.0.113.9/", true)]
    [InlineData("https://203.0.113.9/", true)]
    [InlineData("redis://203.0.113.9/", false)]
    [InlineData("tcp://203.0.113.9:80", false)]
    public void Only_what_goes_through_proxies_by_itself_is_compared(string target, bool told) => (Remark(Set(null, target, Own)) is not null).Should().Be(told);

    [Fact]
    public void A_request_with_a_proxy_of_its_own_reads_no_variables() =>
        Remark(Set(Own).With(evidence => evidence with { Settings = evidence.Settings with { Proxy = "http://192.0.2.8:3128" } })).Should().BeNull();

    [Fact]
    public void A_connection_that_works_needs_no_remark() => Remark(Set(Own).Connects().HearsStatus(200, "OK")).Should().BeNull();

    [Fact]
    public void Without_a_look_at_the_settings_nothing_is_said() => Remark(Set(Own).With(evidence => evidence with { Environment = default })).Should().BeNull();
}
