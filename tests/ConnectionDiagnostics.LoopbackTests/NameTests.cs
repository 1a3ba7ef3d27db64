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

    [Fact]
    public async Task A_refusal_at_an_unexpected_address_has_a_cause_of_its_own()
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

        diagnosis.Causes.Select(cause => cause.Code).Should().Contain([CauseCode.DnsPointsElsewhere, CauseCode.ServerNotListening]);
    }

    [Fact]
    public async Task A_passive_diagnosis_asks_nobody_and_connects_nowhere()
    {
        await using var nameServer = new LoopbackNameServer(0);
        var system = new TestSystem();
        await using ConnectionDiagnoser diagnoser = Make(system, nameServer.EndPoint);

        Diagnosis byName = await diagnoser.DiagnoseAsync(
            new DiagnosisRequest { Target = ConnectionTarget.Parse("ws://api.example.test/"), Depth = DiagnosisDepth.Passive }, TestContext.Current.CancellationToken);
        Diagnosis byAddress = await diagnoser.DiagnoseAsync(
            new DiagnosisRequest { Target = ConnectionTarget.Parse("ws://127.0.0.1:9/"), Depth = DiagnosisDepth.Passive, Exception = new SocketException((int)SocketError.ConnectionRefused) },
            TestContext.Current.CancellationToken);

        nameServer.Questions.Should().Be(0);
        system.Connects.Should().Be(0);
        byName.Outcome.Should().Be(ConnectionOutcome.Unknown);
        byName.Stages.Single(stage => stage.Stage == Stage.NameResolution).Status.Should().Be(StageStatus.Skipped);
        byAddress.Outcome.Should().Be(ConnectionOutcome.Refused);
    }

    [Fact]
    public async Task A_thorough_diagnosis_asks_those_who_are_responsible_for_the_zone()
    {
        const byte NameServerRecord = 2;
        await using var nameServer = new LoopbackNameServer(question => (TypeOf(question), question[2] & 1) switch
        {
            (NameServerRecord, _) when NameOf(question) == "example.test" => LoopbackNameServer.Echo(
                question, 0, LoopbackNameServer.Record("example.test", NameServerRecord, LoopbackNameServer.Encode("ns.example.test"))),
            (1, 1) when NameOf(question) == "ns.example.test" => LoopbackNameServer.Echo(question, 0, LoopbackNameServer.Record("ns.example.test", 1, [127, 0, 0, 1])),
            // What a cache still says, and what the zone says.
            (1, 1) => LoopbackNameServer.Echo(question, 0, LoopbackNameServer.Record("api.example.test", 1, [127, 0, 0, 1])),
            (1, 0) => LoopbackNameServer.Echo(question, 0, LoopbackNameServer.Record("api.example.test", 1, [127, 0, 0, 2])),
            _ => LoopbackNameServer.Echo(question, 0),
        });
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Refuses, TestContext.Current.CancellationToken);
        await using ConnectionDiagnoser diagnoser = Make(new TestSystem(server.Port) { Resolve = _ => [IPAddress.Loopback] }, nameServer.EndPoint);

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(
            new DiagnosisRequest { Target = ConnectionTarget.Parse($"ws://api.example.test:{server.Port}/"), Depth = DiagnosisDepth.Thorough },
            TestContext.Current.CancellationToken);

        diagnosis.Evidence.Names.Value!.Authorities.Should().ContainSingle().Which.Addresses.Should().Equal(IPAddress.Parse("127.0.0.2"));
        diagnosis.Evidence.Names.Value.NameServers.Should().ContainSingle().Which.Addresses.Should().Equal(IPAddress.Loopback);
        StageReport stage = diagnosis.Stages.Single(stage => stage.Stage == Stage.NameResolution);
        stage.Status.Should().Be(StageStatus.Warned);
        stage.Detail.Should().Contain("127.0.0.2").And.Contain("TTL 60 s");
    }

    [Theory]
    [InlineData("dns-no-address", "loop")]
    [InlineData("dns-name-not-found", "dangling")]
    [InlineData("dns-server-failure", "another question")]
    [InlineData("dns-server-failure", "another name")]
    public async Task Odd_answers_have_a_cause(string expected, string kind)
    {
        const byte Alias = 5;
        await using var nameServer = new LoopbackNameServer(question => kind switch
        {
            "loop" => LoopbackNameServer.Echo(
                question, 0,
                LoopbackNameServer.Record("api.example.test", Alias, LoopbackNameServer.Encode("b.example.test")),
                LoopbackNameServer.Record("b.example.test", Alias, LoopbackNameServer.Encode("api.example.test"))),
            "dangling" => LoopbackNameServer.Echo(question, 3, LoopbackNameServer.Record("api.example.test", Alias, LoopbackNameServer.Encode("gone.cloud.test"))),
            "another name" => LoopbackNameServer.Echo(question, 0, LoopbackNameServer.Record("evil.example.test", 1, [192, 0, 2, 66])),
            _ => LoopbackNameServer.Echo([.. question[..12], .. LoopbackNameServer.Encode("other.example.test"), 0, 1, 0, 1], 0),
        });
        SocketError error = kind == "dangling" ? SocketError.HostNotFound : SocketError.TryAgain;
        await using ConnectionDiagnoser diagnoser = Make(TestSystem.WithResolverError(error), nameServer.EndPoint);

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(ConnectionTarget.Parse("wss://api.example.test/"), TestContext.Current.CancellationToken);

        diagnosis.Causes[0].Code.ToString().Should().Be(expected);
        diagnosis.Causes.Should().NotContain(cause => cause.Summary.Contains("192.0.2.66"));
    }

    [Fact]
    public async Task An_answer_cut_anywhere_or_of_garbage_gives_a_diagnosis()
    {
        byte[] extended = [0, 0, 41, 4, 208, 0, 0, 0, 0, 0, 8, 0, 15, 0, 4, 0, 6, (byte)'n', (byte)'o'];
        int cut = 0;
        var random = new Random(20261123);
        await using var nameServer = new LoopbackNameServer(question =>
        {
            byte[] whole = [.. LoopbackNameServer.Echo(question, 2, LoopbackNameServer.Record("api.example.test", 1, [192, 0, 2, 1])), .. extended];
            whole[11] = 1;
            if (cut % 2 == 0)
            {
                return whole[..Math.Min(cut / 2, whole.Length)];
            }

            // The identifier and the flag of a response are right; anything else may be wrong.
            for (int change = 0; change < 6; change++)
            {
                whole[random.Next(3, whole.Length)] = (byte)random.Next(256);
            }

            return whole;
        });
        await using ConnectionDiagnoser diagnoser = Make(TestSystem.WithResolverError(SocketError.TryAgain), nameServer.EndPoint);

        for (; cut < 2 * 90; cut++)
        {
            Diagnosis diagnosis = await diagnoser.DiagnoseAsync(
                new DiagnosisRequest { Target = ConnectionTarget.Parse("wss://api.example.test/"), Timeout = TimeSpan.FromMilliseconds(500) },
                TestContext.Current.CancellationToken);

            diagnosis.Outcome.Should().Be(ConnectionOutcome.NameResolutionFailed);
            diagnosis.Causes.Should().NotBeEmpty();
        }
    }

    [Fact]
    public async Task A_closed_port_at_the_name_server_is_told_from_silence()
    {
        int port;
        using (var unused = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp))
        {
            unused.Bind(new IPEndPoint(IPAddress.Loopback, 0));
            port = ((IPEndPoint)unused.LocalEndPoint!).Port;
        }

        await using ConnectionDiagnoser diagnoser = Make(TestSystem.WithResolverError(SocketError.TryAgain), new IPEndPoint(IPAddress.Loopback, port));

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(ConnectionTarget.Parse("api.example.test:80"), TestContext.Current.CancellationToken);

        diagnosis.Causes[0].Code.Should().Be(CauseCode.DnsServerUnreachable);
        diagnosis.Causes[0].Likelihood.Should().Be(Likelihood.Confirmed);
        diagnosis.Causes[0].Reasons[0].Should().Contain("connection refused");
    }

    [Theory]
    [InlineData("hidden.onion", SocketError.HostNotFound, "dns-name-not-found", Likelihood.Confirmed)]
    [InlineData("printer.local", SocketError.HostNotFound, "dns-name-not-found", Likelihood.Likely)]
    public async Task Names_that_are_not_in_DNS_are_told_apart(string host, SocketError error, string cause, Likelihood likelihood)
    {
        await using var nameServer = new LoopbackNameServer(3);
        await using ConnectionDiagnoser diagnoser = Make(TestSystem.WithResolverError(error), nameServer.EndPoint);

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(ConnectionTarget.Parse($"{host}:80"), TestContext.Current.CancellationToken);

        diagnosis.Causes[0].Code.ToString().Should().Be(cause);
        diagnosis.Causes[0].Likelihood.Should().Be(likelihood);
        nameServer.Questions.Should().Be(host.EndsWith("onion", StringComparison.Ordinal) ? 0 : 2, "whoever runs the name server is not to know");
    }

    private static int TypeOf(byte[] question)
    {
        int end = 12;
        while (question[end] != 0)
        {
            end += question[end] + 1;
        }

        return question[end + 2];
    }

    private static string NameOf(byte[] question)
    {
        var labels = new List<string>();
        for (int position = 12; question[position] != 0; position += question[position] + 1)
        {
            labels.Add(System.Text.Encoding.ASCII.GetString(question, position + 1, question[position]));
        }

        return string.Join('.', labels);
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
