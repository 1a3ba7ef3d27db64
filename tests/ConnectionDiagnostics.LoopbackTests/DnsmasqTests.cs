using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>Names at a real dnsmasq; only the system's resolver is a stand-in.</summary>
public sealed class DnsmasqTests
{
    private const int ManyAddresses = 120;

    private static readonly string[] Records =
    [
        "--local=/lab.test/", "--host-record=four.lab.test,192.0.2.10", "--host-record=six.lab.test,2001:db8::6", "--txt-record=text.lab.test,words",
        "--cname=www.lab.test,four.lab.test", "--local-ttl=77",
        .. Enumerable.Range(1, ManyAddresses).Select(number => $"--host-record=many.lab.test,192.0.2.{number}"),
    ];

    [Theory]
    [InlineData("nosuch.lab.test", SocketError.HostNotFound, "dns-name-not-found", Likelihood.Confirmed)]
    [InlineData("text.lab.test", SocketError.NoData, "dns-no-address", Likelihood.Confirmed)]
    [InlineData("elsewhere.example", SocketError.TryAgain, "dns-server-failure", Likelihood.Confirmed)]
    [InlineData("four.lab.test", SocketError.HostNotFound, "dns-name-not-found", Likelihood.Likely)]
    public async Task Its_answers_decide_where_the_resolver_gave_no_address(string host, SocketError error, string cause, Likelihood likelihood)
    {
        await using ForeignServer dnsmasq = await StartAsync();

        Diagnosis diagnosis = await DiagnoseAsync(dnsmasq, host, TestSystem.WithResolverError(error));

        diagnosis.Outcome.Should().Be(ConnectionOutcome.NameResolutionFailed);
        diagnosis.Causes[0].Code.ToString().Should().Be(cause);
        diagnosis.Causes[0].Likelihood.Should().Be(likelihood);
    }

    [Fact]
    public async Task Aliases_and_lifetimes_are_kept()
    {
        await using ForeignServer dnsmasq = await StartAsync();

        NameServerAnswer answer = await AskAsync(dnsmasq, "www.lab.test");

        answer.Aliases.Should().Equal("four.lab.test");
        answer.Addresses.Should().Equal(IPAddress.Parse("192.0.2.10"));
        answer.TimeToLive.Should().Be(TimeSpan.FromSeconds(77));
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_is_asked_for_again_over_TCP()
    {
        await using ForeignServer dnsmasq = await StartAsync();

        NameServerAnswer answer = await AskAsync(dnsmasq, "many.lab.test");

        answer.WasTruncated.Should().BeTrue();
        answer.Addresses.Should().HaveCount(64, "there is no use in more, and UDP held fewer than all");
    }

    [Fact]
    public async Task A_short_name_is_completed_as_the_resolver_does()
    {
        await using ForeignServer dnsmasq = await StartAsync();
        TestSystem system = new() { Resolve = _ => throw new SocketException((int)SocketError.HostNotFound), SearchDomains = ["lab.test"] };

        Diagnosis diagnosis = await DiagnoseAsync(dnsmasq, "nosuch", system);

        // Of the bare name dnsmasq knows nothing and refuses it.
        diagnosis.Evidence.Names.Value!.NameServers.Select(answer => (answer.Name, answer.Result))
            .Should().Equal(("nosuch.lab.test", NameServerResult.NoSuchName), ("nosuch", NameServerResult.ServerFailure));
        diagnosis.Causes[0].Code.Should().Be(CauseCode.DnsNameNotFound);
        diagnosis.Causes[0].Remedies.Should().Contain(remedy => remedy.Text.Contains("lab.test"));
    }

    private static Task<ForeignServer> StartAsync() => ForeignServer.StartAsync(
        "dnsmasq",
        (port, _) =>
        [
            "--keep-in-foreground", "--conf-file=/dev/null", "--no-resolv", "--no-hosts", "--user=", "--pid-file=", "--bind-interfaces",
            "--listen-address=127.0.0.1", $"--port={port}", .. Records,
        ],
        TestContext.Current.CancellationToken);

    private static async Task<NameServerAnswer> AskAsync(ForeignServer dnsmasq, string host)
    {
        Diagnosis diagnosis = await DiagnoseAsync(dnsmasq, host, TestSystem.WithResolverError(SocketError.TryAgain));
        return diagnosis.Evidence.Names.Value!.NameServers.Should().ContainSingle().Subject;
    }

    private static async Task<Diagnosis> DiagnoseAsync(ForeignServer dnsmasq, string host, TestSystem system)
    {
        await using ConnectionDiagnoser diagnoser = system.CreateDiagnoser(new ConnectionDiagnoserOptions { NameServers = { dnsmasq.EndPoint } });
        return await diagnoser.DiagnoseAsync(ConnectionTarget.Parse($"{host}:80"), TestContext.Current.CancellationToken);
    }
}
