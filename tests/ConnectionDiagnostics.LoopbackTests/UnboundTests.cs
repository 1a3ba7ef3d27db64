using System.Net.Sockets;

namespace ConnectionDiagnostics.LoopbackTests;

/// <summary>Names at a real unbound, which validates; only the system's resolver is a stand-in.</summary>
public sealed class UnboundTests
{
    [Theory]
    [InlineData("nosuch.lab.test", SocketError.HostNotFound, "dns-name-not-found", Likelihood.Confirmed, "NXDOMAIN")]
    [InlineData("text.lab.test", SocketError.NoData, "dns-no-address", Likelihood.Confirmed, "NODATA")]
    [InlineData("name.refused.test", SocketError.TryAgain, "dns-server-failure", Likelihood.Confirmed, "REFUSED")]
    [InlineData("name.dead.test", SocketError.TryAgain, "dns-server-failure", Likelihood.Likely, "no answer")]
    public async Task Its_answers_decide_where_the_resolver_gave_no_address(string host, SocketError error, string cause, Likelihood likelihood, string word)
    {
        await using ForeignServer unbound = await StartAsync(DeadPort);

        Diagnosis diagnosis = await DiagnoseAsync(unbound, host, error);

        diagnosis.Causes[0].Code.ToString().Should().Be(cause);
        diagnosis.Causes[0].Likelihood.Should().Be(likelihood);
        diagnosis.Stages.Single(stage => stage.Stage == Stage.NameResolution).Detail.Should().Contain(word);
    }

    [Fact]
    public async Task A_zone_whose_signatures_do_not_fit_is_named_by_its_extended_error()
    {
        // A zone without signatures, below a trust anchor that demands them.
        await using ForeignServer unsigned = await ForeignServer.StartAsync(
            "dnsmasq",
            (port, _) =>
            [
                "--keep-in-foreground", "--conf-file=/dev/null", "--no-resolv", "--no-hosts", "--user=", "--pid-file=", "--bind-interfaces",
                "--listen-address=127.0.0.1", $"--port={port}", "--local=/bogus.test/", "--host-record=name.bogus.test,192.0.2.10",
            ],
            TestContext.Current.CancellationToken);
        await using ForeignServer unbound = await StartAsync(unsigned.Port);

        Diagnosis diagnosis = await DiagnoseAsync(unbound, "name.bogus.test", SocketError.TryAgain);

        diagnosis.Causes[0].Code.Should().Be(CauseCode.DnsServerFailure);
        diagnosis.Causes[0].Likelihood.Should().Be(Likelihood.Confirmed);
        diagnosis.Causes[0].Summary.Should().Contain("DNSSEC");
        diagnosis.Evidence.Names.Value!.NameServers[0].ExtendedErrors.Should().NotBeEmpty();
    }

    private static int DeadPort => 9;

    private static Task<ForeignServer> StartAsync(int upstream) => ForeignServer.StartAsync(
        "unbound",
        (port, directory) =>
        {
            string configuration = Path.Combine(directory, "unbound.conf");
            File.WriteAllText(configuration, $"""
                server:
                  interface: 127.0.0.1
                  port: {port}
                  do-daemonize: no
                  use-syslog: no
                  username: ""
                  chroot: ""
                  directory: "{directory}"
                  pidfile: ""
                  num-threads: 1
                  ede: yes
                  module-config: "validator iterator"
                  do-not-query-localhost: no
                  do-ip6: no
                  trust-anchor: "bogus.test. DS 12345 13 2 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
                  local-zone: "test." transparent
                  local-zone: "lab.test." static
                  local-data: "text.lab.test. TXT words"
                  local-zone: "refused.test." refuse
                forward-zone:
                  name: "bogus.test."
                  forward-addr: 127.0.0.1@{upstream}
                forward-zone:
                  name: "dead.test."
                  forward-addr: 127.0.0.1@{upstream}
                remote-control:
                  control-enable: no
                """);
            return ["-d", "-c", configuration];
        },
        TestContext.Current.CancellationToken);

    private static async Task<Diagnosis> DiagnoseAsync(ForeignServer unbound, string host, SocketError error)
    {
        await using ConnectionDiagnoser diagnoser = TestSystem.WithResolverError(error)
            .CreateDiagnoser(new ConnectionDiagnoserOptions { NameServers = { unbound.EndPoint } });
        return await diagnoser.DiagnoseAsync(ConnectionTarget.Parse($"{host}:80"), TestContext.Current.CancellationToken);
    }
}
