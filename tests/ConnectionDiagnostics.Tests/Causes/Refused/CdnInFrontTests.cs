using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes.Refused;

public class CdnInFrontTests
{
    private const string Cloudflare = "104.16.0.1";

    [Fact]
    public void A_port_that_the_CDN_does_not_forward_is_likely_the_cause()
    {
        Diagnosis diagnosis = Of($"{Cloudflare}:25565").TimedOut(Cloudflare).Diagnose();

        diagnosis.Ranking().Should().StartWith(["cdn-in-front likely"]);
        diagnosis.Causes[0].Summary.Should().Contain("Cloudflare").And.Contain("25565");
    }

    [Theory]
    [InlineData(80)]
    [InlineData(443)]
    [InlineData(8443)]
    public void A_port_that_it_forwards_makes_it_only_possible(int port) =>
        Of($"{Cloudflare}:{port}").TimedOut(Cloudflare).Diagnose().LikelihoodOf(CauseCode.CdnInFront).Should().Be(Likelihood.Possible);

    [Fact]
    public void A_name_that_is_an_alias_of_a_CDN_tells_it_too() =>
        Of("server.example:25565").ResolvesTo("8.8.8.8").TimedOut("8.8.8.8").NameServerSays("10.0.0.53", "8.8.8.8").IsAliasOf("d111111abcdef8.cloudfront.net")
            .Diagnose().LikelihoodOf(CauseCode.CdnInFront).Should().Be(Likelihood.Likely);

    [Theory]
    [InlineData("104.15.255.255")]
    [InlineData("8.8.8.8")]
    [InlineData("10.0.0.1")]
    public void An_address_of_nobody_known_is_no_CDNs(string address) =>
        Of($"{address}:25565").TimedOut(address).Diagnose().LikelihoodOf(CauseCode.CdnInFront).Should().BeNull();

    [Fact]
    public void Where_the_connection_works_it_is_no_cause() => Of($"tcp://{Cloudflare}:25565").Connects().Diagnose().Causes.Should().BeEmpty();

    [Fact]
    public void A_filter_that_names_itself_is_confirmed_all_the_same()
    {
        Diagnosis diagnosis = Of($"{Cloudflare}:25565").Unreachable(Cloudflare, Icmp(3, 13, "8.8.8.1")).Diagnose();

        diagnosis.Ranking().Should().Equal("server-firewall confirmed");
    }
}
