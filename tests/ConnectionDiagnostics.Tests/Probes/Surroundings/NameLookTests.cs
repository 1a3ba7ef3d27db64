using System.Net;
using ConnectionDiagnostics.Probes.Surroundings;
using ConnectionDiagnostics.Tests.Probes.Scripted;

namespace ConnectionDiagnostics.Tests.Probes.Surroundings;

public class NameLookTests
{
    [Fact]
    public async Task Name_servers_are_asked_what_they_say_of_the_name()
    {
        await using var server = new LoopbackNameServer("192.0.2.9", "192.0.2.10");

        IReadOnlyList<NameServerAnswer> answers = await LookAsync(server, "server.example");

        answers.Should().ContainSingle().Which.Addresses.Should().Equal(IPAddress.Parse("192.0.2.9"), IPAddress.Parse("192.0.2.10"));
        server.Questions.Should().Be(2, "A and AAAA");
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("intranet")]
    [InlineData("app.localhost")]
    [InlineData("app.localhost.")]
    [InlineData("printer.local")]
    [InlineData("printer.LOCAL")]
    [InlineData("server.invalid")]
    public async Task Names_that_DNS_does_not_know_are_not_asked_for(string host)
    {
        await using var server = new LoopbackNameServer();

        (await LookAsync(server, host)).Should().BeEmpty();

        server.Questions.Should().Be(0);
    }

    [Fact]
    public async Task An_address_is_no_name()
    {
        await using var server = new LoopbackNameServer();

        (await LookAsync(server, "192.0.2.1")).Should().BeEmpty();

        server.Questions.Should().Be(0);
    }

    private static async Task<IReadOnlyList<NameServerAnswer>> LookAsync(LoopbackNameServer server, string host)
    {
        await using var bench = new Bench($"tcp://{host}:80", server.Options);
        return await NameLook.LookAsync(Scene.Of(bench.Target).ResolvesTo("192.0.2.1").Evidence, bench.Session, Bench.Cancellation);
    }
}
