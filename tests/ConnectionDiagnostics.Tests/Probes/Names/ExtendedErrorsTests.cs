using ConnectionDiagnostics.Probes.Names;

namespace ConnectionDiagnostics.Tests.Probes.Names;

public class ExtendedErrorsTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("000F00020006", "6:")]
    [InlineData("000A0004AABBCCDD000F0004000F4F4B", "15:OK")]
    [InlineData("000F0006000600", "")]
    [InlineData("000F000100", "")]
    [InlineData("000F", "")]
    public void They_are_read_from_the_options(string hex, string expected) =>
        string.Join(' ', DnsReplyReader.ExtendedErrors(Convert.FromHexString(hex)).Select(error => $"{error.Code}:{error.Text}")).Should().Be(expected);

    [Fact]
    public void Garbage_never_throws() => Garbage.Feed(bytes => DnsReplyReader.ExtendedErrors(bytes), Convert.FromHexString("000A0004AABBCCDD000F0004000F4F4B"));
}
