using System.Net.Sockets;
using ConnectionDiagnostics.Stages;
using static ConnectionDiagnostics.Tests.Scene;

namespace ConnectionDiagnostics.Tests.Stages;

public class StageNarratorTests
{
    [Theory]
    [InlineData("connected", "passed passed passed passed passed skipped skipped")]
    [InlineData("invalid", "failed skipped skipped skipped skipped skipped skipped")]
    [InlineData("refused here", "passed passed passed passed failed skipped skipped")]
    [InlineData("timed out", "passed passed passed passed failed skipped skipped")]
    [InlineData("no route", "passed passed passed failed failed skipped skipped")]
    [InlineData("no network", "passed warned passed failed failed skipped skipped")]
    [InlineData("some addresses fail", "passed passed passed passed warned skipped skipped")]
    [InlineData("name not found", "passed passed failed skipped skipped skipped skipped")]
    [InlineData("http to ssh", "passed passed passed passed passed skipped failed")]
    [InlineData("http silent", "passed passed passed passed passed skipped failed")]
    [InlineData("http 503", "passed passed passed passed passed skipped passed")]
    [InlineData("https to http", "passed passed passed passed passed failed failed")]
    [InlineData("tls expires soon", "passed passed passed passed passed warned passed")]
    [InlineData("certificate expired", "passed passed passed passed passed failed passed")]
    [InlineData("websocket 404", "passed passed passed passed passed skipped failed")]
    public void Each_stage_says_how_it_ended(string scene, string statuses) =>
        string.Join(' ', Scenes.All[scene].Diagnose().Stages.Select(stage => stage.Status.ToCode())).Should().Be(statuses);

    [Fact]
    public void A_stage_has_the_time_that_it_took()
    {
        Diagnosis diagnosis = Of("tcp://8.8.8.8:80").Connects().With(evidence => evidence with
        {
            Timings = [new StageTiming { Stage = Stage.Connect, Start = TimeSpan.FromMilliseconds(5), Duration = TimeSpan.FromMilliseconds(7) }],
        }).Diagnose();

        StageReport connect = diagnosis.Stages.Single(stage => stage.Stage == Stage.Connect);
        connect.Start.Should().Be(TimeSpan.FromMilliseconds(5));
        connect.Duration.Should().Be(TimeSpan.FromMilliseconds(7));
        diagnosis.Stages.Single(stage => stage.Stage == Stage.Route).Duration.Should().Be(TimeSpan.Zero);
    }

    [Theory]
    [InlineData(FactReason.None, "not run: an earlier stage failed")]
    [InlineData(FactReason.NotNeeded, "not needed for this scheme")]
    [InlineData(FactReason.DeadlineReached, "not run: the time was up")]
    [InlineData(FactReason.NotSupported, "not checked: this version does not speak the scheme's protocol")]
    [InlineData(FactReason.Denied, "not measured: the system denies it")]
    [InlineData(FactReason.Failed, "not measured: it could not be read")]
    public void A_stage_that_did_not_run_says_why(FactReason reason, string detail)
    {
        Diagnosis diagnosis = Of("tcp://8.8.8.8:80").Connects().With(evidence => evidence with { Tls = Fact<TlsEvidence>.Skipped(reason) }).Diagnose();

        diagnosis.Stages.Single(stage => stage.Stage == Stage.Tls).Detail.Should().Be(detail);
    }

    [Theory]
    [InlineData(SocketError.Success, null, false, false, "accepted")]
    [InlineData(SocketError.Success, null, true, false, "self")]
    [InlineData(SocketError.InProgress, null, false, false, "not-awaited")]
    [InlineData(SocketError.AddressNotAvailable, null, false, true, "bind-failed")]
    [InlineData(SocketError.ConnectionRefused, null, false, false, "refused")]
    [InlineData(SocketError.ConnectionRefused, 3, false, false, "refused-by-icmp")]
    [InlineData(SocketError.HostUnreachable, 3, false, false, "failed-by-icmp")]
    [InlineData(SocketError.HostUnreachable, null, false, false, "failed")]
    [InlineData(SocketError.TimedOut, null, false, false, "timed-out")]
    public void An_attempt_is_told_in_its_own_words(SocketError error, int? icmpType, bool self, bool atBind, string id)
    {
        Scene scene = Of("8.8.8.8:80").Dialled("8.8.8.8", error, atBind: atBind, icmp: icmpType is { } type ? [Icmp(type, 13, "8.8.8.1")] : null,
            change: attempt => attempt with { SelfConnected = self });

        ConnectStage.Describe(scene.Evidence.Attempts()[0]).Id.Should().Be($"stage.connect.{id}");
    }

    [Fact]
    public void An_attempt_whose_SYNs_are_not_told_is_not_counted() =>
        ConnectStage.Describe(Of("8.8.8.8:80").TimedOut("8.8.8.8", syns: null).Evidence.Attempts()[0]).Id.Should().Be("stage.connect.timed-out-uncounted");

    [Fact]
    public void A_full_queue_is_told_with_its_listener() =>
        Scenes.All["queue full here"].Diagnose().Stages[1].Detail.Should().Be("listening: 0.0.0.0:8080 node (pid 4121) [Recv-Q 129, Send-Q 128]");

    [Fact]
    public void The_answers_of_name_servers_are_told_in_the_protocols_own_words()
    {
        Diagnosis diagnosis = Of("nosuch.example:80").HasNoName(
            SocketError.TryAgain, ("10.0.0.1", NameServerResult.NoSuchName), ("10.0.0.2", NameServerResult.ServerFailure),
            ("10.0.0.3", NameServerResult.NoAddress), ("10.0.0.4", NameServerResult.NoAnswer)).Diagnose();

        diagnosis.Stages[2].Detail.Should().EndWith("10.0.0.1: NXDOMAIN; 10.0.0.2: SERVFAIL; 10.0.0.3: NODATA; 10.0.0.4: no answer");
    }
}
