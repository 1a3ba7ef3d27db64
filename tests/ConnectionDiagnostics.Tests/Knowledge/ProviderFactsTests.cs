using ConnectionDiagnostics.Knowledge;

namespace ConnectionDiagnostics.Tests.Knowledge;

public class ProviderFactsTests
{
    [Theory]
    [InlineData("cloudflare", 80, true)]
    [InlineData("cloudflare", 443, true)]
    [InlineData("cloudflare", 2052, true)]
    [InlineData("cloudflare", 8443, true)]
    [InlineData("cloudflare", 3000, false)]
    [InlineData("cloudflare", 8888, false)]
    [InlineData("fastly", 80, true)]
    [InlineData("fastly", 443, true)]
    [InlineData("fastly", 8080, false)]
    [InlineData("tencent-cdn", 8080, true)]
    [InlineData("nobody", 443, true)]
    public void A_cdn_forwards_its_ports_only(string provider, int port, bool forwards) => CdnPorts.Forwards(provider, port).Should().Be(forwards);

    [Fact]
    public void Ports_without_tls_are_not_those_with_it()
    {
        CdnPorts.Of("cloudflare").Http.Should().Contain(8080).And.NotIntersectWith(CdnPorts.Of("cloudflare").Https);
        CdnPorts.Of("cloudflare").Https.Should().Contain(8443);
    }

    [Theory]
    [InlineData("aws", "security group")]
    [InlineData("azure", "network security group")]
    [InlineData("google", "VPC firewall rules")]
    [InlineData("ovh", "Edge Network Firewall")]
    public void A_cloud_calls_its_filter_by_its_name(string provider, string name) => CloudFirewalls.Of(provider)!.Name.Should().Be(name);

    [Fact]
    public void Only_clouds_have_a_filter()
    {
        CloudFirewalls.Of("alibaba")!.ChineseName.Should().Be("安全组");
        CloudFirewalls.Of("nobody").Should().BeNull();
        Providers.All.Where(provider => CloudFirewalls.Of(provider.Id) is not null).Should().HaveCountGreaterThan(12)
            .And.OnlyContain(provider => provider.Kind == AddressOwnerKind.Cloud);
    }
}
