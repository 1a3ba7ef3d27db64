using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using ConnectionDiagnostics.Testing;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>What this machine knows of itself: listeners, their addresses and their processes.</summary>
public sealed class OwnMachineTests
{
    public static TheoryData<string, string, string> Bindings { get; } = new()
    {
        { "127.0.0.1", "::1", "127.0.0.1" },
        { "::1", "127.0.0.1", "::1" },
        { "0.0.0.0", "::1", "127.0.0.1" },
        { "127.0.0.2", "127.0.0.1", "127.0.0.2" },
        { "127.0.0.1", "127.0.0.2", "127.0.0.1" },
    };

    [Theory]
    [MemberData(nameof(Bindings))]
    public async Task A_listener_on_another_address_is_named_with_its_process(string bound, string dialled, string reachable)
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6 && OperatingSystem.IsLinux(), "needs IPv6 loopback, 127.0.0.0/8 and the owners of sockets, as on Linux");
        using Socket listener = Listen(IPAddress.Parse(bound));
        int port = ((IPEndPoint)listener.LocalEndPoint!).Port;

        Diagnosis diagnosis = await DiagnoseAsync($"tcp://{new IPEndPoint(IPAddress.Parse(dialled), port)}");

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Refused);
        diagnosis.Causes.Should().ContainSingle();
        diagnosis.Causes[0].Code.Should().Be(CauseCode.BoundToOtherAddress);
        diagnosis.Causes[0].Likelihood.Should().Be(Likelihood.Confirmed);
        string.Join('\n', diagnosis.Causes[0].Reasons).Should().Contain($"(pid {Environment.ProcessId})");
        diagnosis.Causes[0].Remedies.Select(remedy => remedy.Text).Should()
            .Contain(text => text.Contains(new IPEndPoint(IPAddress.Parse(reachable), port).ToString()), "that is where it is reached from here");
        diagnosis.RuledOut.Select(cause => cause.Code).Should().Contain(CauseCode.ServerNotListening);
    }

    [Fact]
    public async Task A_listener_on_loopback_is_not_reached_through_the_machines_own_other_address()
    {
        IPAddress? other = NetworkInterface.GetAllNetworkInterfaces()
            .Where(candidate => candidate.OperationalStatus == OperationalStatus.Up && candidate.NetworkInterfaceType != NetworkInterfaceType.Loopback)
            .SelectMany(candidate => candidate.GetIPProperties().UnicastAddresses)
            .Select(information => information.Address)
            .FirstOrDefault(address => address.AddressFamily == AddressFamily.InterNetwork);
        Assert.SkipWhen(other is null, "this machine has no address besides loopback");
        using Socket listener = Listen(IPAddress.Loopback);

        Diagnosis diagnosis = await DiagnoseAsync($"tcp://{other}:{((IPEndPoint)listener.LocalEndPoint!).Port}");

        diagnosis.Causes[0].Code.Should().Be(CauseCode.BoundToOtherAddress);
        diagnosis.Causes[0].Likelihood.Should().Be(Likelihood.Confirmed);
    }

    [Fact]
    public async Task A_listener_on_another_address_that_says_nothing_is_probably_the_server_and_no_more()
    {
        using Socket listener = Listen(IPAddress.Loopback);

        Diagnosis diagnosis = await DiagnoseAsync($"ws://127.0.0.2:{((IPEndPoint)listener.LocalEndPoint!).Port}/");

        diagnosis.Causes[0].Code.Should().Be(CauseCode.BoundToOtherAddress);
        diagnosis.Causes[0].Likelihood.Should().Be(Likelihood.Likely);
    }

    [Fact]
    public async Task A_dual_stack_listener_serves_both_families()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "needs IPv6");
        using var listener = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true };
        listener.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        listener.Listen();

        Diagnosis diagnosis = await DiagnoseAsync($"127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}");

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
    }

    [Fact]
    public async Task An_IPv6_only_listener_on_every_address_refuses_IPv4()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6 && OperatingSystem.IsLinux(), "needs IPv6, and IPV6_V6ONLY in the table of listeners, as on Linux");
        using var listener = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = false };
        listener.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        listener.Listen();

        Diagnosis diagnosis = await DiagnoseAsync($"127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}");

        diagnosis.Causes[0].Code.Should().Be(CauseCode.BoundToOtherAddress);
        diagnosis.Causes[0].Summary.Should().Contain("IPv6 only");
    }

    [Fact]
    public async Task The_wanted_service_is_found_on_another_port()
    {
        await using FaultyServer dialled = await FaultyServer.StartAsync(Fault.Refuses, TestContext.Current.CancellationToken);
        await using FaultyServer redis = await FaultyServer.StartAsync(Fault.Sends("+PONG\r\n"), TestContext.Current.CancellationToken);

        Diagnosis diagnosis = await new TestSystem(dialled.Port, redis.Port).CreateDiagnoser().DiagnoseAsync(
            ConnectionTarget.Parse($"redis://127.0.0.1:{dialled.Port}"), TestContext.Current.CancellationToken);

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Refused);
        diagnosis.Causes[0].Code.Should().Be(CauseCode.WrongPort);
        diagnosis.Causes[0].Likelihood.Should().Be(Likelihood.Likely);
        diagnosis.Causes.Select(cause => cause.Code).Should().Contain(CauseCode.ServerNotListening, "it cannot be known that the service found is the one meant");
        diagnosis.Causes.Should().NotContain(cause => cause.Likelihood == Likelihood.Confirmed);
    }

    [Fact]
    public async Task A_source_address_that_the_machine_does_not_have_is_named()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Silent, TestContext.Current.CancellationToken);

        // 192.0.2.0/24 is for documentation (RFC 5737); the address is bound to, never sent to.
        Diagnosis diagnosis = await new TestSystem(server.Port).CreateDiagnoser().DiagnoseAsync(
            new DiagnosisRequest { Target = ConnectionTarget.Parse($"127.0.0.1:{server.Port}"), LocalAddress = IPAddress.Parse("192.0.2.77") },
            TestContext.Current.CancellationToken);

        diagnosis.Outcome.Should().Be(ConnectionOutcome.AddressNotAvailable);
        diagnosis.Causes[0].Code.Should().Be(CauseCode.LocalAddressMissing);
        diagnosis.Causes[0].Likelihood.Should().Be(Likelihood.Confirmed);
        server.AcceptedConnections.Should().Be(0);
    }

    [Fact]
    public async Task A_source_address_that_the_machine_has_is_used()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "127.0.0.5 is an address of every Linux machine, not of others");
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Silent, TestContext.Current.CancellationToken);

        Diagnosis diagnosis = await new TestSystem(server.Port).CreateDiagnoser().DiagnoseAsync(
            new DiagnosisRequest { Target = ConnectionTarget.Parse($"127.0.0.1:{server.Port}"), LocalAddress = IPAddress.Parse("127.0.0.5") },
            TestContext.Current.CancellationToken);

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        diagnosis.Evidence.Connect.Value!.Attempts[0].LocalEndPoint!.Address.Should().Be(IPAddress.Parse("127.0.0.5"));
    }

    [Fact]
    public async Task A_connection_that_works_costs_the_server_one_connection()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.WebSocket, TestContext.Current.CancellationToken);
        var system = new TestSystem(server.Port);

        Diagnosis diagnosis = await system.CreateDiagnoser().DiagnoseAsync(
            ConnectionTarget.Parse($"ws://127.0.0.1:{server.Port}/"), TestContext.Current.CancellationToken);

        diagnosis.Outcome.Should().Be(ConnectionOutcome.Connected);
        system.Connects.Should().Be(1);
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_asked_in_at_most_five_further_connections()
    {
        await using FaultyServer server = await FaultyServer.StartAsync(Fault.Silent, TestContext.Current.CancellationToken);
        var system = new TestSystem(server.Port);

        await system.CreateDiagnoser().DiagnoseAsync(ConnectionTarget.Parse($"ws://127.0.0.1:{server.Port}/"), TestContext.Current.CancellationToken);

        system.Connects.Should().BeInRange(2, 6);
    }

    private static Task<Diagnosis> DiagnoseAsync(string target)
    {
        ConnectionTarget parsed = ConnectionTarget.Parse(target);
        return new TestSystem(parsed.Port).CreateDiagnoser().DiagnoseAsync(parsed, TestContext.Current.CancellationToken);
    }

    private static Socket Listen(IPAddress address)
    {
        var listener = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(address, 0));
        listener.Listen();
        return listener;
    }
}
