namespace ConnectionDiagnostics.Tests.Targets;

/// <summary>Targets that are written in odd ways, where the first colon, slash or @ is not what it seems.</summary>
public class OddTargetTests
{
    [Theory]
    [InlineData("http://user:hunter2/x@example.com/")]
    [InlineData("http://user:hunter2#x@example.com/")]
    [InlineData("http://user:hunter2?x@example.com/")]
    [InlineData("wss://:hunter2/x@example.com:9443/chat")]
    [InlineData("redis://:x@hunter2/y@cache")]
    [InlineData("redis://:x@hunter2#y@cache:6379")]
    public void A_password_with_characters_that_need_encoding_is_never_taken_for_a_host_or_port_and_shown(string text) =>
        Everything.ShownBy(ConnectionTarget.ParseOrInvalid(text)).Should().NotContain("hunter2");

    [Theory]
    [InlineData("admin:hunter2://x@example.com:80")]
    [InlineData("admin:hunter2@example.com:80/?next=http://other.example")]
    [InlineData("example.com:80/login?token=hunter2&next=https://other.example")]
    public void What_stands_before_a_later_colon_and_slashes_is_not_a_scheme_and_not_shown(string text) =>
        Everything.ShownBy(ConnectionTarget.ParseOrInvalid(text)).Should().NotContain("hunter2");

    [Fact]
    public void A_URL_in_the_query_of_a_target_without_a_scheme_does_not_make_it_unreadable() =>
        ConnectionTarget.TryParse("example.com:80/login?next=https://other.example", out _).Should().BeTrue();

    [Theory]
    [InlineData("http://h/?q=a+b ü", "/?q=a+b%20%C3%BC")]
    [InlineData("http://h/a%5Cb ü", "/a%5Cb%20%C3%BC")]
    [InlineData("http://h/a:b;c,d@e!f ü", "/a:b;c,d@e!f%20%C3%BC")]
    [InlineData("http://h/?path=C:\\x", "/?path=C:%5Cx")]
    public void Encoding_one_character_does_not_change_the_meaning_of_others(string text, string sent) =>
        ConnectionTarget.Parse(text).PathAndQuery.Should().Be(sent);

    [Theory]
    [InlineData("ho\u001B[31mst:80")]
    [InlineData("ho\nst:80")]
    [InlineData("ho\u202Est:80")]
    public void The_text_of_an_unreadable_target_carries_no_control_characters_into_logs(string text) =>
        ConnectionTarget.ParseOrInvalid(text).ToString().Should().NotMatchRegex(@"[\p{Cc}\p{Cf}]");

    [Fact]
    public void A_zone_that_no_interface_has_is_kept_as_it_was_written() =>
        ConnectionTarget.ParseOrInvalid("[fe80::1%nosuchif0]:80").ToString().Should().Contain("nosuchif0");
}
