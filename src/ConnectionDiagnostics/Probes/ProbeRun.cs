using ConnectionDiagnostics.Platform;
using ConnectionDiagnostics.Probes.Connect;
using ConnectionDiagnostics.Probes.Environment;
using ConnectionDiagnostics.Probes.Names;
using ConnectionDiagnostics.Probes.Protocols;
using ConnectionDiagnostics.Probes.Proxies;
using ConnectionDiagnostics.Probes.Routes;
using ConnectionDiagnostics.Probes.Surroundings;
using ConnectionDiagnostics.Probes.Tls;
using ConnectionDiagnostics.Telemetry;
using Microsoft.Extensions.Logging;

namespace ConnectionDiagnostics.Probes;

/// <summary>Runs the stages one after another and gathers what they see.</summary>
internal sealed class ProbeRun(ProbeSettings settings, IOperatingSystem system, ILogger logger)
{
    /// <summary>In the order in which they run; most of what comes after the connect only where it has failed.</summary>
    private static readonly IStageProbe[] Stages =
    [
        new EnvironmentProbe(),
        new ProxySettingsProbe(),
        new NameResolutionProbe(),
        new RouteProbe(),
        new ConnectProbe(),
        new ListenerProbe(),
        new RedialProbe(),
        new ProxyProbe(),
        new DirectPathOnly(new SurroundingsProbe()),
        new DirectPathOnly(new RefusalOriginProbe()),
        new DirectPathOnly(new NeighbourProbe()),
        new DirectPathOnly(new ContainerHostProbe()),
        new DirectPathOnly(new LocalPortProbe()),
        new TlsProbe(),
        new ProtocolProbe(),
        new DirectPathOnly(new TransferProbe()),
        new DirectPathOnly(new InterceptionProbe()),
    ];

    public async ValueTask<ConnectionEvidence> GatherAsync(DiagnosisRequest request, CancellationToken cancellationToken)
    {
        if (settings.Policy is not null && request.Depth == DiagnosisDepth.Thorough)
        {
            // The servers of a zone are named by whoever owns it: they would be asked wherever they are said to be.
            request = request with { Depth = DiagnosisDepth.Normal };
        }

        var session = new ProbeSession(request, settings, settings.Policy is { } policy ? new GuardedSystem(system, policy.Allows) : system);
        await using (session.ConfigureAwait(false))
        {
            ConnectionEvidence evidence = Start(request, settings.Time);
            if (request.Target.IsValid)
            {
                using Deadline deadline = session.StartDeadline(request.Timeout, cancellationToken);
                foreach (IStageProbe probe in Stages)
                {
                    evidence = IsForbidden(evidence)
                        ? probe.NotMeasured(evidence, FactReason.Forbidden)
                        : probe.Sends && request.Depth == DiagnosisDepth.Passive
                        ? probe.NotMeasured(evidence, FactReason.NotAllowed)
                        : await RunAsync(probe, evidence, session, deadline, cancellationToken).ConfigureAwait(false);
                }

                if (request.Depth != DiagnosisDepth.Passive && !IsForbidden(evidence))
                {
                    evidence = await OwnProbes.RunAsync(settings.Probes, evidence, session, deadline.Token, cancellationToken).ConfigureAwait(false);
                }
            }

            return evidence with { Timings = session.Timings, Duration = session.Elapsed };
        }
    }

    /// <summary>What the exception alone tells, without any I/O.</summary>
    public static ConnectionEvidence Unprobed(DiagnosisRequest request, FactReason reason, TimeProvider time) =>
        Stages.Aggregate(Start(request, time), (evidence, stage) => stage.NotMeasured(evidence, reason));

    /// <summary>Once the addresses are known: one that is forbidden forbids all, for a name can give any address beside a permitted one.</summary>
    private bool IsForbidden(ConnectionEvidence evidence) =>
        settings.Policy is { } policy && evidence.Names.Value is { } names && names.Addresses.Any(address => !policy.Allows(address));

    private async ValueTask<ConnectionEvidence> RunAsync(
        IStageProbe probe, ConnectionEvidence evidence, ProbeSession session, Deadline deadline, CancellationToken cancellationToken)
    {
        TimeSpan start = session.Elapsed;
        try
        {
            evidence = await probe.RunAsync(evidence, session, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            evidence = probe.NotMeasured(evidence, FactReason.DeadlineReached);
        }
        catch (OperationCanceledException exception)
        {
            // The stage was cancelled through the deadline's token; whoever cancelled looks for his own.
            throw new OperationCanceledException(exception.Message, exception, cancellationToken);
        }
#pragma warning disable CA1031 // The promise: a diagnosis never fails because the machine misbehaves in a way that nobody foresaw.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.StageFailed(logger, probe.Stage.ToCode(), exception);
            evidence = probe.NotMeasured(evidence, FactReason.Failed);
        }

        cancellationToken.ThrowIfCancellationRequested();
        session.AddTiming(probe.Stage, start);
        return evidence;
    }

    private static ConnectionEvidence Start(DiagnosisRequest request, TimeProvider time) => new()
    {
        Target = TargetEvidence.Of(request.Target),
        Settings = new SettingsEvidence
        {
            Timeout = request.Timeout,
            ExpectedAddresses = request.ExpectedAddresses,
            LocalAddress = request.LocalAddress,
            AddressFamily = request.AddressFamily,
            TlsServerName = request.TlsServerName,
            ApplicationProtocols = request.ApplicationProtocols is { } offered ? [.. offered.Select(protocol => protocol.ToString())] : null,
            Proxy = request.Proxy == ConnectionProxy.Automatic ? null : request.Proxy.ToString(),
            Depth = request.Depth,
        },
        Reported = request.Exception is { } exception ? Report(exception) : null,
        Time = time.GetUtcNow(),
    };

    private static ReportedFailure Report(Exception exception)
    {
        ConnectionFailure failure = ConnectionFailure.Classify(exception);
        var types = new List<string>();
        for (Exception? current = exception; current is not null && types.Count < 16; current = current.InnerException)
        {
            types.Add(current.GetType().FullName ?? current.GetType().Name);
        }

        return new ReportedFailure
        {
            Outcome = failure.Outcome,
            SocketError = failure.SocketError,
            NativeErrorCode = failure.NativeErrorCode,
            StatusCode = (int?)failure.StatusCode,
            Types = types,
        };
    }
}
