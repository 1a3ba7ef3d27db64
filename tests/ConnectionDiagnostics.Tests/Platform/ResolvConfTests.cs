using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Probes.Names;

namespace ConnectionDiagnostics.Tests.Platform;

public class ResolvConfTests
{
    [Theory]
    [InlineData("", "", 1)]
    [InlineData("nameserver 10.0.0.1\nsearch a.example b.example.", "a.example b.example", 1)]
    [InlineData("domain a.example\nsearch b.example", "b.example", 1)]
    [InlineData("search default.svc.cluster.local svc.cluster.local\noptions ndots:5 edns0", "default.svc.cluster.local svc.cluster.local", 5)]
    [InlineData("options ndots:99", "", 15)]
    [InlineData("options ndots:x\n# search c.example", "", 1)]
    public void The_search_list_is_read(string text, string domains, int dots)
    {
        SearchList list = ResolvConf.Parse(text.Split('\n'));

        string.Join(' ', list.Domains).Should().Be(domains);
        list.Dots.Should().Be(dots);
    }

    [Theory]
    [InlineData("db", 1, "db.a.example db.b.example db")]
    [InlineData("db.", 1, "db.")]
    [InlineData("api.example", 1, "api.example")]
    [InlineData("api.example", 5, "api.example.a.example api.example.b.example api.example")]
    public void Names_are_asked_for_in_the_resolvers_order(string host, int dots, string names) =>
        string.Join(' ', NameServerQuestion.NamesFor(host, new SearchList(["a.example", "b.example", "c.example"], dots))).Should().Be(names);
}
