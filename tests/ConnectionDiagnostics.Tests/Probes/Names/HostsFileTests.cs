using ConnectionDiagnostics.Probes.Names;

namespace ConnectionDiagnostics.Tests.Probes.Names;

public class HostsFileTests
{
    [Theory]
    [InlineData("127.0.0.1 works.invalid", true)]
    [InlineData("127.0.0.1\tother works.invalid # both", true)]
    [InlineData("::1 WORKS.Invalid", true)]
    [InlineData("# 127.0.0.1 works.invalid", false)]
    [InlineData("127.0.0.1 works.invalid.example", false)]
    [InlineData("works.invalid", false)]
    [InlineData("", false)]
    public void A_line_names_a_host_or_not(string line, bool names) => HostsFile.NamesHost(line, "works.invalid").Should().Be(names);
}
