using System.Net;
using ConnectionDiagnostics.Probes.Names;

namespace ConnectionDiagnostics.Tests.Probes.Names;

public class HostsFileTests
{
    [Theory]
    [InlineData("127.0.0.1 works.invalid", "127.0.0.1")]
    [InlineData("127.0.0.1\tother works.invalid # both", "127.0.0.1")]
    [InlineData("::1 WORKS.Invalid\r", "::1")]
    public void A_line_gives_a_name_its_address(string line, string address) =>
        HostsFile.Find(["# a comment", line], "works.invalid.").Should()
            .ContainSingle().Which.Should().BeEquivalentTo(new { Line = 2, Address = IPAddress.Parse(address) });

    [Theory]
    [InlineData("# 127.0.0.1 works.invalid")]
    [InlineData("127.0.0.1 works.invalid.example")]
    [InlineData("works.invalid")]
    [InlineData("not-an-address works.invalid")]
    [InlineData("")]
    public void Other_lines_give_it_none(string line) => HostsFile.Find([line], "works.invalid").Should().BeEmpty();
}
