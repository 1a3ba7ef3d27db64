using System.Net;

namespace ConnectionDiagnostics.Probes.Connect;

/// <summary>The TCP handshake with each address of the name, each on its own and all at once.</summary>
internal sealed class ConnectProbe : IStageProbe
{
    /// <summary>Of a name with more addresses only so many are dialled.</summary>
    private const int MaxAddresses = 8;

    private const double Share = 0.4;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    /// <summary>Once one address has answered, the others get so long to show whether they work.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    public Stage Stage => Stage.Connect;

    public ConnectionEvidence NotMeasured(ConnectionEvidence evidence, FactReason reason) =>
        evidence with { Connect = Fact<ConnectEvidence>.NotMeasured(reason) };

    public async Task<ConnectionEvidence> RunAsync(ConnectionEvidence evidence, ProbeSession session, CancellationToken cancellationToken)
    {
        if (evidence.Names.Value is not { Addresses: { Count: > 0 } addresses })
        {
            return evidence with { Connect = Fact<ConnectEvidence>.Skipped(FactReason.EarlierStageFailed) };
        }

        TcpDial[] dials = [.. Sample(addresses).Select(address => new TcpDial(new IPEndPoint(address, session.Target.Port), session))];
        await DialAllAsync(dials, session, cancellationToken).ConfigureAwait(false);

        TcpDial? first = Array.Find(dials, dial => dial.Attempt.Connected);
        session.UseConnection(first?.Take());
        foreach (TcpDial dial in dials)
        {
            dial.Dispose();
        }

        return evidence with
        {
            Connect = Fact<ConnectEvidence>.Measured(new ConnectEvidence
            {
                Attempts = [.. dials.Select(dial => dial.Attempt)],
                ConnectedAddress = first?.Attempt.Address,
            }),
        };
    }

    private static async Task DialAllAsync(TcpDial[] dials, ProbeSession session, CancellationToken cancellationToken)
    {
        using Deadline deadline = session.StartDeadline(session.Share(Share, Limit), cancellationToken);
        using var graceIsOver = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        List<Task> running = [.. dials.Select(dial => dial.RunAsync(deadline, graceIsOver.Token))];
        Task all = Task.WhenAll(running);
        while (running.Count > 0 && !dials.Any(dial => dial.IsDone && dial.Attempt.Connected))
        {
            running.Remove(await Task.WhenAny(running).ConfigureAwait(false));
        }

        if (running.Count > 0)
        {
            using var grace = new CancellationTokenSource(Grace, session.Time);
            using CancellationTokenRegistration end = grace.Token.Register(static source => ((CancellationTokenSource)source!).Cancel(), graceIsOver);
            await all.ConfigureAwait(false);
            return;
        }

        await all.ConfigureAwait(false);
    }

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
