using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.LoopbackTests;
using DnsClient;
using DnsClient.Protocol;

namespace ConnectionDiagnostics.Testing.Tests;

public sealed class FaultyNameServerTests
{
    public static TheoryData<string, SocketError, string, Likelihood> Answers { get; } = new()
    {
        { nameof(NameAnswer.NameNotFound), SocketError.HostNotFound, "dns-name-not-found", Likelihood.Confirmed },
        { nameof(NameAnswer.NoAddress), SocketError.HostNotFound, "dns-no-address", Likelihood.Confirmed },
        { nameof(NameAnswer.ServerFailure), SocketError.TryAgain, "dns-server-failure", Likelihood.Confirmed },
        { nameof(NameAnswer.Refused), SocketError.TryAgain, "dns-server-failure", Likelihood.Confirmed },
        { nameof(NameAnswer.Silent), SocketError.TryAgain, "dns-server-unreachable", Likelihood.Confirmed },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Each_answer_has_its_own_cause(string answer, SocketError resolverError, string cause, Likelihood likelihood)
    {
        await using FaultyNameServer nameServer = FaultyNameServer.Start((NameAnswer)typeof(NameAnswer).GetProperty(answer)!.GetValue(null)!);
        var options = new ConnectionDiagnoserOptions { NameServers = { nameServer.EndPoint } };
        await using ConnectionDiagnoser diagnoser = TestSystem.WithResolverError(resolverError).CreateDiagnoser(options);

        Diagnosis diagnosis = await diagnoser.DiagnoseAsync(ConnectionTarget.Parse("https://api.example.test/"), TestContext.Current.CancellationToken);

        diagnosis.Outcome.Should().Be(ConnectionOutcome.NameResolutionFailed);
        diagnosis.Causes[0].Code.ToString().Should().Be(cause);
        diagnosis.Causes[0].Likelihood.Should().Be(likelihood);
        nameServer.Questions.Should().Contain("api.example.test");
    }

    [Fact]
    public async Task Addresses_are_given_by_family_to_a_real_client()
    {
        await using FaultyNameServer nameServer = FaultyNameServer.Start(
            NameAnswer.Addresses(IPAddress.Parse("192.0.2.1"), IPAddress.Parse("2001:db8::1"), IPAddress.Parse("192.0.2.2")));

        IDnsQueryResponse v4 = await AskAsync(nameServer, "api.example.test", QueryType.A);
        IDnsQueryResponse v6 = await AskAsync(nameServer, "api.example.test", QueryType.AAAA);
        IDnsQueryResponse mail = await AskAsync(nameServer, "api.example.test", QueryType.MX);

        v4.Answers.ARecords().Select(record => record.Address.ToString()).Should().Equal("192.0.2.1", "192.0.2.2");
        v6.Answers.AaaaRecords().Should().ContainSingle().Which.Should().Match<AaaaRecord>(
            record => record.Address.Equals(IPAddress.Parse("2001:db8::1")) && record.InitialTimeToLive == 60);
        mail.Should().Match<IDnsQueryResponse>(response => !response.HasError && response.Answers.Count == 0);
    }

    [Fact]
    public async Task The_answer_may_depend_on_the_name()
    {
        await using FaultyNameServer nameServer = FaultyNameServer.Start(name => name switch
        {
            "here.example.test" => NameAnswer.Addresses(IPAddress.Loopback),
            "odd.example.test" => throw new InvalidOperationException("not expected here"),
            _ => NameAnswer.NameNotFound,
        });

        (await AskAsync(nameServer, "HERE.example.test", QueryType.A)).Answers.ARecords().Should().ContainSingle();
        (await AskAsync(nameServer, "gone.example.test", QueryType.A)).Header.ResponseCode.Should().Be(DnsHeaderResponseCode.NotExistentDomain);
        (await AskAsync(nameServer, "odd.example.test", QueryType.A)).Header.ResponseCode.Should().Be(DnsHeaderResponseCode.ServerFailure);
        nameServer.Questions.Should().Equal("here.example.test", "gone.example.test", "odd.example.test");
    }

    [Theory]
    [InlineData("")]
    [InlineData("0102")]
    [InlineData("000101000001000000000000")]
    [InlineData("000101000001000000000000FF00")]
    [InlineData("000181000001000000000000000001")]
    [InlineData("000101000001000000000000C00C00010001")]
    public async Task What_is_no_question_gets_no_answer_and_stops_nothing(string message)
    {
        await using FaultyNameServer nameServer = FaultyNameServer.Start(NameAnswer.Addresses(IPAddress.Loopback));
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await client.SendToAsync(Convert.FromHexString(message), nameServer.EndPoint, TestContext.Current.CancellationToken);

        (await AskAsync(nameServer, "api.example.test", QueryType.A)).Answers.ARecords().Should().ContainSingle();

        client.Available.Should().Be(0);
        nameServer.Questions.Should().Equal("api.example.test");
    }

    [Fact]
    public async Task Disposing_twice_is_harmless_and_frees_the_port()
    {
        FaultyNameServer nameServer = FaultyNameServer.Start(NameAnswer.Silent);

        await nameServer.DisposeAsync();
        await nameServer.DisposeAsync();

        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        socket.Bind(nameServer.EndPoint);
    }

    [Fact]
    public void More_addresses_than_a_datagram_holds_are_refused()
    {
        Action make = () => NameAnswer.Addresses(Enumerable.Repeat(IPAddress.Loopback, 9));

        make.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("addresses");
    }

    private static Task<IDnsQueryResponse> AskAsync(FaultyNameServer nameServer, string name, QueryType type)
    {
        var client = new LookupClient(new LookupClientOptions(nameServer.EndPoint) { Retries = 0, UseCache = false });
        return client.QueryAsync(name, type, cancellationToken: TestContext.Current.CancellationToken);
    }
}
