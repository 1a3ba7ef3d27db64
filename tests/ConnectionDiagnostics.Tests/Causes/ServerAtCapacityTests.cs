using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Causes;

/// <summary>A server that says that it is full does not work, whatever it speaks.</summary>
public class ServerAtCapacityTests
{
    [Theory]
    [InlineData("redis://8.8.8.8", WireProtocol.Redis, "-ERR max number of clients reached\r\n")]
    [InlineData("smtp://8.8.8.8", WireProtocol.Smtp, "421 mx.example too many connections\r\n")]
    [InlineData("mysql://8.8.8.8", WireProtocol.MySql, "\x17\x00\x00\x00\xFF\x10\x04Too many connections")]
    public void Its_own_words_confirm_it(string target, string detected, string words)
    {
        Diagnosis diagnosis = Of(target).Connects().Hears(Answer(detected, words) with { Detected = detected }).Diagnose();

        diagnosis.Outcome.Should().NotBe(ConnectionOutcome.Connected);
        diagnosis.Ranking()[0].Should().Be("server-at-capacity confirmed");
    }

    [Theory]
    [InlineData("redis://8.8.8.8", WireProtocol.Redis, "+PONG\r\n")]
    [InlineData("smtp://8.8.8.8", WireProtocol.Smtp, "220 mx.example ESMTP\r\n")]
    public void A_server_with_room_works(string target, string detected, string words)
    {
        Diagnosis diagnosis = Of(target).Connects().Hears(Answer(detected, words) with { Detected = detected }).Diagnose();

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Causes.Should().BeEmpty();
    }

    [Fact]
    public void For_a_client_of_another_protocol_it_is_a_remark()
    {
        Diagnosis diagnosis = Of("http://8.8.8.8:6379").Connects()
            .Hears(Answer(WireProtocol.Http, "-ERR max number of clients reached\r\n") with { Detected = WireProtocol.Redis }).Diagnose();

        diagnosis.Ranking().Should().Equal("protocol-mismatch confirmed", "server-at-capacity confirmed");
    }
}
