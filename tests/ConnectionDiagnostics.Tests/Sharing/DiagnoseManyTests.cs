using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Tests.Probes.Scripted;
using Microsoft.Extensions.Logging.Abstractions;

namespace ConnectionDiagnostics.Tests.Sharing;

/// <summary>Many targets at once, on a system whose connects end as the test says.</summary>
public class DiagnoseManyTests
{
    private readonly ScriptedSystem _system = new() { Listeners = Fact<ListenerTable>.Measured(new ListenerTable { Source = "test", Listeners = [] }) };

    [Fact]
    public async Task Each_target_has_its_diagnosis()
    {
        List<Diagnosis> all = await SweepAsync(Targets("127.0.0.1:1", "127.0.0.1:2", "127.0.0.1:3"));

        all.Select(diagnosis => diagnosis.Target.Port).Should().BeEquivalentTo([1, 2, 3]);
        all.Should().OnlyContain(diagnosis => diagnosis.Outcome != ConnectionOutcome.Connected);
    }

    [Fact]
    public async Task A_target_that_cannot_be_read_is_a_result_as_well() =>
        (await SweepAsync(Targets("nonsense"))).Should().ContainSingle().Which.Outcome.Should().Be(ConnectionOutcome.InvalidTarget);

    [Fact]
    public async Task Nothing_to_do_is_nothing_done() => (await SweepAsync(Targets())).Should().BeEmpty();

    [Fact]
    public async Task What_the_source_throws_is_the_callers()
    {
        Func<Task> sweep = () => SweepAsync(Failing());

        await sweep.Should().ThrowAsync<InvalidOperationException>().WithMessage("the source");
    }

    [Fact]
    public async Task A_caller_who_gives_up_gets_what_is_finished_and_then_the_cancellation()
    {
        using var source = new CancellationTokenSource();
        var all = new List<Diagnosis>();

        Func<Task> sweep = () => SweepAsync(Endless(), all, source);

        await sweep.Should().ThrowAsync<OperationCanceledException>();
        all.Should().NotBeEmpty();
    }

    [Fact]
    public void The_table_of_listeners_is_read_again_where_it_contradicts_the_refusal()
    {
        var shared = new SharedSystem(_system, TimeProvider.System);
        _system.Listeners = Fact<ListenerTable>.Measured(new ListenerTable
        {
            Source = "test",
            Listeners = [new Listener { Address = System.Net.IPAddress.Loopback, Port = 7 }],
        });
        shared.ReadListenersAfterFailure(8).Value!.Listeners.Should().ContainSingle();
        _system.Listeners = Fact<ListenerTable>.Measured(new ListenerTable { Source = "test", Listeners = [] });

        shared.ReadListenersAfterFailure(7).Value!.Listeners.Should().BeEmpty();
    }

    [Fact]
    public void What_the_machine_counts_is_nobodys_among_many()
    {
        _system.Traffic.Enqueue(new TrafficCounters(1, 2, 3));

        new SharedSystem(_system, TimeProvider.System).CountTraffic().Should().Be(default(TrafficCounters));
    }

    private static async IAsyncEnumerable<ConnectionTarget> Targets(params string[] targets)
    {
        foreach (string target in targets)
        {
            await Task.Yield();
            yield return ConnectionTarget.ParseOrInvalid(target);
        }
    }

    private static async IAsyncEnumerable<ConnectionTarget> Failing()
    {
        await Task.Yield();
        yield return ConnectionTarget.ParseOrInvalid("nonsense");
        throw new InvalidOperationException("the source");
    }

    private static async IAsyncEnumerable<ConnectionTarget> Endless()
    {
        while (true)
        {
            await Task.Yield();
            yield return ConnectionTarget.ParseOrInvalid("nonsense");
        }
    }

    private Task<List<Diagnosis>> SweepAsync(IAsyncEnumerable<ConnectionTarget> targets) => SweepAsync(targets, [], null);

    private async Task<List<Diagnosis>> SweepAsync(IAsyncEnumerable<ConnectionTarget> targets, List<Diagnosis> all, CancellationTokenSource? giveUp)
    {
        await using var diagnoser = new ConnectionDiagnoser(new ConnectionDiagnoserOptions(), NullLogger.Instance, _system);
        await foreach (Diagnosis diagnosis in diagnoser.DiagnoseManyAsync(targets, new SweepOptions(), giveUp?.Token ?? TestContext.Current.CancellationToken))
        {
            all.Add(diagnosis);
            if (giveUp is not null)
            {
                await giveUp.CancelAsync();
            }
        }

        return all;
    }
}
