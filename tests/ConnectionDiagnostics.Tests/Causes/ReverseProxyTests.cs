using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes;

/// <summary>A page in answer to a WebSocket handshake, from a server that often stands before others.</summary>
public class ReverseProxyTests
{
    [Fact]
    public void A_page_from_a_reverse_proxy_does_not_confirm_that_nobody_behind_it_speaks_WebSocket()
    {
        Diagnosis diagnosis = Of("ws://8.8.8.8/ws").Connects().HearsStatus(200, "OK", ("Server", "nginx/1.22.1")).Diagnose();

        diagnosis.Ranking().Should().Equal("websocket-not-supported likely", "websocket-upgrade-stripped possible");
        diagnosis.NextChecks.Should().Contain(check => check.Separates.Contains(CauseCode.WebSocketUpgradeStripped));
    }

    [Theory]
    [InlineData(404)]
    [InlineData(400)]
    public void Where_it_rejects_it_may_have_taken_the_header_away(int status) =>
        Of("ws://8.8.8.8/ws").Connects().HearsStatus(status, "", ("Server", "nginx")).Diagnose().LikelihoodOf(CauseCode.WebSocketUpgradeStripped).Should().Be(Likelihood.Possible);

    [Theory]
    [InlineData("Kestrel")]
    [InlineData("SimpleHTTP/0.6 Python/3.11")]
    public void Another_server_answers_for_itself(string server) =>
        Of("ws://8.8.8.8/ws").Connects().HearsStatus(200, "OK", ("Server", server)).Diagnose().Ranking().Should().Equal("websocket-not-supported confirmed");
}
