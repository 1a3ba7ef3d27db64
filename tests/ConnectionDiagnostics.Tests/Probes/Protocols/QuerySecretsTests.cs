using System.Text;
using ConnectionDiagnostics.Probes.Protocols;

namespace ConnectionDiagnostics.Tests.Probes.Protocols;

/// <summary>A token in the target's query does not come back out of what a peer sends.</summary>
public class QuerySecretsTests
{
    [Theory]
    [InlineData("ws://h/chat?token=sekret99", "GET /chat?token=sekret99 HTTP/1.1")]
    [InlineData("ws://h/chat?a=1&token=sekret99&b=2", "unknown token sekret99")]
    [InlineData("ws://h/chat?sekret99", "ERR sekret99sekret99")]
    public void What_a_peer_sends_back_is_hidden(string target, string answer)
    {
        byte[] received = Encoding.ASCII.GetBytes(answer);

        QuerySecrets.Hide(ConnectionTarget.Parse(target), received);

        Encoding.ASCII.GetString(received).Should().NotContain("sekret").And.HaveLength(answer.Length);
    }

    [Theory]
    [InlineData("ws://h/chat", "GET /chat HTTP/1.1")]
    [InlineData("ws://h/chat?v=1", "HTTP/1.1 200 OK")]
    [InlineData("ws://h/chat?", "HTTP/1.1 200 OK")]
    public void What_is_no_secret_stays_readable(string target, string answer)
    {
        byte[] received = Encoding.ASCII.GetBytes(answer);

        QuerySecrets.Hide(ConnectionTarget.Parse(target), received);

        Encoding.ASCII.GetString(received).Should().Be(answer);
    }

    [Fact]
    public void The_query_of_a_redirect_is_not_kept() =>
        HttpHead.Read("HTTP/1.1 302 Found\r\nLocation: https://login.example/start?session=sekret99\r\n\r\n"u8)!.Header("location")
            .Should().Be("https://login.example/start?…");
}
