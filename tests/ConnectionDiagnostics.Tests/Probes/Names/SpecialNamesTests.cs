using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Probes.Names;

namespace ConnectionDiagnostics.Tests.Probes.Names;

/// <summary>Names that are nobody's to know, and what a resolver makes of a short one.</summary>
public class SpecialNamesTests
{
    [Theory]
    [InlineData("invalid", true)]
    [InlineData("a.INVALID.", true)]
    [InlineData("a.alt", true)]
    [InlineData("notinvalid", false)]
    [InlineData("invalid.example", false)]
    [InlineData("a.salt", false)]
    [InlineData("localhost", false)]
    [InlineData("", false)]
    public void What_is_reserved_never_exists(string host, bool never) => SpecialNames.NeverExists(host).Should().Be(never);

    [Theory]
    [InlineData("server.example", true)]
    [InlineData("notlocalhost", true)]
    [InlineData("localhost.example", true)]
    [InlineData("localhost", false)]
    [InlineData("a.Localhost.", false)]
    [InlineData("abc.onion", false)]
    [InlineData("onion", false)]
    [InlineData("a.invalid", false)]
    public void A_secret_and_ones_own_are_not_told_to_name_servers(string host, bool told) => SpecialNames.IsForNameServers(host).Should().Be(told);

    [Theory]
    [InlineData("localhost", true)]
    [InlineData("app.localhost.", true)]
    [InlineData("localhost.localdomain", false)]
    [InlineData("mylocalhost", false)]
    public void Localhost_is_what_is_under_it(string host, bool isLocal) => SpecialNames.IsLocalhost(host).Should().Be(isLocal);

    [Theory]
    [InlineData("db", 1, "db.a.example db.b.example db")]
    [InlineData("db.", 1, "db.")]
    [InlineData("db.west", 1, "db.west")]
    [InlineData("db.west", 2, "db.west.a.example db.west.b.example db.west")]
    [InlineData("db.west", 5, "db.west.a.example db.west.b.example db.west")]
    public void A_name_with_fewer_dots_than_that_is_completed_with_two_domains_first(string host, int dots, string expected) =>
        string.Join(' ', NameServerQuestion.NamesFor(host, new SearchList(["a.example", "b.example", "c.example"], dots))).Should().Be(expected);
}
