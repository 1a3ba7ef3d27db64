using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Testing;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>Names: real name servers on loopback, asked directly; only the system's resolver is a stand-in.</summary>
public sealed class NameTests
{
    public static TheoryData<byte?, SocketError, CauseCode, Likelihood> Answers { get; } = new()
    {
        { 3, SocketError.HostNotFound, CauseCode.DnsNameNotFound, Likelihood.Confirmed },
        { 0, SocketError.HostNotFound, CauseCode.DnsNoAddress, Likelihood.Confirmed },
        { 2, SocketError.TryAgain, CauseCode.DnsServerFailure, Likelihood.Confirmed },
        { 5, SocketError.TryAgain, CauseCode.DnsServerFailure, Likelihood.Confirmed },
        { null, SocketError.TryAgain, CauseCode.DnsServerUnreachable, Likelihood.Confirmed },
        { null, SocketError.HostNotFound, CauseCode.DnsNameNotFound, Likelihood.Likely },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task A_name_server_is_asked_when_the_resolver_gives_no_address(
        byte? responseCode, SocketError resolverError, CauseCode expected, Likelihood likelihood)
    {
        await using var nameServer = new LoopbackNameServer(responseCode);
        await using ConnectionDiagnoser diagnoser = Make(TestSystem.WithResolverError(resolverError), nameServer.EndPoint);

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(
            ConnectionTarget.Parse("wss://api.example.test/"), TestContext.Current.CancellationToken);

        nameServer.Questions.Should().BeGreaterThanOrEqualTo(2, "A and AAAA are asked");
        diagnosis.Outcome.Should().Be(ConnectionOutcome.NameResolutionFailed);
        diagnosis.Causes[0].Code.Should().Be(expected);
        diagnosis.Causes[0].Likelihood.Should().Be(likelihood);
    }

    [Fact]
    public async Task A_name_that_can_never_exist_is_not_asked_for()
    {
        await using var nameServer = new LoopbackNameServer(0);
        await using ConnectionDiagnoser diagnoser = Make(new TestSystem(), nameServer.EndPoint);

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(ConnectionTarget.Parse("ws://nosuch.invalid/"), TestContext.Current.CancellationToken);

        diagnosis.Causes.Should().ContainSingle().Which.Code.Should().Be(CauseCode.DnsNameNotFound);
        diagnosis.Causes[0].Likelihood.Should().Be(Likelihood.Confirmed);
        nameServer.Questions.Should().Be(0);
    }

    [Fact]
    public async Task A_name_of_which_only_some_addresses_work_connects_with_a_remark()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.WebSocket, TestContext.Current.CancellationToken);
        IPAddress[] addresses = [IPAddress.Parse("127.0.0.9"), IPAddress.Loopback];
        await using ConnectionDiagnoser diagnoser = Make(new TestSystem(server.Port) { Resolve = _ => addresses });

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(
            ConnectionTarget.Parse($"ws://two.example.test:{server.Port}/"), TestContext.Current.CancellationToken);

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Causes.Should().ContainSingle().Which.Code.Should().Be(CauseCode.SomeAddressesFail);
        diagnosis.Causes[0].Summary.Should().Contain("127.0.0.9");
    }

    [Fact]
    public async Task A_name_that_resolves_to_an_unexpected_address_points_elsewhere()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Refuses, TestContext.Current.CancellationToken);
        await using ConnectionDiagnoser diagnoser = Make(new TestSystem(server.Port) { Resolve = _ => [IPAddress.Loopback] });

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(
            new DiagnosisRequest
            {
                Target = ConnectionTarget.Parse($"ws://moved.example.test:{server.Port}/"),
                ExpectedAddresses = [IPNetwork.Parse("198.51.100.0/24")],
            },
            TestContext.Current.CancellationToken);

        diagnosis.Causes[0].Code.Should().Be(CauseCode.DnsPointsElsewhere);
        diagnosis.Causes[0].Likelihood.Should().Be(Likelihood.Confirmed);
        diagnosis.Causes[0].Summary.Should().Contain("198.51.100.0/24");
    }

    private static ConnectionDiagnoser Make(TestSystem system, params IPEndPoint[] nameServers)
    {
        var options = new ConnectionDiagnoserOptions();
        foreach (IPEndPoint nameServer in nameServers)
        {
            options.NameServers.Add(nameServer);
        }

        return system.CreateDiagnoser(options);
    }
}
