namespace ConnectionDiagnostics.Probes;

/// <summary>Runs the probes that users add.</summary>
internal static class OwnProbes
{
    public static async ValueTask<ConnectionEvidence> RunAsync(
        IEnumerable<IConnectionProbe> probes, ConnectionEvidence evidence, ProbeSession session, CancellationToken deadline, CancellationToken cancellationToken)
    {
        foreach (IConnectionProbe probe in probes)
        {
            var context = new ProbeContext { Target = session.Target, Evidence = evidence, TimeProvider = session.Time };
            Finding[] found;
            try
            {
                found = [.. await probe.ProbeAsync(context, deadline).WaitAsync(deadline).ConfigureAwait(false)];
            }
            catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(exception.Message, exception, cancellationToken);
            }
#pragma warning disable CA1031 // Somebody else's code: whatever it throws is a finding, and no reason to fail the diagnosis.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                found = [new Finding { Probe = NameOf(probe), Key = "error", Value = exception.GetType().Name }];
            }

            evidence = evidence with { Findings = [.. evidence.Findings, .. found] };
        }

        return evidence;
    }

    private static string NameOf(IConnectionProbe probe)
    {
        try
        {
            return probe.Name;
        }
#pragma warning disable CA1031 // As above.
        catch (Exception)
#pragma warning restore CA1031
        {
            return probe.GetType().Name;
        }
    }
}
