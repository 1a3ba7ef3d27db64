using System.Globalization;

namespace ConnectionDiagnostics.Tests;

public class CauseExplanationTests
{
    [Fact]
    public void Every_cause_of_the_catalogue_is_explained_in_words()
    {
        foreach (CauseCode code in CauseCode.WellKnown)
        {
            CauseExplanation explanation = CauseExplanation.Of(code, CultureInfo.InvariantCulture);

            explanation.Meaning.Should().NotBe(code.Value).And.Contain(" ");
            explanation.Advice.Should().NotBe(code.Value).And.Contain(" ");
        }
    }

    /// <summary>Those behind which there is no message of a program, and why.</summary>
    private static readonly Dictionary<CauseCode, string> WithoutErrorMessage = new()
    {
        [CauseCode.NotReproduced] = "whatever the application reported: it does not happen any more",
        [CauseCode.ProxySettingsDiffer] = "a remark: it explains why another program fares otherwise",
        [CauseCode.TargetForbidden] = "the diagnosis alone says so",
        [CauseCode.Unknown] = "any message that no other cause has",
    };

    public static TheoryData<string> Languages => ["en", "de", "zh-Hans"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_cause_lacks_a_part(string language)
    {
        foreach (CauseCode code in CauseCode.WellKnown)
        {
            CauseExplanation explanation = CauseExplanation.Of(code, CultureInfo.GetCultureInfo(language));

            explanation.Title.Should().NotBeEmpty();
            explanation.Meaning.Should().NotBe(code.Value).And.NotBeEmpty();
            explanation.Recognition.Should().NotBeEmpty("{0} is recognised somehow", code);
            explanation.Exclusion.Should().NotBeEmpty("something would rule {0} out", code);
            explanation.Advice.Split('\n').Should().OnlyContain(line => line.Contains(':') || line.Contains('：'), "each line of {0} says who acts", code);
            explanation.ErrorMessages.Any().Should().Be(!WithoutErrorMessage.ContainsKey(code), "of {0}", code);
        }
    }

    [Fact]
    public void Error_messages_are_the_same_in_every_language_and_none_comes_twice()
    {
        foreach (CauseCode code in CauseCode.WellKnown)
        {
            IReadOnlyList<ErrorMessage> messages = CauseExplanation.Of(code, CultureInfo.InvariantCulture).ErrorMessages;

            messages.Should().OnlyHaveUniqueItems().And.Equal(CauseExplanation.Of(code, CultureInfo.GetCultureInfo("zh-Hans")).ErrorMessages);
            messages.Select(message => message.Program).Should().BeSubsetOf(
            [
                ".NET", "curl", "Chrome", "Firefox", "Node.js", "Java", "Go", "dig", "nginx", "Apache", "Squid", "Cloudflare", "MySQL", "PostgreSQL", "Redis", "SMTP", "SSH", "NATS",
            ]);
        }
    }

    [Theory]
    [InlineData("ECONNREFUSED", "server-not-listening")]
    [InlineData("err_connection_refused", "server-not-listening")]
    [InlineData("net::ERR_CERT_COMMON_NAME_INVALID", "tls-name-mismatch")]
    [InlineData("10061", "server-not-listening")]
    [InlineData("EAI_AGAIN", "dns-server-unreachable")]
    [InlineData("Unhandled exception. System.Net.Sockets.SocketException (111): Connection refused [::1]:80", "server-not-listening")]
    [InlineData("curl: (28) Connection timed out after 2001 milliseconds", "server-firewall")]
    [InlineData("Error: connect EMFILE 10.0.0.5:80", "file-descriptors-exhausted")]
    [InlineData("WebSocket connection to 'ws://10.0.0.5/' failed: Error during WebSocket handshake: Unexpected response code: 404", "websocket-path-not-found")]
    public void A_cause_is_found_by_its_error_message(string message, string code) =>
        CauseExplanation.FindByErrorMessage(message).Select(found => found.Value).Should().Contain(code);

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("REFUSE")]
    [InlineData("106")]
    [InlineData("no such message anywhere")]
    public void What_is_no_error_message_finds_nothing(string message) => CauseExplanation.FindByErrorMessage(message).Should().BeEmpty();

    [Fact]
    public void An_explanation_as_text_has_all_parts_in_its_language()
    {
        string text = CauseExplanation.Of(CauseCode.ServerNotListening, CultureInfo.GetCultureInfo("de")).ToString();

        text.Should().StartWith("server-not-listening: ").And.Contain("\nWoran man es erkennt\n  ").And.Contain("\nWas es ausschließt\n  ")
            .And.Contain("\nWas zu tun ist\n  ").And.Contain("\nFehlermeldungen\n  .NET     System.Net.Sockets.SocketException (111): Connection refused\n");
    }

    [Fact]
    public void A_code_of_ones_own_is_explained_by_itself() =>
        CauseExplanation.Of(new CauseCode("licence-seats-used-up"), CultureInfo.InvariantCulture).ToString().Should()
            .Be("licence-seats-used-up: licence-seats-used-up\n\nlicence-seats-used-up\n\nWhat to do\n  licence-seats-used-up");
}
