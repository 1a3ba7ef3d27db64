using System.Net;
using ConnectionDiagnostics.Platform.Linux;

namespace ConnectionDiagnostics.Tests.Platform.Linux;

public class ArpFileTests
{
    private const string Text = """
        IP address       HW type     Flags       HW address            Mask     Device
        10.77.1.1        0x1         0x2         b2:f4:58:29:55:71     *        vA
        10.77.1.50       0x1         0x6         02:00:00:00:00:50     *        vA
        10.77.1.77       0x1         0x0         00:00:00:00:00:00     *        vA
        10.77.1.78       0x1         garbage     00:00:00:00:00:00     *        vA

        """;

    [Theory]
    [InlineData("10.77.1.1", LinkNeighbourState.Stale)]
    [InlineData("10.77.1.50", LinkNeighbourState.Fixed)]
    [InlineData("10.77.1.77", LinkNeighbourState.Incomplete)]
    [InlineData("10.77.1.78", null)]
    [InlineData("10.77.1.222", LinkNeighbourState.Absent)]
    [InlineData("fd77:1::1", null)]
    public void Tells_what_it_can(string address, LinkNeighbourState? state) => ArpFile.Find(Text, IPAddress.Parse(address), "vA").Should().Be(state);

    [Fact]
    public void Another_interface_is_another_link()
    {
        ArpFile.Find(Text, IPAddress.Parse("10.77.1.1"), "vB").Should().Be(LinkNeighbourState.Absent);
        ArpFile.Find(Text, IPAddress.Parse("10.77.1.1"), null).Should().Be(LinkNeighbourState.Stale);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("\0\u0001\u0002")]
    public void What_is_no_such_file_tells_nothing(string? text) => ArpFile.Find(text, IPAddress.Loopback, null).Should().BeNull();

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(
        bytes => ArpFile.Find(System.Text.Encoding.UTF8.GetString(bytes), IPAddress.Parse("10.77.1.1"), null), System.Text.Encoding.UTF8.GetBytes(Text));
}
