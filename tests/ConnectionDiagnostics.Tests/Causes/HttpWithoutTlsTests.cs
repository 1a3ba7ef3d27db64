using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes;

/// <summary>A client with TLS before a server of HTTP/2 that has none: the classic of gRPC.</summary>
public class HttpWithoutTlsTests
{
    /// <summary>SETTINGS, as such servers answer whatever they cannot read (RFC 9113, section 3.4).</summary>
    private static readonly byte[] Settings = [0, 0, 6, 4, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 128];

    [Theory]
    [InlineData("https://8.8.8.8:8008/")]
    [InlineData("wss://8.8.8.8:8008/")]
    public void It_is_TLS_that_is_too_much_and_HTTP_2_in_plain_that_is_wanted(string target)
    {
        Diagnosis diagnosis = Of(target).Connects().Tls(TlsResult.NotTls, tls => tls with { FirstBytes = Settings })
            .Hears(new ProtocolExchange { Spoken = WireProtocol.Tls, Result = ExchangeResult.Answered, Received = Settings, Detected = WireProtocol.Http2 }).Diagnose();

        diagnosis.Ranking().Should().Equal("tls-on-plaintext-port confirmed");
        diagnosis.Causes[0].Remedies[0].Text.Should().Contain("h2c").And.Contain("prior knowledge");
    }
}
