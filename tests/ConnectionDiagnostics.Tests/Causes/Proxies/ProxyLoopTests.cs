using System.Net;
using static ConnectionDiagnostics.Tests.Causes.Proxies.ProxyScene;

namespace ConnectionDiagnostics.Tests.Causes.Proxies;

/// <summary>A request that comes back to where it has been; names that only look the same are no circle.</summary>
public class ProxyLoopTests
{
    private static readonly (string, string) Squid = ("Server", "squid/5.7");

    private static Likelihood? Told(Scene scene) => scene.Diagnose().LikelihoodOf(CauseCode.ProxyLoop);

    private static Scene Passed(string via, int status = 403) => Declines(status, Squid, ("Via", via));

    [Theory]
    [InlineData("1.1 one, 1.1 two, 1.1 one", Likelihood.Confirmed)]
    [InlineData("1.1 one (squid/5.7), 1.0 ONE (squid/4.1)", Likelihood.Confirmed)]
    [InlineData("1.1 one, , 1.1  one", Likelihood.Confirmed)]
    [InlineData("1.1 one", null)]
    [InlineData("1.1 one (squid/5.7), 1.1 two (squid/5.7)", null)]
    [InlineData("1.1 one, 1.1 one.example", null)]
    [InlineData("1.1, 1.1", null)]
    [InlineData("one, one", null)]
    [InlineData("", null)]
    public void A_proxy_that_stands_in_Via_twice_was_passed_twice(string via, Likelihood? likelihood) => Told(Passed(via)).Should().Be(likelihood);

    [Fact]
    public void The_circle_is_told_with_its_stations()
    {
        Cause cause = Passed("1.1 one, 1.1 one").Diagnose().Causes.Should().ContainSingle().Subject;

        cause.Summary.Should().StartWith("The request for server.example:443 runs in a circle behind the proxy");
        cause.Reasons[0].Should().Be("A proxy stands in Via twice: 1.1 one, 1.1 one.");
        cause.Remedies.Should().ContainSingle().Which.Actor.Should().Be(RemedyActor.Server);
        cause.Remedies[0].Text.Should().StartWith("Take the parent proxy out");
    }

    [Fact]
    public void A_name_that_many_machines_of_a_CDN_share_is_no_circle()
    {
        // Two caches of one CDN both write "1.1 varnish"; the proxy passes the target's own 403 on and adds itself.
        const string via = "1.1 varnish, 1.1 varnish, 1.1 corner (squid/5.7)";

        Diagnosis diagnosis = Forwards(403, ("Via", via)).Diagnose();

        diagnosis.LikelihoodOf(CauseCode.ProxyLoop).Should().BeNull();
        diagnosis.LikelihoodOf(CauseCode.ProxyDenied).Should().Be(Likelihood.Likely, "directly the target says 200");
        Told(Forwards(403, Squid, ("Via", "1.1 one, 1.1 one"))).Should().Be(Likelihood.Confirmed, "this is the proxy's own word");
        Told(Declines(403, ("Via", "1.1 varnish, 1.1 varnish"))).Should().Be(Likelihood.Likely);
    }

    [Fact]
    public void A_508_is_a_circle_unless_the_target_itself_uses_the_number()
    {
        Cause cause = Declines(508, "Loop Detected").Diagnose().Causes.Should().ContainSingle().Subject;

        (cause.Code, cause.Likelihood).Should().Be((CauseCode.ProxyLoop, Likelihood.Likely));
        cause.Summary.Should().Contain("runs in a circle");
        cause.Reasons[0].Should().Be("192.0.2.8:3128 answers 508 Loop Detected.");
        Told(Declines(507)).Should().BeNull();
        Told(Declines(509)).Should().BeNull();
    }

    [Fact]
    public void A_proxy_that_is_asked_for_itself_is_said_to_be()
    {
        Cause cause = Itself("https://192.0.2.8:3128/", "192.0.2.8", "192.0.2.8").Diagnose().The(CauseCode.ProxyLoop);

        cause.Likelihood.Should().Be(Likelihood.Likely);
        cause.Summary.Should().EndWith("is asked for itself: 192.0.2.8:3128.");
        cause.Reasons[0].Should().Contain("is both the proxy and the target");
    }

    [Theory]
    [InlineData("https://proxy.example:3128/", "proxy.example", "192.0.2.8", true)]
    [InlineData("https://192.0.2.8:3128/", "proxy.example", "192.0.2.8", true)]
    [InlineData("https://192.0.2.8:3129/", "192.0.2.8", "192.0.2.8", false)]
    [InlineData("https://192.0.2.9:3128/", "192.0.2.8", "192.0.2.8", false)]
    [InlineData("https://server.example:3128/", "proxy.example", "192.0.2.8", false)]
    public void It_is_itself_by_name_or_address_and_port(string target, string host, string address, bool itself) =>
        (Told(Itself(target, host, address)) is not null).Should().Be(itself);

    [Fact]
    public void Without_an_answer_there_is_no_circle() =>
        Told(Asked(ProxyResult.Silent, target: "https://192.0.2.8:3128/")).Should().BeNull();

    private static Scene Itself(string target, string host, string address) => Asked(
        ProxyResult.Declined,
        proxy => proxy with { Setting = Setting with { Host = host }, Addresses = [IPAddress.Parse(address)], Http = Scene.Http(500, "Whatever").Http },
        target);
}
