using System.Net;
using System.Net.Sockets;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>What a policy forbids gets no packet, however it is named.</summary>
public sealed class TargetPolicyTests : IDisposable
{
    /// <summary>Whom nobody may call.</summary>
    private readonly TcpListener _inside = new(IPAddress.Loopback, 0);

    public TargetPolicyTests() => _inside.Start();

    private int Port => ((IPEndPoint)_inside.LocalEndpoint).Port;

    public void Dispose() => _inside.Dispose();

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("[::1]")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("[64:ff9b::7f00:1]")]
    [InlineData("10.0.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("169.254.169.254")]
    [InlineData("[fd00:ec2::254]")]
    public async Task A_forbidden_target_is_said_to_be_and_gets_no_packet(string host)
    {
        var system = new TestSystem(Port);

        Diagnosis diagnosis = await DiagnoseAsync(system, $"http://{host}:{Port}/", TargetPolicy.PublicOnly);

        ShouldBeForbidden(diagnosis, system);
    }

    [Fact]
    public async Task A_name_that_gives_one_forbidden_address_beside_a_permitted_one_is_forbidden()
    {
        var system = new TestSystem(Port) { Resolve = _ => [IPAddress.Parse("203.0.113.9"), IPAddress.Loopback] };

        Diagnosis diagnosis = await DiagnoseAsync(system, $"http://rebind.example:{Port}/", TargetPolicy.Where(address => !IPAddress.IsLoopback(address)));

        ShouldBeForbidden(diagnosis, system);
    }

    [Fact]
    public async Task A_policy_that_fails_forbids()
    {
        var system = new TestSystem(Port);

        Diagnosis diagnosis = await DiagnoseAsync(system, $"127.0.0.1:{Port}", TargetPolicy.Where(_ => throw new InvalidOperationException()));

        ShouldBeForbidden(diagnosis, system);
    }

    [Theory]
    [InlineData("http")]
    [InlineData("socks5")]
    public async Task A_forbidden_proxy_gets_no_packet_either(string scheme)
    {
        var system = new TestSystem(Port);

        await DiagnoseAsync(system, "http://127.0.0.2/", TargetPolicy.Where(address => address.ToString() == "127.0.0.2"), ConnectionProxy.Parse($"{scheme}://127.0.0.1:{Port}"));

        _inside.Pending().Should().BeFalse();
    }

    [Fact]
    public async Task What_is_permitted_is_diagnosed_as_ever()
    {
        var system = new TestSystem(Port);

        Diagnosis diagnosis = await DiagnoseAsync(system, $"127.0.0.1:{Port}", TargetPolicy.Where(_ => true));

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        system.Connects.Should().BePositive();
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2a00:1450::1", true)]
    [InlineData("64:ff9b::808:808", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::1", false)]
    [InlineData("2001::1", false)]
    [InlineData("::7f00:1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("fec0::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("168.63.129.16", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("100.127.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("0.1.2.3", false)]
    public void Public_is_what_the_Internet_routes(string address, bool allowed) => TargetPolicy.PublicOnly.Allows(IPAddress.Parse(address)).Should().Be(allowed);

    private void ShouldBeForbidden(Diagnosis diagnosis, TestSystem system)
    {
        diagnosis.Outcome.Should().Be(ConnectionOutcome.BlockedLocally, diagnosis.ToText(verbose: true));
        diagnosis.Causes.Should().ContainSingle().Which.Should().Match<Cause>(cause => cause.Code == CauseCode.TargetForbidden && cause.Likelihood == Likelihood.Confirmed);
        system.Connects.Should().Be(0);
        _inside.Pending().Should().BeFalse();
        Diagnosis.FromEvidence(EvidenceFile.Parse(EvidenceFile.ToJson(diagnosis.Evidence))).ToJson().Should().Be(diagnosis.ToJson());
    }

    private static async Task<Diagnosis> DiagnoseAsync(TestSystem system, string target, TargetPolicy policy, ConnectionProxy? proxy = null)
    {
        await using ConnectionDiagnoser diagnoser = system.CreateDiagnoser(new ConnectionDiagnoserOptions { TargetPolicy = policy });
        return await diagnoser.DiagnoseAsync(
            new DiagnosisRequest { Target = ConnectionTarget.Parse(target), Proxy = proxy ?? ConnectionProxy.None, Depth = DiagnosisDepth.Thorough, Timeout = TimeSpan.FromSeconds(3) },
            TestContext.Current.CancellationToken);
    }
}
