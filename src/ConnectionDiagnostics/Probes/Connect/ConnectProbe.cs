using System.Net;
using System.Net.Sockets;
using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Probes.Surroundings;

namespace ConnectionDiagnostics.Probes.Connect;

/// <summary>The TCP handshake with each address of the name, each on its own and all at once.</summary>
internal sealed class ConnectProbe : IStageProbe
{
    /// <summary>Of a name with more addresses only so many are dialled.</summary>
    private const int MaxAddresses = 8;

    private const double Share = 0.4;

    /// <summary>Long enough for "host unreachable" to come back: Linux asks for a neighbour three times, a second apart (arp(7)).</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(3.4);

    /// <summary>Once one address has answered, the others get so long to show whether they work: enough for a second SYN.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.2);

    /// <summary>After so long without an answer, what is beside the dialled port is looked at while the connect goes on.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(0.9);

    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(0.7), TimeSpan.FromSeconds(0.8)];

    public Stage Stage => Stage.Connect;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence with { Connect = Fact<ConnectEvidence>.NotMeasured(reason) };

    public async ValueTask<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        if (evidence.Names.Value is not { Addresses: { Count: > 0 } addresses })
        {
            return evidence with { Connect = Fact<ConnectEvidence>.Skipped(FactReason.EarlierStageFailed) };
        }

        IPAddress[] sample = [.. Sample(addresses)];
        // Each SYN counts: of many addresses each gets fewer attempts.
        TimeSpan[] pauses = [.. Pauses.Take(sample.Length switch { <= 2 => 2, <= 4 => 1, _ => 0 })];
        AddressDial[] dials = [.. sample.Select(address => new AddressDial(address, session, pauses))];
        TrafficCounters? atSilence = await DialAllAsync(dials, evidence, session, cancellationToken).ConfigureAwait(false);
        TrafficCounters atEnd = atSilence is null ? default : session.System.CountTraffic();

        TcpDial? first = dials.Select(dial => dial.Connected).FirstOrDefault(dial => dial is not null);
        session.UseConnection(first?.Take());
        foreach (AddressDial dial in dials)
        {
            dial.Dispose();
        }

        return evidence with
        {
            Connect = Fact<ConnectEvidence>.Measured(new ConnectEvidence
            {
                Attempts = [.. dials.SelectMany(dial => Judge([.. dial.Attempts]))],
                ConnectedAddress = first?.Attempt.Address,
                SendFailures = atEnd.SendFailures - atSilence?.SendFailures,
                Undelivered = atEnd.Undelivered - atSilence?.Undelivered,
            }),
        };
    }

    /// <returns>What the machine had counted when silence had lasted; <see langword="null"/> when it did not last.</returns>
    private static async Task<TrafficCounters?> DialAllAsync(AddressDial[] dials, ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        TimeSpan start = session.Elapsed;
        TrafficCounters? atSilence = null;
        using Deadline deadline = session.StartDeadline(session.Share(Share, Limit), cancellationToken);
        using var patienceIsOver = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        List<Task> running = [.. dials.Select(dial => dial.RunAsync(deadline, patienceIsOver.Token))];
        if (running.TrueForAll(task => task.IsCompletedSuccessfully))
        {
            // Answered at once: no timer is needed to know it.
            return null;
        }

        Task silence = Task.Delay(Silence, session.Time, patienceIsOver.Token);
        List<Task> awaited = [silence, .. running];
        while (awaited.Exists(task => task != silence) && !dials.Any(dial => dial.Connected is not null))
        {
            Task ended = await Task.WhenAny(awaited).ConfigureAwait(false);
            awaited.Remove(ended);
            if (ended == silence && !deadline.Token.IsCancellationRequested)
            {
                // Just before the kernel repeats the first SYN, after one second (RFC 6298, section 2).
                atSilence = session.System.CountTraffic();
                session.EarlyLook = EarlyLook.Begin([.. dials.Select(dial => dial.Current)], evidence, session, cancellationToken);
            }
        }

        if (awaited.Exists(task => task != silence))
        {
            TimeSpan left = Patience - (session.Elapsed - start);
            using var patience = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, session.Time);
            using CancellationTokenRegistration end = patience.Token.Register(static source => ((CancellationTokenSource)source!).Cancel(), patienceIsOver);
            await Task.WhenAll(running).ConfigureAwait(false);
        }

        await patienceIsOver.CancelAsync().ConfigureAwait(false);
        return atSilence;
    }

    /// <summary>An address that nobody waited for any longer, and that had its time without an answer, has timed out.</summary>
    private static IEnumerable<ConnectAttempt> Judge(ConnectAttempt[] attempts) =>
        Array.TrueForAll(attempts, attempt => attempt.Error == SocketError.InProgress) && attempts[0].Duration >= Patience * 0.9
            ? attempts.Select(attempt => attempt with { Error = SocketError.TimedOut })
            : attempts;

    /// <summary>The first addresses, both families among them when both are there.</summary>
    private static IEnumerable<IPAddress> Sample(IReadOnlyList<IPAddress> addresses)
    {
        if (addresses.Count <= MaxAddresses)
        {
            return addresses;
        }

        IEnumerable<IPAddress> byFamily = addresses.GroupBy(address => address.AddressFamily).SelectMany(family => family.Take(MaxAddresses / 2));
        return byFamily.Concat(addresses).Distinct().Take(MaxAddresses);
    }
}
