using ConnectionDiagnostics.Platform.Linux;

namespace ConnectionDiagnostics.Tests.Platform.Linux;

public class SystemSettingsTests
{
    private const string LoopbackAddress = "00000000000000000000000000000001 01 80 10 80       lo\n";
    private const string OtherAddress = "fd000000000000000000000000000002 04 40 00 82     eth0\n";

    [Theory]
    [InlineData("0\n", null, false)]
    [InlineData("0\n", "", false)]
    [InlineData("1\n", "", true)]
    [InlineData("1\n", null, true)]
    [InlineData("1\n", LoopbackAddress, true)]
    [InlineData("1\n", LoopbackAddress + OtherAddress, false)]
    [InlineData("", null, null)]
    [InlineData("\0\0", null, null)]
    [InlineData(null, OtherAddress, null)]
    public void IPv6_is_off_when_all_are_and_none_is_on_again(string? all, string? addresses, bool? isOff) => IPv6Switch.Read(all, addresses).Should().Be(isOff);

    [Theory]
    [InlineData("5.15.153.1-microsoft-standard-WSL2\n", null, true)]
    [InlineData("4.4.0-19041-Microsoft\n", null, true)]
    [InlineData("6.18.0\n", "Ubuntu", true)]
    [InlineData("6.18.0\n", null, false)]
    [InlineData("6.18.0\n", "", false)]
    [InlineData(null, null, null)]
    public void Windows_subsystem_is_known_by_its_kernel(string? release, string? distribution, bool? here) =>
        SubsystemForLinux.Read(release, distribution).Should().Be(here);

    [Theory]
    [InlineData("/proc/not/there")]
    [InlineData("/proc")]
    [InlineData("/")]
    public void A_file_that_cannot_be_read_is_none(string path) => ProcFile.Read(path).Should().BeNull();

    [Fact]
    public void A_file_without_end_is_read_in_part()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/dev/zero");
        ProcFile.Read("/dev/zero")!.Length.Should().Be(1024 * 1024);
    }
}
