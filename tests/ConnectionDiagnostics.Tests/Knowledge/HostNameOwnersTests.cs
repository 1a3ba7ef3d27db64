using ConnectionDiagnostics.Knowledge;

namespace ConnectionDiagnostics.Tests.Knowledge;

public class HostNameOwnersTests
{
    [Theory]
    [InlineData("d111111abcdef8.cloudfront.net", "cloudfront")]
    [InlineData("D111111ABCDEF8.CloudFront.NET.", "cloudfront")]
    [InlineData("cloudfront.net", "cloudfront")]
    [InlineData("www.example.com.cdn.cloudflare.net", "cloudflare")]
    [InlineData("e1234.a.akamaiedge.net", "akamai")]
    [InlineData("example.azurefd.net", "azure-front-door")]
    [InlineData("example.b-cdn.net", "bunny")]
    [InlineData("www.example.com.w.kunlunca.com", "alibaba-cdn")]
    [InlineData("www.example.com.cdn.dnsv1.com", "tencent-cdn")]
    [InlineData("ec2-3-5-140-1.ap-northeast-2.compute.amazonaws.com", "aws")]
    [InlineData("1.0.64.34.bc.googleusercontent.com", "google")]
    [InlineData("static.1.2.46.78.clients.your-server.de", "hetzner")]
    [InlineData("notcloudfront.net", null)]
    [InlineData("cloudfront.net.example.com", null)]
    [InlineData("cloudfront.net..", null)]
    [InlineData("net", null)]
    [InlineData(".", null)]
    [InlineData("", null)]
    public void The_longest_suffix_on_a_label_border_decides(string name, string? owner)
    {
        (HostNameOwners.Find(name)?.Id).Should().Be(owner);
    }

    [Fact]
    public void Every_suffix_is_found()
    {
        foreach ((string suffix, string owner) in AddressOwnersTests.Entries("name-suffixes.txt"))
        {
            Uri.CheckHostName(suffix).Should().Be(UriHostNameType.Dns, suffix);
            HostNameOwners.Find("a." + suffix)!.Id.Should().Be(owner, suffix);
        }
    }

    [Fact]
    public void A_look_up_allocates_nothing()
    {
        HostNameOwners.Find("www.example.com");

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            HostNameOwners.Find("ec2-3-5-140-1.ap-northeast-2.compute.amazonaws.com.");
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }
}
