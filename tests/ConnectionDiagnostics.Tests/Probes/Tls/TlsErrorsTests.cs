using ConnectionDiagnostics.Probes.Tls;

namespace ConnectionDiagnostics.Tests.Probes.Tls;

/// <summary>OpenSSL packs the peer's alert into its error number: library 20, and reasons from 1000 on (err.h, sslerr.h).</summary>
public class TlsErrorsTests
{
    private static int Packed(int library, int reason) => (library << 23) | reason;

    [Theory]
    [InlineData(20, 999, null)]
    [InlineData(20, 1000, 0)]
    [InlineData(20, 1040, 40)]
    [InlineData(20, 1255, 255)]
    [InlineData(20, 1256, null)]
    [InlineData(20, 0, null)]
    [InlineData(19, 1040, null)]
    [InlineData(21, 1040, null)]
    [InlineData(0, 1040, null)]
    public void Only_a_reason_of_the_TLS_library_above_a_thousand_is_an_alert(int library, int reason, int? alert) =>
        TlsErrors.AlertIn(new InvalidOperationException("x") { HResult = Packed(library, reason) }).Should().Be(alert);

    [Fact]
    public void It_may_be_anywhere_inside()
    {
        var innermost = new InvalidOperationException("the words") { HResult = Packed(20, 1116) };
        var exception = new InvalidOperationException("outer", new InvalidOperationException("middle", innermost));

        TlsErrors.AlertIn(exception).Should().Be(116);
        TlsErrors.Describe(exception).Should().Be("the words");
        TlsErrors.AlertIn(new InvalidOperationException("none")).Should().BeNull();
        TlsErrors.Describe(new InvalidOperationException("alone")).Should().Be("alone");
    }
}
