using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using ConnectionDiagnostics.Tests.Probes.Scripted;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectionDiagnostics.Tests.Probes;

/// <summary>What a whole diagnosis sends at most: 4 attempts an address, 64 SYNs, 24 completed connections, of which 1 + 5 find out what a server speaks.</summary>
public class MannersTests
{
    /// <summary>A network for documentation (RFC 5737) that this machine is not in.</summary>
    private static readonly string FarAway = new[] { "203.0.113", "198.51.100", "192.0.2" }.First(network =>
        !NetworkInterface.GetAllNetworkInterfaces().SelectMany(networkInterface => networkInterface.GetIPProperties().UnicastAddresses)
            .Any(own => own.Address.ToString().StartsWith(network, StringComparison.Ordinal)));

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(5, false)]
    [InlineData(8, false)]
    [InlineData(64, false)]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    [InlineData(8, true)]
    [InlineData(64, true)]
    public async Task Silent_addresses_get_few_SYNs(int addresses, bool behindRouters)
    {
        var system = new ScriptedSystem { Names = Addresses(addresses) };
        if (behindRouters)
        {
            system.On((_, hops) => hops is not null, ScriptedAnswer.Expires("10.0.0.1"));
        }

        ConnectionEvidence evidence = await DiagnoseAsync(system, "tcp://server:9999", 3.4);

        evidence.Attempts().Should().OnlyContain(attempt => attempt.Error == SocketError.TimedOut);
        Keeps(system);
        system.Connects.Count(connect => connect.TimeToLive is not null).Should().Be(behindRouters ? 18 : 10);
    }

    [Fact]
    public async Task An_address_that_rejects_late_does_not_get_another_looked_at_as_well()
    {
        var system = new ScriptedSystem { Names = Addresses(8) };
        system.On((_, hops) => hops is not null, ScriptedAnswer.Expires("10.0.0.1"));
        system.On($"{FarAway}.1", ScriptedAnswer.Rejects(3, 13, "10.0.0.1", 3.39));

        await DiagnoseAsync(system, "tcp://server:9999", 3.4);

        Keeps(system);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(4, 2)]
    [InlineData(8, 1)]
    public async Task Addresses_that_only_name_servers_know_get_no_more(int addresses, int alternates)
    {
        await using var nameServer = new LoopbackNameServer($"{FarAway}.101", $"{FarAway}.102", $"{FarAway}.103");
        var system = new ScriptedSystem { Names = Addresses(addresses) };
        system.On((_, hops) => hops is not null, ScriptedAnswer.Expires("10.0.0.1"));

        await DiagnoseAsync(system, "tcp://server.example:9999", 3.4, nameServer, alternates);

        Keeps(system);
    }

    [Theory]
    [InlineData("tcp://server:9999")]
    [InlineData("http://server:9999")]
    [InlineData("https://server:9999")]
    [InlineData("ws://server:9999")]
    [InlineData("redis://server:9999")]
    [InlineData("smtp://server:9999")]
    public async Task A_server_that_accepts_everything_and_says_nothing_gets_few_connections(string target)
    {
        await using var server = new ClosingServer();
        var system = new ScriptedSystem { Names = Addresses(64) };
        system.On((_, _) => true, ScriptedAnswer.Accepts() with { Server = server.EndPoint });

        await DiagnoseAsync(system, target, 0);

        Keeps(system);
    }

    [Theory]
    [InlineData("http://server:9999")]
    [InlineData("https://server:9999")]
    [InlineData("redis://server:9999")]
    public async Task A_server_that_accepts_everywhere_but_on_the_dialled_port_gets_few_connections(string target)
    {
        await using var server = new ClosingServer();
        var system = new ScriptedSystem { Names = Addresses(64) };
        system.On((_, _) => true, ScriptedAnswer.Accepts() with { Server = server.EndPoint }).On((endPoint, _) => endPoint.Port == 9999, ScriptedAnswer.Refuses());

        await DiagnoseAsync(system, target, 0);

        Keeps(system);
        system.Connects.Should().Contain(connect => connect.Accepted);
    }

    private static IPAddress[] Addresses(int count) => [.. Enumerable.Range(1, count).Select(number => IPAddress.Parse($"{FarAway}.{number}"))];

    private static void Keeps(ScriptedSystem system)
    {
        system.Connects.Should().OnlyContain(connect => connect.End != null, "everything ends with the diagnosis");
        system.Connects.Where(connect => connect.TimeToLive is null && connect.EndPoint.Port == 9999).CountBy(connect => connect.EndPoint.Address)
            .Should().OnlyContain(address => address.Value <= (system.Connects.Any(connect => connect.Accepted && connect.EndPoint.Port == 9999) ? 6 : 4));
        system.Connects.Sum(connect => connect.Syns).Should().BeLessThanOrEqualTo(64);
        system.Connects.Count(connect => connect.Accepted).Should().BeLessThanOrEqualTo(24);
    }

    private static async ValueTask<ConnectionEvidence> DiagnoseAsync(ScriptedSystem system, string target, double seconds, LoopbackNameServer? nameServer = null, int alternates = 0)
    {
        var time = new SteppedTime();
        ConnectionDiagnoserOptions options = nameServer?.Options ?? new ConnectionDiagnoserOptions();
        options.TimeProvider = time;
        await using var diagnoser = new ConnectionDiagnoser(options, NullLogger.Instance, system);

        Task<Diagnosis> running = diagnoser.DiagnoseAsync(new DiagnosisRequest { Target = ConnectionTarget.Parse(target) }, TestContext.Current.CancellationToken);
        if (nameServer is not null)
        {
            // The name servers answer in real time, while the clock stands.
            time.RunTo(0.9);
            await SteppedTime.UntilAsync(() => system.Connects.Count(connect => connect.EndPoint.Address.ToString().StartsWith($"{FarAway}.10", StringComparison.Ordinal)) == alternates);
        }

        time.RunTo(seconds);
        return (await SteppedTime.EndOf(running)).Evidence;
    }
}
