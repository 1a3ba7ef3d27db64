using System.Text;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Platform.Linux;

namespace ConnectionDiagnostics.Tests.Platform.Linux;

public class PortRangeFileTests
{
    [Theory]
    [InlineData("32768\t60999\n", "\n", 32768, 60999, 0)]
    [InlineData("32768\t60999\n", null, 32768, 60999, 0)]
    [InlineData("40000 40009", "40003", 40000, 40009, 1)]
    [InlineData("40000 40009", "8080,39990-40001,40005-40006,40009-50000\n", 40000, 40009, 5)]
    [InlineData("40000 40009", "40001-40004,40003-40005", 40000, 40009, 5)]
    [InlineData("1024 65535", "garbage,-5,5-,99999,70000-80000,40000", 1024, 65535, 1)]
    [InlineData("40000 40009", "40009-40000", 40000, 40009, 0)]
    public void Reserved_ports_count_once_and_inside_the_range(string range, string? reserved, int first, int last, int count) =>
        PortRangeFile.Read(range, reserved).Should().Be(new LocalPortRange(first, last, count));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("32768")]
    [InlineData("60999 32768")]
    [InlineData("32768 60999 1")]
    [InlineData("32768 70000")]
    [InlineData("-1 60999")]
    [InlineData("\0\0\0")]
    public void What_is_no_range_tells_nothing(string? range) => PortRangeFile.Read(range, null).Should().BeNull();

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(
        bytes => PortRangeFile.Read("32768 60999", Encoding.UTF8.GetString(bytes)), Encoding.UTF8.GetBytes("8080,39990-40001,40005-40006,40009-50000\n"));
}
